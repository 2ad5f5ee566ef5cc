import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronKeyStore, fileKeyStore, keyOf, openKey, originOf, safeKeyStore } from './key.ts';
import { allowedSigner, NAMESPACE, signSsh, verifySsh } from './sshsig.ts';
import { has } from './test-tools.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'key-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

describe('the key', () => {
  it('is the one of RFC 8032, section 7.1, for its seed', () => {
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    const { verifier } = keyOf(seed, false);
    expect(verifier.publicKey.toString('hex')).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    expect(verifier.name).toBe(originOf(verifier.publicKey));
  });

  it('is made once, in a file for its owner alone', () => {
    const path = at('deep/key');
    const first = openKey(fileKeyStore(path))!;
    expect(first.made).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const again = openKey(fileKeyStore(path));
    expect(again).toMatchObject({ made: false, verifier: first.verifier });
    expect(() => fileKeyStore(path).save(Buffer.alloc(32))).toThrow(/could not be made/);
  });

  it('is refused where others can read it, or where it is damaged', () => {
    const path = at('key');
    openKey(fileKeyStore(path));
    chmodSync(path, 0o640);
    expect(() => openKey(fileKeyStore(path))).toThrow(/can be read by others \(mode 640\)/);
    chmodSync(path, 0o600);
    writeFileSync(path, 'watledger-ed25519-seed short\n');
    expect(() => openKey(fileKeyStore(path))).toThrow(/cannot be read/);
  });

  it('takes the key of another process that was first', () => {
    const store = fileKeyStore(at('key'));
    let looked = 0;
    const racing = {
      load: () => (looked++ ? store.load() : null),
      save: (seed: Buffer) => {
        openKey(store);
        store.save(seed);
      },
    };
    expect(openKey(racing)?.verifier).toEqual(openKey(store)?.verifier);
  });

  it('is kept with safeStorage where there is one, and never in plain text then', () => {
    const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((b) => b ^ 0x5a));
    const safe = {
      available: true,
      isEncryptionAvailable: () => safe.available,
      encryptString: (text: string) => turned(Buffer.from(text)),
      decryptString: (bytes: Buffer) => turned(bytes).toString(),
    };
    const { verifier } = openKey(electronKeyStore(at('key'), safe))!;
    expect(readFileSync(at('key.sealed'), 'latin1')).not.toContain('watledger');
    safe.available = false;
    expect(openKey(electronKeyStore(at('key'), safe))).toMatchObject({ made: false, verifier });
    writeFileSync(at('bad'), 'x');
    expect(() => safeKeyStore(at('bad'), safe).load()).toThrow(/cannot be read/);
    expect(openKey(electronKeyStore(at('other'), safe))?.made).toBe(true);
    expect(statSync(at('other')).mode & 0o777).toBe(0o600);
    // A store that only pretends is none, and a shell without the store makes no second key.
    safe.available = true;
    openKey(electronKeyStore(at('basic'), { ...safe, getSelectedStorageBackend: () => 'basic_text' }));
    expect(statSync(at('basic')).mode & 0o777).toBe(0o600);
    expect(openKey(fileKeyStore(at('key')))).toBeNull();
  });
});

describe('SSH signatures', () => {
  const message = Buffer.from('what is signed\n');
  const key = keyOf(Buffer.alloc(32, 7), false);

  it.skipIf(!has.sshKeygen)('hold for ssh-keygen', () => {
    writeFileSync(at('allowed_signers'), allowedSigner(key.verifier));
    writeFileSync(at('sig'), signSsh(message, key.signer));
    const check = (input: Buffer): ReturnType<typeof spawnSync> =>
      spawnSync(
        'ssh-keygen',
        ['-Y', 'verify', '-f', at('allowed_signers'), '-I', key.verifier.name, '-n', NAMESPACE, '-s', at('sig')],
        { input, encoding: 'utf8' },
      );
    const good = check(message);
    expect(good.error).toBeUndefined();
    expect(`${good.stdout}${good.stderr}`).toContain('Good "checkpoint@watledger" signature');
    expect(good.status).toBe(0);
    expect(check(Buffer.from('another text\n')).status).not.toBe(0);
  });

  it('hold for us, and no others do', () => {
    const sig = signSsh(message, key.signer);
    expect(() => verifySsh(message, sig, key.verifier)).not.toThrow();
    expect(() => verifySsh(Buffer.from('x'), sig, key.verifier)).toThrow(/does not fit/);
    const other = keyOf(Buffer.alloc(32, 8), false);
    expect(() => verifySsh(message, sig, other.verifier)).toThrow(/not an SSH signature of the key/);
    expect(() => verifySsh(message, sig.replace('-----END', '-----end'), key.verifier)).toThrow(/not an SSH/);
  });
});
