/** What becomes of a question before it is recorded. */
import type { Asked, Card } from './contract.ts';
import type { Figure } from './question/figure.ts';
import type { Candidate } from './model/decode.ts';
import type { Expr } from './program/types.ts';
import type { RunOutcome } from './ledger/record.ts';
import { askSentence } from './sentences.ts';

export type Outcome = Omit<Card, 'id' | 'hash' | 'conversation' | 'time' | 'question' | 'model' | 'ms'>;

export interface Work {
  outcome: Outcome;
  figures: Figure[];
  /** The module's arguments, in the order of its parameters. */
  args: string[];
  program: Expr | null;
  candidates: Candidate[];
  masked: string;
  rounding: string;
  result: RunOutcome | null;
  /** Probability behind the result, of all candidates that compute it; null where no model chose. */
  support: number | null;
}

export const NOTHING: Omit<Outcome, 'status' | 'sentence'> = {
  value: null,
  unit: '',
  display: '',
  inputs: [],
  unused: [],
  asks: [],
  formula: '',
  wat: '',
  confidence: 'unsure',
};

/** Work in which no program was run. */
export function without(figures: Figure[], masked: string, outcome: Outcome, candidates: Candidate[] = []): Work {
  return { figures, masked, candidates, args: [], program: null, rounding: '', result: null, support: null, outcome };
}

/** Work that waits for missing inputs; `program` has the holes. */
export function asking(
  figures: Figure[],
  masked: string,
  asks: Asked[],
  program: Expr | null = null,
  candidates: Candidate[] = [],
): Work {
  const outcome: Outcome = { ...NOTHING, status: 'asked', asks, sentence: askSentence(asks) };
  return { ...without(figures, masked, outcome, candidates), program };
}
