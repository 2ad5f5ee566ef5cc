/** Chooses among candidate programs: those that check and run, by probability and by agreement of what they compute. */
import type { Asked } from './contract.ts';
import type { Figure } from './question/figure.ts';
import type { Candidate } from './model/decode.ts';
import { doubtsAbout, type Doubt } from './doubts.ts';
import { assemble, type Assembled, type AssembleScope } from './program/assemble.ts';
import { ProgramError, unitOf } from './program/check.ts';
import { asksOf, rateAsk } from './program/holes.ts';
import type { DeclineReason, Expr } from './program/types.ts';
import type { Services } from './services.ts';
import type { RunOutcome } from './ledger/record.ts';

/** The question that a follow-up refers to. */
export interface Earlier {
  question: string;
  record: number;
}

export type Settled =
  | {
      kind: 'answer';
      program: Expr;
      assembled: Assembled;
      value: string;
      result: RunOutcome;
      sure: boolean;
      /** Probability that stands behind this result. */
      support: number;
      doubts: Doubt[];
    }
  | { kind: 'trap'; program: Expr; assembled: Assembled; trap: string; result: RunOutcome }
  | { kind: 'asks'; program: Expr | null; asks: Asked[] }
  | { kind: 'decline'; reason: DeclineReason }
  | { kind: 'nothing' };

/**
 * Share of probability that must stand behind a result to call it sure, without a doubt and with one; calibrated on
 * texts of other authors (`npm run measure`, models/README.md).
 */
export const SURE = 0.9;
export const SURE_DESPITE_DOUBT = 0.98;

/** What the names in a program mean: the figures, the library, the stored rates. */
export function scopeOf(
  question: string,
  figures: readonly Figure[],
  services: Services,
  earlier?: Earlier,
): AssembleScope {
  return {
    figures: new Map(figures.map((f) => [f.marker, f])),
    library: services.library,
    question,
    earlier,
    rate: services.rate,
  };
}

/** Settles on one outcome. Candidates that do not check or run drop out; equal results add up their probability. */
export async function choose(
  candidates: readonly Candidate[],
  question: string,
  figures: readonly Figure[],
  services: Services,
  signal: AbortSignal,
  onRun: () => void,
  earlier?: Earlier,
): Promise<Settled> {
  const scope = scopeOf(question, figures, services, earlier);
  const groups = new Map<string, { settled: Settled; support: number }>();
  onRun();
  for (const candidate of candidates) {
    signal.throwIfAborted();
    const settled = await settle(candidate, scope, services);
    if (!settled) continue;
    const key = keyOf(settled);
    const group = groups.get(key);
    if (group) group.support += candidate.probability;
    else groups.set(key, { settled, support: candidate.probability });
  }
  const best = [...groups.values()].sort((a, b) => b.support - a.support)[0];
  if (!best) return { kind: 'nothing' };
  if (best.settled.kind !== 'answer') return best.settled;
  const { settled, support } = best;
  const enough = settled.doubts.length ? SURE_DESPITE_DOUBT : SURE;
  return { ...settled, support, sure: support >= enough };
}

async function settle(candidate: Candidate, scope: AssembleScope, services: Services): Promise<Settled | null> {
  if (candidate.said.kind === 'decline') return { kind: 'decline', reason: candidate.said.reason };
  const program = candidate.said.body;
  try {
    unitOf(program, scope);
    const asks = asksOf(program, services.library);
    if (asks.length) return { kind: 'asks', program, asks };
    const assembled = assemble(program, scope);
    const result = await services.run(assembled.wat, assembled.args);
    return result.ok
      ? {
          kind: 'answer',
          program,
          assembled,
          value: result.value,
          result,
          sure: false,
          support: 0,
          doubts: doubtsAbout(program, result.value, [...scope.figures.values()]),
        }
      : { kind: 'trap', program, assembled, trap: result.trap, result };
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    return error.code === 'currency_unknown' ? { kind: 'asks', program: null, asks: [rateAsk(error.message)] } : null;
  }
}

function keyOf(settled: Settled): string {
  switch (settled.kind) {
    case 'answer':
      return `= ${settled.value}`;
    case 'trap':
      return `trap ${settled.trap}`;
    case 'asks':
      return `ask ${settled.asks.map((a) => a.name).join(' ')}`;
    case 'decline':
      return 'decline';
    case 'nothing':
      return '';
  }
}
