/** Prints a checked tree as one complete WebAssembly module with named parameters, and says what is bound to each. */
import type { Figure } from '../question/figure.ts';
import type { Input, Source } from '../contract.ts';
import { formatNumber } from './display.ts';
import { bindFigure, wordsFor } from './bind.ts';
import { ProgramError, unitOf, type Scope, type Signature } from './check.ts';
import { printModule, type LinkedFunction, type Tree } from './print.ts';
import type { Expr, Param, ParamType } from './types.ts';

/** A dated exchange rate from the store: one `from` is worth `rate` of `to`. */
export interface StoredRate {
  rate: string;
  date: string;
  source: string;
}

export interface AssembleScope extends Scope {
  library: ReadonlyMap<string, LinkedFunction>;
  question: string;
  /** The question that this one follows up. */
  earlier?: { question: string; record: number } | undefined;
  rate: (from: string, to: string) => StoredRate | null;
}

/** A parameter of the module: its bound value, and the tree in which figures are parameters, for the formula. */
export interface Assembled {
  wat: string;
  inputs: Input[];
  args: string[];
  /** The tree with its leaves named by parameter. */
  tree: Tree;
}

const LABELS: Record<string, string> = {
  amount: 'Amount',
  rate: 'Rate',
  number: 'Number',
  years: 'Years',
  months: 'Months',
  quarters: 'Quarters',
  weeks: 'Weeks',
  days: 'Days',
  hours: 'Hours',
  date: 'Date',
  fx_rate: 'Exchange rate',
};

export function assemble(body: Expr, scope: AssembleScope): Assembled {
  const builder = new Builder(scope);
  const tree = builder.visit(body, null);
  const names = builder.inputs.map((input) => input.name);
  const wat = printModule(tree, names, scope.library);
  return { wat, inputs: builder.inputs, args: builder.args, tree };
}

class Builder {
  readonly inputs: Input[] = [];
  readonly args: string[] = [];
  private readonly known = new Map<string, string>();
  private readonly scope: AssembleScope;
  constructor(scope: AssembleScope) {
    this.scope = scope;
  }

  visit(expr: Expr, param: Param | null): Tree {
    if (expr.op === 'hole') throw new ProgramError('unknown_figure', 'an input is missing');
    if (expr.op === 'const')
      return param && param.type === 'count' ? this.constant(expr.value, param) : { op: 'const', value: expr.value };
    if (expr.op === 'figure') return this.figure(this.figureOf(expr.marker), param);
    const signature = this.scope.library.get(expr.name);
    if (expr.name === 'convert' || expr.name === 'exchange_rate' || expr.name === 'exchange')
      return this.exchange(expr, param);
    const params = signature?.params.filter((p) => p.type !== 'currency');
    const args = expr.args.slice(0, params?.length ?? expr.args.length);
    return { op: 'call', name: expr.name, args: args.map((arg, i) => this.visit(arg, params?.[i] ?? null)) };
  }

  private figureOf(marker: string): Figure {
    const figure = this.scope.figures.get(marker);
    if (!figure) throw new ProgramError('unknown_figure', `the question has no figure ${marker}`);
    return figure;
  }

  private figure(figure: Figure, param: Param | null): Tree {
    const bound = bindFigure(figure, param?.type ?? null);
    if (!bound) throw new ProgramError('unit', `${figure.text} cannot be ${param?.label ?? 'part of a sum'}`);
    const source = sourceOf(figure);
    const name = param?.name ?? plainName(figure);
    return this.input(
      `${figure.marker} ${bound.value}`,
      name,
      param?.label ?? LABELS[name] ?? name,
      bound.value,
      bound.shown,
      bound.unit,
      source,
    );
  }

