/**
 * Signed notes as C2SP signed-note (https://c2sp.org/signed-note) has them: a text, an empty line, and lines of
 * "— name base64(key id, signature)". Only Ed25519 (type 0x01) is made and checked.
 */
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { EvidenceError } from './error.ts';

/** Who signs: the name of the key and the key itself. */
export interface Signer {
  name: string;
  privateKey: KeyObject;
}

/** A name and its public key. */
export interface Verifier {
  name: string;
  /** The 32 bytes of RFC 8032. */
  publicKey: Buffer;
}

const ED25519 = 1;
const SIGNATURE_BYTES = 64;
/** DER of an Ed25519 public key up to its 32 bytes (RFC 8410, section 4). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** The key object of the 32 bytes of a public key. */
export const publicKeyOf = (raw: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });

/** The 32 bytes of a key's public half. */
export const rawPublicKey = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);

/** First four bytes of SHA-256 over name, new line, type and public key. */
export function keyId({ name, publicKey }: Verifier): Buffer {
  return createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), publicKey]))
    .digest()
    .subarray(0, 4);
}

/** A verifier key as people pass it on: name+hash+base64(type, key). */
export function formatVkey(verifier: Verifier): string {
  const key = Buffer.concat([Buffer.of(ED25519), verifier.publicKey]).toString('base64');
  return `${verifier.name}+${keyId(verifier).toString('hex')}+${key}`;
}

/** Reads a verifier key. Throws EvidenceError "key". */
export function parseVkey(vkey: string): Verifier {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(vkey.trim());
  const key = match ? fromBase64(match[3] ?? '') : null;
  if (!match || key?.length !== 33 || key[0] !== ED25519)
    throw new EvidenceError('key', 'This is not the verifier key of a signed note (name+hash+key, Ed25519).');
  const verifier = { name: match[1] ?? '', publicKey: key.subarray(1) };
  if (keyId(verifier).toString('hex') !== match[2])
    throw new EvidenceError('key', 'The verifier key is damaged: its hash does not fit its name and key.');
  return verifier;
}

/** The text with one signature line. The text must end in a new line. */
export function signNote(text: string, { name, privateKey }: Signer): string {
  if (!isText(text)) throw new EvidenceError('checkpoint', 'The text of a note must be whole lines without controls.');
  const id = keyId({ name, publicKey: rawPublicKey(privateKey) });
  const signature = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64');
  return `${text}\n— ${name} ${signature}\n`;
}

/** A note taken apart; nothing is verified yet. */
export interface Note {
  text: string;
  signatures: { name: string; id: Buffer; signature: Buffer }[];
}

/** Takes a note apart. Throws EvidenceError "checkpoint" for anything that is not exactly a note. */
export function parseNote(note: string): Note {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2).split('\n');
  if (end < 0 || !isText(text) || lines.pop() !== '' || lines.length === 0) throw notANote();
  const signatures = lines.map((line) => {
    const match = /^— ([^+\s]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line);
    const bytes = match ? fromBase64(match[2] ?? '') : null;
    if (!match || !bytes || bytes.length < 5) throw notANote();
    return { name: match[1] ?? '', id: bytes.subarray(0, 4), signature: bytes.subarray(4) };
  });
  return { text, signatures };
}

/** True where the note has a good signature of this key. A bad one under the key's own name and id is never overlooked. */
export function verifyNote({ text, signatures }: Note, verifier: Verifier): boolean {
  const own = signatures.filter(({ name, id }) => name === verifier.name && id.equals(keyId(verifier)));
  if (own.length !== 1) return false;
  const { signature } = own[0]!;
  return (
    signature.length === SIGNATURE_BYTES && verify(null, Buffer.from(text), publicKeyOf(verifier.publicKey), signature)
  );
}

/** Whole lines, with no control character but the new line, and no half of a character. */
function isText(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  return text.endsWith('\n') && !/[\0-\x09\x0b-\x1f\x7f]|\p{Surrogate}/u.test(text);
}

/** Base64 that would be written the same way again; null for any other. */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

const notANote = (): EvidenceError =>
  new EvidenceError('checkpoint', 'This is not a signed checkpoint: a text, an empty line and signature lines.');
