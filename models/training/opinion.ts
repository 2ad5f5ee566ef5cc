/** A second opinion on a label: the same tree worked out with the independent formulas of library/oracle. */
import type { Assembled } from '../../core/program/assemble.ts';
import type { Tree } from '../../core/program/print.ts';
import { oracle } from '../../library/oracle.ts';
import { library } from '../../library/index.ts';
import { D, Decimal } from '../../library/oracle/number.ts';

const PLAIN: Record<string, (a: Decimal, b: Decimal) => Decimal> = {
  add: (a, b) => a.plus(b),
  sub: (a, b) => a.minus(b),
  mul: (a, b) => a.times(b),
  div: (a, b) => a.div(b),
  min: (a, b) => Decimal.min(a, b),
  max: (a, b) => Decimal.max(a, b),
  neg: (a) => a.neg(),
  round_up: (a) => a.ceil(),
};

/** Null where both agree to 20 digits; otherwise what the second formula gives. */
export function opinion(assembled: Assembled, value: string): string | null {
  const values = new Map(assembled.inputs.map((input, i) => [input.name, D(assembled.args[i] ?? 0)]));
  const second = evaluate(assembled.tree, values);
  const close = second.minus(value).abs().lte(second.abs().times('1e-20').plus('1e-20'));
  return close ? null : `the second formula gives ${second.toSignificantDigits(12).toString()}, the program ${value}`;
}

function evaluate(tree: Tree, values: ReadonlyMap<string, Decimal>): Decimal {
  if (tree.op === 'const') return D(tree.value);
  if (tree.op === 'param') return values.get(tree.name) ?? D(NaN);
  if (tree.op === 'list') throw new Error('no question has a list yet');
  const args = tree.args.map((arg) => evaluate(arg, values));
  const plain = PLAIN[tree.name];
  if (plain) return plain(args[0] ?? D(NaN), args[1] ?? D(0));
  const second = oracle[tree.name];
  const found = library.get(tree.name);
  if (!second || !found) throw new Error(`there is no second formula for ${tree.name}`);
  return second(Object.fromEntries(found.arguments.map((name, i) => [name, args[i] ?? D(NaN)])));
}