  private constant(value: string, param: Param): Tree {
    const words = wordsFor(value, this.scope.question);
    const before = this.scope.earlier ? wordsFor(value, this.scope.earlier.question) : null;
    const source: Source = words
      ? { kind: 'figure', ...words }
      : before && this.scope.earlier
        ? { kind: 'earlier', text: before.text, record: this.scope.earlier.record }
        : { kind: 'convention', note: 'not stated; taken by convention' };
    return this.input(`const ${param.name} ${value}`, param.name, param.label, value, value, '', source);
  }

  /** Currency conversions: the rate becomes a parameter, turned so that the amount is multiplied by it. */
  private exchange(expr: Extract<Expr, { op: 'call' }>, _param: Param | null): Tree {
    const [first, second] = expr.args;
    if (!first || !second) throw new ProgramError('unit', `${expr.name} needs two inputs`);
    const units = expr.args.map((arg) => unitOf(arg, this.scope));
    if (expr.name === 'exchange') {
      const quote = this.figureOf(second.op === 'figure' ? second.marker : '');
      const amount = this.visit(first, this.scope.library.get('exchange')?.params[0] ?? null);
      const rate = this.input(
        `${quote.marker} quote`,
        'fx_rate',
        'Exchange rate',
        quote.value,
        quote.value,
        `${quote.unit} per ${quote.base ?? ''}`,
        sourceOf(quote),
      );
      return { op: 'call', name: units[0]?.of === quote.base ? 'mul' : 'div', args: [amount, rate] };
    }
    const from = units[0]?.of ?? '';
    const to = units[1]?.of ?? '';
    if (!from) throw new ProgramError('currency_unknown', 'the currency of the amount is not stated');
    const stored = this.scope.rate(from, to);
    if (!stored) throw new ProgramError('currency_unknown', `${to} per ${from}`);
    const rate = this.input(
      `rate ${from} ${to}`,
      'fx_rate',
      'Exchange rate',
      stored.rate,
      stored.rate,
      `${to} per ${from}`,
      { kind: 'rate', date: stored.date, source: stored.source },
    );
    if (expr.name === 'exchange_rate') return rate;
    return {
      op: 'call',
      name: 'mul',
      args: [this.visit(first, this.scope.library.get('convert')?.params[0] ?? null), rate],
    };
  }

  private input(
    key: string,
    base: string,
    label: string,
    value: string,
    shown: string,
    unit: string,
    source: Source,
  ): Tree {
    const before = this.known.get(`${key} ${unit}`);
    if (before) return { op: 'param', name: before };
    const same = this.inputs.filter(
      (i) => i.name === base || (i.name.startsWith(`${base}_`) && /^\d+$/.test(i.name.slice(base.length + 1))),
    ).length;
    const name = same ? `${base}_${same + 1}` : base;
    this.known.set(`${key} ${unit}`, name);
    this.inputs.push({
      name,
      label: same ? `${label} ${same + 1}` : label,
      value: shown === value ? value : shown,
      unit,
      display: formatNumber(shown, unit),
      source,
    });
    this.args.push(value);
    return { op: 'param', name };
  }
}

/** Where a figure came from: typed as an answer, an earlier question, or this one. */
function sourceOf(figure: Figure): Source {
  if (figure.answered !== undefined) return { kind: 'answer', text: figure.answered };
  if (figure.earlier !== undefined) return { kind: 'earlier', text: figure.text, record: figure.earlier };
  return { kind: 'figure', text: figure.text, start: figure.start, end: figure.end };
}

function plainName(figure: Figure): string {
  const names = { M: 'amount', P: 'rate', N: 'number', T: figure.unit, D: 'date', C: 'currency', X: 'fx_rate' };
  return names[figure.kind];
}

/** Holes of a tree with the parameter that each stands for, in order. */
export function holesOf(body: Expr, library: ReadonlyMap<string, Signature>): { param: Param; type: ParamType }[] {
  if (body.op !== 'call') return [];
  const params = library.get(body.name)?.params;
  return body.args.flatMap((arg, i) => {
    const param = params?.[i];
    if (arg.op !== 'hole') return holesOf(arg, library);
    return param ? [{ param, type: param.type }] : [];
  });
}
