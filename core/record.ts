/** Between a draft of the asking and a record of the ledger. */
import type { Entry } from './ledger/ledger.ts';
import type { LedgerRecordInput } from './ledger/record.ts';
import type { LedgerDraft } from './services.ts';
import type { Figure } from './question/figure.ts';
import type { Expr } from './program/types.ts';

/** What of the reading is stored beside the card, so that a missing input can complete the program later. */
interface Reading {
  figures: Figure[];
  masked: string;
  program: Expr | null;
}

export function recordOf(draft: LedgerDraft, runtimeHash: string): LedgerRecordInput {
  const { figures, masked, program } = draft;
  return {
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
    versions: { model: draft.modelHash, runtime: runtimeHash, node: process.versions.node },
    rounding: draft.rounding,
    candidates: draft.candidates,
  };
}

/** The draft that a record was made from, as far as completing it needs; null where there is none. */
export function draftOf(entry: Entry | null): Pick<LedgerDraft, 'card' | 'figures' | 'masked' | 'program'> | null {
  if (!entry) return null;
  const reading = entry.record.figures as Reading;
  return { card: entry.card, ...reading };
}
