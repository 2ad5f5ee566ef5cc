/**
 * The key that signs checkpoints: 32 random bytes (an Ed25519 seed, RFC 8032), made on first use. Where it is kept is the
 * shell's business: a file of mode 600, or Electron's safeStorage.
 */
import { createHash, createPrivateKey, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { EvidenceError } from './error.ts';
import { rawPublicKey, type Signer, type Verifier } from './note.ts';

/** Keeps one seed. */
export interface KeyStore {
  /** The seed, or null where none was kept yet. Throws EvidenceError "key" for one that cannot be used. */
  load(): Buffer | null;
  /** Keeps a new seed; never writes over one. Throws EvidenceError "key" where there is one already. */
  save(seed: Buffer): void;
  /** True where there is a seed that another shell keeps and this one cannot read. */
  elsewhere?(): boolean;
}

/** Beside the plain file: the seed as Electron keeps it. */
const sealedPath = (path: string): string => `${path}.sealed`;

/** The seed in a file that its owner alone may read. */
export function fileKeyStore(path: string): KeyStore {
  return {
    load: () => {
      if (!existsSync(path)) return null;
      refuseOpenMode(path);
      const match = /^watledger-ed25519-seed ([A-Za-z0-9+/]{43}=)\n$/.exec(readFileSync(path, 'latin1'));
      if (!match) throw damaged(path);
      return Buffer.from(match[1] ?? '', 'base64');
    },
    save: (seed) => writeNew(path, `watledger-ed25519-seed ${seed.toString('base64')}\n`),
    elsewhere: () => !existsSync(path) && existsSync(sealedPath(path)),
  };
}

/** The part of Electron's safeStorage that is used here. */
export interface SafeStorageLike {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
  /** Linux only; "basic_text" keeps nothing secret. */
  getSelectedStorageBackend?(): string;
}

/** The seed in a file that is encrypted by the system's own key store. */
export function safeKeyStore(path: string, safe: SafeStorageLike): KeyStore {
  return {
    load: () => {
      if (!existsSync(path)) return null;
      try {
        const seed = Buffer.from(safe.decryptString(readFileSync(path)), 'base64');
        if (seed.length === 32) return seed;
      } catch (error) {
        throw damaged(path, error);
      }
      throw damaged(path);
    },
    save: (seed) => writeNew(path, safe.encryptString(seed.toString('base64'))),
  };
}

/**
 * Where Electron keeps the seed: with safeStorage where the system offers it, else in a file of mode 600. A seed that
 * was kept one way stays there.
 */
export function electronKeyStore(path: string, safe: SafeStorageLike): KeyStore {
  const sealed = sealedPath(path);
  if (existsSync(path)) return fileKeyStore(path);
  const secret = safe.isEncryptionAvailable() && safe.getSelectedStorageBackend?.() !== 'basic_text';
  return existsSync(sealed) || secret ? safeKeyStore(sealed, safe) : fileKeyStore(path);
}

/** Signs for a ledger. `made` where the key did not exist before. */
export interface LedgerKey {
  signer: Signer;
  verifier: Verifier;
  made: boolean;
}

/**
 * The key of a store, made where there is none; null where another shell keeps it. The key's name is the origin of the log
 * and comes from the key itself.
 */
export function openKey(store: KeyStore): LedgerKey | null {
  if (store.elsewhere?.()) return null;
  const kept = store.load();
  const seed = kept ?? randomBytes(32);
  if (!kept) {
    try {
      store.save(seed);
    } catch (error) {
      // Another process may have been first; then its key counts.
      const theirs = store.load();
      if (!theirs) throw error;
      return keyOf(theirs, false);
    }
  }
  return keyOf(seed, !kept);
}

/** DER of an Ed25519 private key up to its seed (RFC 8410, section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export function keyOf(seed: Buffer, made: boolean): LedgerKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = rawPublicKey(privateKey);
  const name = originOf(publicKey);
  return { signer: { name, privateKey }, verifier: { name, publicKey }, made };
}

/** A ledger's name in the world: it changes with the key, so a changed key cannot pass as the same ledger. */
export const originOf = (publicKey: Buffer): string =>
  `watledger.invalid/${createHash('sha256').update(publicKey).digest('hex').slice(0, 32)}`;

/** POSIX only: Windows has no such modes. */
function refuseOpenMode(path: string): void {
  const mode = statSync(path).mode & 0o777;
  if (process.platform === 'win32' || (mode & 0o077) === 0) return;
  const said = `The key file ${path} can be read by others (mode ${mode.toString(8)}). Run: chmod 600 "${path}"`;
  throw new EvidenceError('key', `${said} — and make a new key if others use this machine.`);
}

/** Makes the file whole or not at all, and only where there is none: another process never sees half a key. */
function writeNew(path: string, content: string | Buffer): void {
  const draft = `${path}.${process.pid}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(draft, 'wx', 0o600);
    try {
      writeSync(file, Buffer.from(content));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    linkSync(draft, path);
  } catch (error) {
    throw new EvidenceError('key', `The key file ${path} could not be made.`, { cause: error });
  } finally {
    rmSync(draft, { force: true });
  }
}

const damaged = (path: string, cause?: unknown): EvidenceError =>
  new EvidenceError(
    'key',
    `The key file ${path} cannot be read. Put it back from a copy; if it is lost, move the file away, and a new key is made.`,
    { cause },
  );
