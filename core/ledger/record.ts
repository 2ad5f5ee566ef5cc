/** What the ledger keeps of one question. A field that is added later needs a default here: old rows stay as they are. */
import { z } from 'zod';
import { card, decimalString, source } from '../contract.ts';

/** Whole milliseconds: canonical JSON has no fractions. */
const ms = z.number().nonnegative().transform(Math.round);

/** A card as stored; its id and hash come from the row. `time` is UTC, ISO 8601 with Z. */
export const storedCard = card.omit({ id: true, hash: true }).extend({ time: z.iso.datetime(), ms });

/** How the run of the program ended; null where no program was run. */
export const runOutcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: decimalString, ms, gas: z.number().int().optional() }),
  z.object({ ok: z.literal(false), trap: z.string(), message: z.string(), code: z.number().int().optional() }),
]);

export const ledgerRecord = z.object({
  card: storedCard,
  /** What was read from the question: JSON with integers and strings only. */
  figures: z.unknown(),
  /** Where the value of each parameter comes from, in the order of `args`. */
  bindings: z.array(z.object({ param: z.string(), value: z.string(), source })),
  /** The complete module text; empty where there is no program. */
  wat: z.string(),
  args: z.array(z.string()),
  result: runOutcome.nullable().default(null),
  /** Versions and SHA-256 of what took part: app, model, runtime, library … */
  versions: z.record(z.string(), z.string()),
  /** The rule by which the value was rounded for display. */
  rounding: z.string().optional(),
  /** Programs that the model also offered, best first. */
  candidates: z.unknown().optional(),
});
export type LedgerRecord = z.output<typeof ledgerRecord>;
export type LedgerRecordInput = z.input<typeof ledgerRecord>;

/** How a run ended, as stored. */
export type RunOutcome = z.input<typeof runOutcome>;
