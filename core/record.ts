/** Between a draft of the asking and a record of the ledger. */
import { canonical } from './ledger/canonical.ts';
import type { Entry } from './ledger/ledger.ts';
import type { Parts } from './ledger/pack.ts';
import type { LedgerRecordInput } from './ledger/record.ts';
import type { LedgerDraft } from './services.ts';
import type { Figure } from './question/figure.ts';
import type { Expr } from './program/types.ts';
import type { RateRow } from './rates/rates.ts';

/** What of the reading is stored beside the card, so that a missing input can complete the program later. */
interface Reading {
  figures: Figure[];
  masked: string;
  program: Expr | null;
}

/** What the house knows about a record that the asking does not. */
export interface Surroundings {
  /** Versions of what took part, by name. */
  versions: Record<string, string>;
  user: string;
  /** The source of the decimal runtime. */
  runtime: Uint8Array;
  /** The program's binary; null where there is none. */
  module: Uint8Array | null;
  links: NonNullable<LedgerRecordInput['links']>;
  /** The stored rates of a day and a source, as "rate" inputs name them. */
  ratesOf: (date: string, source: string) => RateRow[];
  /** The bytes of a rate file by their hash; null where they are not kept. */
  file: (hash: string) => Uint8Array | null;
}

/** How `ask.ts` lets the model write: no chance is involved, so the same model gives the same candidates. */
const SAMPLER = {
  method: 'likeliest first under the grammar, no random choice',
  candidates: '4',
  enough: '0.9',
};

/** The record of a draft, and the blobs that belong to it. */
export function recordOf(draft: LedgerDraft, around: Surroundings): { record: LedgerRecordInput; parts: Parts } {
  const { figures, masked, program } = draft;
  const rates = ratesIn(draft, around);
  const record: LedgerRecordInput = {
    card: draft.card,
    figures: { figures, masked, program } satisfies Reading,
    bindings: draft.card.inputs.map((input, i) => ({
      param: input.name,
      value: draft.args[i] ?? '',
      source: input.source,
    })),
    wat: draft.wat,
    args: draft.args,
    result: draft.result,
    versions: { ...around.versions, model: draft.modelHash },
    rounding: draft.rounding,
    candidates: draft.candidates,
    agreement: draft.agreement ?? null,
    sampler: SAMPLER,
    user: around.user,
    gas: draft.gas ?? { used: null, limit: null },
    rates: rates.used,
    links: around.links,
  };
  return { record, parts: { ...partsOf(draft, around), ...rates.parts } };
}

function partsOf(draft: LedgerDraft, { runtime, module }: Surroundings): Parts {
  if (!draft.wat) return {};
  return { runtime, ...(module ? { module } : {}) };
}

/** The stored rates that inputs come from: all rows of their days, and the files that they were read from. */
function ratesIn(
  draft: LedgerDraft,
  { ratesOf, file }: Surroundings,
): { used: NonNullable<LedgerRecordInput['rates']>; parts: Parts } {
  const days = new Map<string, { date: string; source: string }>();
  for (const { source } of draft.card.inputs)
    if (source.kind === 'rate')
      days.set(`${source.date} ${source.source}`, { date: source.date, source: source.source });
  if (!days.size) return { used: [], parts: {} };
  const rows = [...days.values()].flatMap(({ date, source }) => ratesOf(date, source));
  const files = [...new Set(rows.flatMap((row) => (row.file === null ? [] : [row.file])))].sort();
  const bytes = files.flatMap((hash, i) => {
    const found = file(hash);
    return found ? [[`rate-file-${i + 1}`, found] as const] : [];
  });
  const used = [...days.values()].map(({ date, source }) => {
    const own = new Set(ratesOf(date, source).map((row) => row.file));
    return { date, source, file: own.size === 1 ? ([...own][0] ?? null) : null };
  });
  return { used, parts: { rates: canonical({ rates: rows }), ...Object.fromEntries(bytes) } };
}

/** The draft that a record was made from, as far as completing it needs; null where there is none. */
export function draftOf(entry: Entry | null): Pick<LedgerDraft, 'card' | 'figures' | 'masked' | 'program'> | null {
  if (!entry) return null;
  const reading = entry.record.figures as Reading;
  return { card: entry.card, ...reading };
}
