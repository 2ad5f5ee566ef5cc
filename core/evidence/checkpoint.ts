/**
 * Checkpoints as C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint) has them: origin, size and root of a log, each
 * on its line, signed as a note.
 */
import { EvidenceError } from './error.ts';
import { fromBase64, parseNote, signNote, verifyNote, type Signer, type Verifier } from './note.ts';

export interface Checkpoint {
  /** The log's own name; also the name of the key that signs for it. */
  origin: string;
  /** How many records it speaks of: records 1 to `size`. */
  size: number;
  root: Buffer;
}

export function signCheckpoint({ size, root }: Omit<Checkpoint, 'origin'>, signer: Signer): string {
  return signNote(`${signer.name}\n${size}\n${root.toString('base64')}\n`, signer);
}

/** Reads the text of a checkpoint and leaves its signatures alone. Throws EvidenceError "checkpoint". */
export function parseCheckpoint(note: string): Checkpoint {
  const [origin = '', size = '', root = '', ...more] = parseNote(note).text.split('\n');
  const hash = fromBase64(root);
  // Extension lines are allowed by the form, but ours have none, so that nothing stands unread above a signature.
  const plain = more.length === 1 && more[0] === '';
  if (
    !origin ||
    !/^(0|[1-9]\d{0,15})$/.test(size) ||
    !Number.isSafeInteger(Number(size)) ||
    hash?.length !== 32 ||
    !plain
  )
    throw new EvidenceError(
      'checkpoint',
      'This is not a checkpoint of a ledger: it needs an origin, a size and a root.',
    );
  return { origin, size: Number(size), root: hash };
}

/** A checkpoint with a good signature of this key. Throws EvidenceError "checkpoint" for any other. */
export function openCheckpoint(note: string, verifier: Verifier): Checkpoint {
  const checkpoint = parseCheckpoint(note);
  if (checkpoint.origin !== verifier.name)
    throw new EvidenceError(
      'checkpoint',
      `The checkpoint is of the ledger ${checkpoint.origin}, not of ${verifier.name}: another ledger, or another key.`,
    );
  if (!verifyNote(parseNote(note), verifier))
    throw new EvidenceError('checkpoint', `The checkpoint has no good signature of the key ${verifier.name}.`);
  return checkpoint;
}
