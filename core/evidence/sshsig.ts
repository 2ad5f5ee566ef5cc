/**
 * SSH signatures (OpenSSH's PROTOCOL.sshsig), so that `ssh-keygen -Y verify` can check a file, and the line of an
 * allowed_signers file (ssh-keygen(1)) that names the key.
 */
import { createHash, sign, verify } from 'node:crypto';
import { EvidenceError } from './error.ts';
import { publicKeyOf, rawPublicKey, type Signer, type Verifier } from './note.ts';

/** What our signatures are for; ssh-keygen must be told the same with -n. */
export const NAMESPACE = 'checkpoint@watledger';

const MAGIC = Buffer.from('SSHSIG');
const TYPE = 'ssh-ed25519';
const SIGNATURE_BYTES = 64;

/** A string of RFC 4251, section 5: its length in four bytes, then its bytes. */
function field(value: Uint8Array | string): Buffer {
  const bytes = Buffer.from(value as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

const publicBlob = (publicKey: Buffer): Buffer => Buffer.concat([field(TYPE), field(publicKey)]);

/** What is signed: the magic, the namespace and the hash of the message. */
function signedBlob(message: Uint8Array): Buffer {
  const hash = createHash('sha512').update(message).digest();
  return Buffer.concat([MAGIC, field(NAMESPACE), field(''), field('sha512'), field(hash)]);
}

function envelope(publicKey: Buffer, signature: Buffer): Buffer {
  const version = Buffer.of(0, 0, 0, 1);
  const inner = Buffer.concat([field(TYPE), field(signature)]);
  const parts = [field(publicBlob(publicKey)), field(NAMESPACE), field(''), field('sha512'), field(inner)];
  return Buffer.concat([MAGIC, version, ...parts]);
}

function armour(blob: Buffer): string {
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? [];
  return `-----BEGIN SSH SIGNATURE-----\n${lines.join('\n')}\n-----END SSH SIGNATURE-----\n`;
}

/** The armoured signature of a file's bytes. */
export function signSsh(message: Uint8Array, { privateKey }: Signer): string {
  return armour(envelope(rawPublicKey(privateKey), sign(null, signedBlob(message), privateKey)));
}

/** Throws EvidenceError "checkpoint" unless `armoured` is this key's signature of the message, written as signSsh writes it. */
export function verifySsh(message: Uint8Array, armoured: string, { publicKey, name }: Verifier): void {
  const text = armoured.split('\n').slice(1, -2).join('');
  const signature = Buffer.from(text, 'base64').subarray(-SIGNATURE_BYTES);
  if (signature.length !== SIGNATURE_BYTES || armour(envelope(publicKey, signature)) !== armoured)
    throw new EvidenceError('checkpoint', `This is not an SSH signature of the key ${name}.`);
  if (!verify(null, signedBlob(message), publicKeyOf(publicKey), signature))
    throw new EvidenceError('checkpoint', `The SSH signature of the key ${name} does not fit the file.`);
}

/** One line of an allowed_signers file: the key may sign in our namespace only. */
export const allowedSigner = ({ name, publicKey }: Verifier): string =>
  `${name} namespaces="${NAMESPACE}" ${TYPE} ${publicBlob(publicKey).toString('base64')}\n`;
