/** What answering a question needs from the rest of the house. */
import type { Card } from './contract.ts';
import type { Figure } from './question/figure.ts';
import type { NextToken } from './model/decode.ts';
import type { Arities } from './program/dialect.ts';
import type { StoredRate } from './program/assemble.ts';
import type { Expr } from './program/types.ts';
import type { RunOutcome } from './ledger/record.ts';
import type { LibraryFunction } from '../library/index.ts';

/** Everything about one question that goes into the ledger. */
export interface LedgerDraft {
  card: Omit<Card, 'id' | 'hash'>;
  figures: Figure[];
  wat: string;
  args: string[];
  /** How the run ended; null where no program was run. */
  result: RunOutcome | null;
  program: Expr | null;
  masked: string;
  rounding: string;
  candidates: { tokens: string[]; probability: string }[];
  /** Share of probability behind the result, all candidates that compute it together. */
  agreement?: string | null;
  /** Steps that the program used and was allowed. */
  gas?: { used: number | null; limit: number | null };
  modelHash: string;
}

export interface Services {
  model: NextToken & { name: string; hash: string };
  library: ReadonlyMap<string, LibraryFunction>;
  names: Arities;
  rate: (from: string, to: string) => StoredRate | null;
  run: (wat: string, args: string[]) => Promise<RunOutcome>;
  record: (draft: LedgerDraft) => Card;
  /** The draft of an earlier record, for completing it. */
  draft: (id: number) => Pick<LedgerDraft, 'card' | 'figures' | 'masked' | 'program'> | null;
  /** The last answered question of a conversation, for follow-ups; null where there is none. */
  before: (
    conversation: string,
  ) => (Pick<LedgerDraft, 'figures' | 'masked'> & { question: string; record: number }) | null;
  /** Where unexpected errors go, with their stack: standard error, never the person. */
  log: (error: unknown) => void;
}
