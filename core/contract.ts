/**
 * What a shell may call. One source of truth for IPC, HTTP and the command line: every request and every answer
 * passes through these schemas on both sides. Decimal values are strings, never JSON numbers.
 */
import { z } from 'zod';

/** A decimal in plain notation, up to 34 significant digits, e.g. "1500" or "-0.0525". */
export const decimalString = z.string().regex(/^-?\d+(\.\d+)?(E[+-]?\d+)?$/);

/** A list of decimals: "[-1000, 300, 420]". */
export const listString = z.string().regex(/^\[[-\d.E+, ]*\]$/);

export const status = z.enum(['answered', 'asked', 'declined', 'failed', 'stopped']);
export type Status = z.infer<typeof status>;

/** Where a bound value came from. `start`/`end` are UTF-16 offsets into the question. */
export const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('figure'), text: z.string(), start: z.number().int(), end: z.number().int() }),
  /** A figure of an earlier question of the conversation, which this one follows up. */
  z.object({ kind: z.literal('earlier'), text: z.string(), record: z.number().int() }),
  z.object({ kind: z.literal('rate'), date: z.string(), source: z.string() }),
  z.object({ kind: z.literal('answer'), text: z.string() }),
  z.object({ kind: z.literal('convention'), note: z.string() }),
]);
export type Source = z.infer<typeof source>;

export const input = z.object({
  /** Parameter name in the program, e.g. "annual_rate". */
  name: z.string(),
  /** The name a person reads, e.g. "Annual rate". */
  label: z.string(),
  /** The number in `unit`; a date as ISO 8601; a list as "[-1000, 300, 420]". */
  value: z.union([decimalString, z.iso.date(), listString]),
  /** ISO 4217 code, "%", "years", "months", "days", "" … */
  unit: z.string(),
  display: z.string(),
  source,
});
export type Input = z.infer<typeof input>;

/** A missing input, asked for by name. */
export const asked = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(['amount', 'rate', 'number', 'count', 'duration', 'date', 'currency', 'quote', 'list']),
  /** "At what annual rate?" */
  question: z.string(),
});
export type Asked = z.infer<typeof asked>;

export const card = z.object({
  /** Number of the ledger record; every question has one. */
  id: z.number().int(),
  conversation: z.string(),
  time: z.string(),
  status,
  question: z.string(),
  /** Full precision; percents as 5.25. Null unless answered. */
  value: decimalString.nullable(),
  unit: z.string(),
  display: z.string(),
  sentence: z.string(),
  confidence: z.enum(['sure', 'unsure']),
  inputs: z.array(input),
  /** Figures of the question that the program does not use. */
  unused: z.array(z.string()),
  asks: z.array(asked),
  /** MathML of the formula; empty unless there is a program. */
  formula: z.string(),
  wat: z.string(),
  /** SHA-256 of the record, hex. */
  hash: z.string(),
  model: z.string(),
  ms: z.number(),
});
export type Card = z.infer<typeof card>;

export const step = z.enum(['reading', 'writing', 'checking', 'running', 'recording']);
export type Step = z.infer<typeof step>;

/** What a shell sees while a question is worked on, in order; the last one is a card. */
export const askEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step'), step }),
  z.object({ type: z.literal('token'), text: z.string() }),
  z.object({ type: z.literal('card'), card }),
]);
export type AskEvent = z.infer<typeof askEvent>;

export const askRequest = z.object({
  conversation: z.string().min(1).max(64),
  question: z.string().min(1).max(4000),
  /** Completes an asked card: its id, and the typed value of each missing input by name. */
  completes: z.object({ id: z.number().int(), answers: z.record(z.string(), z.string().max(4000)) }).optional(),
  /** Number of the record that this one corrects; both stay in the ledger. */
  corrects: z.number().int().positive().optional(),
  /** Values of the inputs of a formula (a question that begins with "="), by name. */
  inputs: z.record(z.string(), z.string().max(4000)).optional(),
});
export type AskRequest = z.infer<typeof askRequest>;

export const historyRequest = z.object({
  search: z.string().max(200).default(''),
  before: z.number().int().optional(),
  limit: z.number().int().min(1).max(500).default(50),
});
export type HistoryRequest = z.input<typeof historyRequest>;

export const replayResult = z.object({ id: z.number().int(), equal: z.boolean(), detail: z.string() });
export type ReplayResult = z.infer<typeof replayResult>;

export const about = z.object({
  version: z.string(),
  model: z.string(),
  /** "CPU", or the name of the GPU backend in use. */
  device: z.string(),
  /** Date of the newest stored exchange rates, or null. */
  ratesDate: z.string().nullable(),
  ratesSource: z.string().nullable(),
  records: z.number().int(),
  /** The name that records carry. */
  user: z.string(),
  /** What is wrong with the ledger since it was last closed, in sentences; empty where nothing is. */
  warnings: z.array(z.string()),
  /** The last record that a checkpoint kept by somebody else speaks for; 0 where none was brought. */
  anchored: z.number().int(),
  /** The public key of the ledger's checkpoints, as a signed note's verifier key. */
  vkey: z.string(),
});
export type About = z.infer<typeof about>;

/** A failure that a person may read: what happened and what to do. Never a stack trace. */
export const failure = z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) });
export const success = <T extends z.ZodType>(value: T) => z.object({ ok: z.literal(true), value });
export type Result<T> = { ok: true; value: T } | { ok: false; error: { code: string; message: string } };

/** Calls with one request and one answer. `ask` streams and stands apart. */
export const calls = {
  stop: { request: z.object({ conversation: z.string() }), response: z.boolean() },
  history: { request: historyRequest, response: z.array(card) },
  record: { request: z.object({ id: z.number().int() }), response: card.nullable() },
  conversation: { request: z.object({ conversation: z.string() }), response: z.array(card) },
  replay: { request: z.object({ id: z.number().int() }), response: replayResult },
  importRates: {
    request: z.object({ name: z.string(), base64: z.string() }),
    response: z.object({ days: z.number().int(), rates: z.number().int(), from: z.string(), to: z.string() }),
  },
  about: { request: z.object({}), response: about },
  setUser: { request: z.object({ name: z.string().trim().max(200) }), response: z.object({ user: z.string() }) },
  /** Takes a checkpoint that somebody else kept; `size` is the last record that it speaks for. */
  importAnchor: { request: z.object({ note: z.string().max(10_000) }), response: z.object({ size: z.number().int() }) },
  /** Writes a bundle that outsiders can verify into a new folder of the ledger's own. */
  exportEvidence: {
    request: z.object({
      from: z.string().max(20).default(''),
      to: z.string().max(20).default(''),
      search: z.string().max(200).default(''),
    }),
    response: z.object({
      folder: z.string(),
      records: z.number().int(),
      size: z.number().int(),
      vkey: z.string(),
    }),
  },
} as const;
export type CallName = keyof typeof calls;

/** The product as a shell sees it. */
export type Api = {
  ask(request: AskRequest, onEvent: (event: AskEvent) => void): Promise<Result<Card>>;
} & {
  [K in CallName]: (
    request: z.input<(typeof calls)[K]['request']>,
  ) => Promise<Result<z.output<(typeof calls)[K]['response']>>>;
};
