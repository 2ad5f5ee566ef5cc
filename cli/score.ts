/** Scores answers to a file of questions by the rules that stand beside them (exact, refused, wrong, …). */
import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { Card } from '../core/contract.ts';

const Exact = Decimal.clone({ precision: 60 });

/** One line of a question file; decimals are strings. */
export const questionLine = z.object({
  id: z.string(),
  lang: z.enum(['en', 'ru']),
  tier: z.string(),
  family: z.string(),
  question: z.string(),
  answer: z.string().nullish(),
  unit: z.string().nullish(),
  tolerance: z.string().nullish(),
  accept: z.array(z.string()).nullish(),
  needs_rates: z.object({ base: z.string(), rates: z.record(z.string(), z.string()) }).nullish(),
  context: z.array(z.object({ question: z.string() })).nullish(),
  expect: z.enum(['ask', 'decline']).nullish(),
  expect_also: z.union([z.string(), z.array(z.string())]).nullish(),
});
export type QuestionLine = z.infer<typeof questionLine>;

/** wrong is a number put forward as the answer that is not it; unsure_wrong the same, marked as unsure. */
export type Score = 'exact' | 'refused' | 'no_answer' | 'wrong' | 'unsure_wrong' | 'right' | 'soft';

export function score(line: QuestionLine, card: Card): Score {
  if (line.tier === 'refuse') return scoreRefusal(line, card);
  if (card.status === 'asked' || card.status === 'declined') return 'refused';
  if (card.status !== 'answered' || card.value === null) return 'no_answer';
  const value = new Exact(card.value);
  const right = [line.answer ?? '', ...(line.accept ?? [])].filter(Boolean);
  const near = right.some((answer) =>
    value
      .minus(answer)
      .abs()
      .lte(line.tolerance ?? '0.005'),
  );
  if (near && unitFits(line.unit ?? 'number', card.unit)) return 'exact';
  return card.confidence === 'sure' ? 'wrong' : 'unsure_wrong';
}

function scoreRefusal(line: QuestionLine, card: Card): Score {
  const did = card.status === 'asked' ? 'ask' : card.status === 'declined' ? 'decline' : null;
  if (did) return did === line.expect || [line.expect_also].flat().includes(did) ? 'right' : 'soft';
  if (card.status !== 'answered') return 'no_answer';
  return card.confidence === 'sure' ? 'wrong' : 'unsure_wrong';
}

const CODE = /^[A-Z]{3}$/;
/** A missing unit is right; another currency, or months for years, is not. Names of counted things need not match. */
export function unitFits(wanted: string, given: string): boolean {
  if (wanted === given || given === '') return true;
  if (wanted === 'number') return given !== '%' ? true : false;
  if (wanted === 'pp') return given === '%' || given === 'pp';
  if (CODE.test(wanted) || CODE.test(given)) return false;
  if (['%', 'bp', 'years', 'months', 'days'].includes(wanted)) return false;
  return !['%', 'bp', 'pp'].includes(given);
}
