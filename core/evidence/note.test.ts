import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formatVkey, keyId, parseNote, parseVkey, rawPublicKey, signNote, verifyNote } from './note.ts';

/** The example of Go's golang.org/x/mod/sumdb/note, which signed-note describes. */
const VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const NOTE = `${TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

const { privateKey } = generateKeyPairSync('ed25519');
const signer = { name: 'example.org/log', privateKey };
const verifier = { name: signer.name, publicKey: rawPublicKey(privateKey) };

describe('signed notes', () => {
  it('verifies the published example, and writes its key the same way', () => {
    const peter = parseVkey(VKEY);
    expect(formatVkey(peter)).toBe(VKEY);
    expect(keyId(peter).toString('hex')).toBe('c74f20a3');
    expect(parseNote(NOTE).text).toBe(TEXT);
    expect(verifyNote(parseNote(NOTE), peter)).toBe(true);
    expect(verifyNote(parseNote(NOTE.replace('problem is', 'problem was')), peter)).toBe(false);
    expect(verifyNote(parseNote(NOTE), { ...peter, name: 'Peter' })).toBe(false);
    expect(verifyNote(parseNote(NOTE), verifier)).toBe(false);
  });

  it('signs what it verifies, beside signatures of others', () => {
    const note = signNote('one\n\ntwo\n', signer);
    expect(verifyNote(parseNote(note), verifier)).toBe(true);
    const other = `— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
    expect(verifyNote(parseNote(note + other), verifier)).toBe(true);
    expect(verifyNote(parseNote(note + note.split('\n\n').at(-1)), verifier)).toBe(false);
  });

  it.each([
    ['no signature', 'text\n'],
    ['no text', '\n— a x08go/Y=\n'],
    ['no new line at the end', NOTE.trimEnd()],
    ['a control character', NOTE.replace('then', 'then\t')],
    ['a hyphen for the dash', NOTE.replace('—', '-')],
    ['a space in a name', NOTE.replace('PeterNeumann', 'Peter Neumann')],
    ['base64 with loose bits', NOTE.replace('nAM=', 'nAN=')],
    ['a line more', `${NOTE}\n`],
  ])('refuses %s', (_what, note) => expect(() => parseNote(note)).toThrow(/not a signed checkpoint/));

  it('refuses damaged keys', () => {
    expect(() => parseVkey(VKEY.replace('c74f20a3', 'c74f20a4'))).toThrow(/hash does not fit/);
    for (const bad of ['', 'a+b', VKEY.replace('ARpc', 'AhpC'), `${VKEY}AAAA`]) expect(() => parseVkey(bad)).toThrow();
    expect(() => signNote('no end', signer)).toThrow(/whole lines/);
  });
});
