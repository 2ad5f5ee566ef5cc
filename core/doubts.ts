/** Signs that a program may have missed the meaning, though it checks and runs. They make an answer unsure; they never change it. */
import { Decimal } from 'decimal.js';
import type { Figure } from './question/figure.ts';
import type { Expr } from './program/types.ts';

/** Results of these are read with their sign. */
const SIGNED = new Set([
  'neg',
  'percent_change',
  'combined_change',
  'percentage_points',
  'basis_points',
  'real_rate',
  'cagr',
  'compound_rate',
  'roi',
]);
/** Yearly rates: beyond 1,000 % somebody took the interest for the principal. */
const YEARLY = new Set(['simple_rate', 'compound_rate', 'cagr', 'effective_rate', 'nominal_rate', 'real_rate']);
/** Nobody asks how many where the answer is less than one. */
const COUNTED = new Set([
  'loan_term',
  'savings_term',
  'break_even_units',
  'target_units',
  'compound_term',
  'simple_term',
]);

export type Doubt = 'negative' | 'huge_rate' | 'less_than_one' | 'unused_figure';

/** The doubts about a program's result. Amounts and percents that play no part count; dates, counts and terms may be chatter. */
export function doubtsAbout(program: Expr, value: string, figures: readonly Figure[]): Doubt[] {
  const root = program.op === 'call' ? program.name : '';
  const result = new Decimal(value);
  const used = new Set(markersOf(program));
  const doubts: Doubt[] = [];
  if (result.isNegative() && !result.isZero() && !SIGNED.has(root)) doubts.push('negative');
  if (YEARLY.has(root) && result.abs().gt(10)) doubts.push('huge_rate');
  if (COUNTED.has(root) && result.lt(1)) doubts.push('less_than_one');
  if (figures.some((f) => 'MP'.includes(f.kind) && f.earlier === undefined && !used.has(f.marker)))
    doubts.push('unused_figure');
  return doubts;
}

/** The figures that a program uses, by marker. */
export function markersOf(expr: Expr): string[] {
  if (expr.op === 'figure') return [expr.marker];
  return expr.op === 'call' ? expr.args.flatMap(markersOf) : [];
}
