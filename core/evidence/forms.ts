/** The JSON files of a bundle, as they must be to be read at all. */
import { z } from 'zod';
import { canonical } from '../ledger/canonical.ts';
import { FORMAT } from './bundle.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** bundle.json. */
export const manifestForm = z.strictObject({
  format: z.literal(FORMAT),
  origin: z.string(),
  vkey: z.string(),
  size: z.number().int().positive(),
  root: hash,
  records: z.array(z.number().int().positive()).min(1),
  selection: z.strictObject({ from: z.string(), to: z.string(), search: z.string() }),
  made: z.strictObject({ app: z.string() }),
});
/** The proof of a record: its path to the root, and its place in the hash chain. */
export const proofForm = z.strictObject({
  hash,
  index: z.number().int().nonnegative(),
  leaf: hash,
  path: z.array(hash),
  previous: hash,
  size: z.number().int().positive(),
});

/** The proof that one tree is the beginning of another. */
export const consistencyForm = (from: number, to: number) =>
  z.strictObject({ from: z.literal(from), path: z.array(hash), to: z.literal(to) });

/** JSON that is written exactly as RFC 8785 says; undefined for any other text. */
export function readCanonical(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return canonical(value) === text ? value : undefined;
  } catch (error) {
    // A text that nests deeper than the stack is no record of ours either.
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}
