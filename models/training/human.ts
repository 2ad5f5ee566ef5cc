/**
 * Human-written word problems with a verified arithmetic program (GSM8K, MIT; MathQA, Apache-2.0) → examples of the dialect.
 * The file itself is data to train on and is not part of the project. A row that the product's reader and type check
 * do not carry over exactly is left out.
 */
import { library } from '../../library/index.ts';
import { unitOf } from '../../core/program/check.ts';
import { readFigures } from '../../core/question/read.ts';
import { maskText } from '../../core/question/mask.ts';
import { CONSTANTS, MARKERS_PER_KIND, type Expr } from '../../core/program/types.ts';
import type { Figure } from '../../core/question/figure.ts';
import type { Example } from './written.ts';

export interface HumanRow {
  source: string;
  question: string;
  masked: string;
  number_text: string[];
  prefix: string;
  answer: number;
}

const PRIMITIVE: Record<string, string> = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' };
const WHOLE = /^n(\d+)$/;

/** A row → an example; a string says why it cannot be used. */
export function readHuman(row: HumanRow): Example | string {
  const text = row.question;
  const figures = readFigures(text);
  if (figures.some((f) => Number(f.marker.slice(1)) >= (MARKERS_PER_KIND[f.kind] ?? 0)))
    return 'more figures than there are markers';
  const numbered = figuresOf(row, figures);
  if (typeof numbered === 'string') return numbered;
  const spare = figures.filter((f) => !numbered.includes(f));
  const tokens = row.prefix.split(' ');
  let at = 0;
  const read = (): Expr => {
    const token = tokens[at++] ?? '';
    const name = PRIMITIVE[token];
    if (name) return plain({ op: 'call', name, args: [read(), read()] });
    const number = WHOLE.exec(token);
    if (number) return { op: 'figure', marker: numbered[Number(number[1])]?.marker ?? '' };
    // "two fillings": the reader sees a figure where the data set has a constant.
    const said = spare.find((f) => f.value === token);
    if (said) return { op: 'figure', marker: said.marker };
    if (!(CONSTANTS as readonly string[]).includes(token)) throw new Error(`no constant ${token}`);
    return { op: 'const', value: token };
  };
  try {
    const body = read();
    if (at !== tokens.length) return 'text after the program';
    if (body.op !== 'call') return 'nothing to work out';
    // MathQA's rates and terms are bare numbers ("div 100 years"); the dialect has functions with units for those.
    const dim = unitOf(body, { figures: new Map(figures.map((f) => [f.marker, f])), library }).dim;
    if (row.source.startsWith('mathqa') && dim !== 'money') return `MathQA, and a ${dim} is asked for`;
    return { text, masked: maskText(text, figures), figures, said: { kind: 'program', body } };
  } catch (error) {
    return (error as Error).message;
  }
}

/** The figures that n0, n1 … of the masked text stand for, by position. */
function figuresOf(row: HumanRow, figures: readonly Figure[]): Figure[] | string {
  const found: Figure[] = [];
  let shift = 0;
  for (const match of row.masked.matchAll(/\bn(\d+)/g)) {
    const number = row.number_text[Number(match[1])] ?? '';
    const start = match.index + shift;
    if (row.question.slice(start, start + number.length) !== number) return `n${match[1]} is not where it should be`;
    shift += number.length - match[0].length;
    const over = figures.filter((f) => f.start < start + number.length && f.end > start);
    const [figure] = over;
    if (over.length !== 1 || !figure) return `${number} is read as ${over.length} figures`;
    found[Number(match[1])] = figure;
  }
  return found;
}

const isPercent = (expr: Expr): boolean => expr.op === 'figure' && expr.marker.startsWith('P');
const isHundred = (expr: Expr | undefined): boolean => expr?.op === 'const' && expr.value === '100';
const isOne = (expr: Expr | undefined): boolean => expr?.op === 'const' && expr.value === '1';
const call = (name: string, ...args: Expr[]): Expr => ({ op: 'call', name, args });
const same = (a: Expr | undefined, b: Expr | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Arithmetic with percents in the words of the library: x * p / 100 is percent_of(x, p), x - percent_of(x, p) is decrease_by. */
function plain(expr: { op: 'call'; name: string; args: Expr[] }): Expr {
  const [a, b] = expr.args;
  if (!a || !b) return expr;
  if (expr.name === 'div' && isHundred(b)) {
    if (isPercent(a)) return a;
  }
  if (expr.name === 'mul') {
    for (const [x, p] of [
      [a, b],
      [b, a],
    ] as const) {
      if (isPercent(p)) return call('percent_of', x, p);
      if (p.op !== 'call') continue;
      const [first, second] = p.args;
      if (p.name === 'sub' && isOne(first) && second && isPercent(second)) return call('decrease_by', x, second);
      if (p.name === 'add' && isOne(first) && second && isPercent(second)) return call('increase_by', x, second);
      if (p.name === 'add' && isOne(second) && first && isPercent(first)) return call('increase_by', x, first);
    }
  }
  if ((expr.name === 'sub' || expr.name === 'add') && b.op === 'call' && b.name === 'percent_of' && same(b.args[0], a))
    return call(expr.name === 'sub' ? 'decrease_by' : 'increase_by', a, b.args[1] as Expr);
  return expr;
}
