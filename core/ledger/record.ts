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

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What a record says about an earlier one: it corrects it, or completes it with inputs that were missing. */
export const link = z.object({ kind: z.enum(['corrects', 'completes']), record: z.number().int().positive(), hash });

export const ledgerRecord = z.object({
  /** 1 is what came before the field. From 2 on, the program stands in a blob and not in the body. */
  format: z.union([z.literal(1), z.literal(2)]).default(1),
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
  /** Share of the model's probability behind the result, all candidates that compute it together; null where unknown. */
  agreement: z.string().nullable().optional(),
  /** How the model was asked: JSON with integers and strings only. */
  sampler: z.record(z.string(), z.string()).optional(),
  /** Who asked, as set in the app. */
  user: z.string().optional(),
  /** Decimal operations that the program used and was allowed; null where they were not counted. */
  gas: z.object({ used: z.number().int().nullable(), limit: z.number().int().nullable() }).optional(),
  /** Where stored exchange rates took part: their day, source, and the file they came from. */
  rates: z.array(z.object({ date: z.string(), source: z.string(), file: hash.nullable() })).optional(),
  links: z.array(link).optional(),
  /** SHA-256 of what belongs to the record, by its part: "wat", "module", "runtime", "rates", "rate-file" … */
  blobs: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), hash).optional(),
});
export type LedgerRecord = z.output<typeof ledgerRecord>;
export type LedgerRecordInput = z.input<typeof ledgerRecord>;

/** How a run ended, as stored. */
export type RunOutcome = z.input<typeof runOutcome>;
