/** Checks the units of a whole program before anything runs, and finds the unit of its result. */
import type { Figure } from '../question/figure.ts';
import { accepts, common, product, quotient, resultUnit, unit, unitOfFigure, type Unit } from './units.ts';
import type { Expr, Param, ResultType } from './types.ts';

/** What the checker needs to know of a library function. */
export interface Signature {
  name: string;
  params: readonly Param[];
  result: { type: ResultType };
}

/** A program that cannot be right; the message is for the record. */
export class ProgramError extends Error {
  readonly code: 'unit' | 'unknown_function' | 'unknown_figure' | 'currency_unknown';
  constructor(code: ProgramError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export interface Scope {
  figures: ReadonlyMap<string, Figure>;
  library: ReadonlyMap<string, Signature>;
}

/** The unit of an expression; throws ProgramError where units do not fit. */
export function unitOf(expr: Expr, scope: Scope): Unit {
  if (expr.op === 'hole') return unit('any');
  if (expr.op === 'const') return unit('plain');
  if (expr.op === 'figure') {
    const figure = scope.figures.get(expr.marker);
    if (!figure) throw new ProgramError('unknown_figure', `the question has no figure ${expr.marker}`);
    return unitOfFigure(figure);
  }
  const units = expr.args.map((arg) => unitOf(arg, scope));
  const [a = unit('any'), b = unit('any')] = units;
  switch (expr.name) {
    case 'add':
    case 'sub':
    case 'min':
    case 'max':
      return need(common(a, b), expr.name, a, b);
    case 'mul':
      return need(product(a, b), expr.name, a, b);
    case 'div':
      return need(quotient(a, b), expr.name, a, b);
    case 'neg':
    case 'round_up':
      return a;
  }
  const signature = scope.library.get(expr.name);
  if (!signature) throw new ProgramError('unknown_function', `there is no function ${expr.name}`);
  return callUnit(signature, units);
}

function callUnit(signature: Signature, units: Unit[]): Unit {
  let amounts: Unit | null = null;
  for (const [i, param] of signature.params.entries()) {
    const given = units[i] ?? unit('any');
    if (!accepts(param.type, given))
      throw new ProgramError('unit', `${signature.name} cannot take ${name(given)} as ${param.name}`);
    if (param.type !== 'amount') continue;
    const merged: Unit | null = amounts ? common(amounts, given) : given;
    if (!merged)
      throw new ProgramError('unit', `${signature.name} mixes ${amounts ? name(amounts) : ''} and ${name(given)}`);
    amounts = merged;
  }
  switch (signature.name) {
    case 'convert':
      return unit('money', units[1]?.of ?? '');
    case 'exchange':
      return exchanged(units[0] ?? unit('any'), units[1] ?? unit('any'));
    case 'exchange_multiply':
    case 'exchange_divide':
      return unit('money', units[2]?.of ?? '');
    case 'exchange_rate':
      return unit('ratio', `${units[1]?.of ?? ''} per ${units[0]?.of ?? ''}`);
  }
  return resultUnit(signature.result.type, amounts);
}

/** A stated rate works in both directions: the amount's own currency says which. */
function exchanged(amount: Unit, quote: Unit): Unit {
  if (amount.dim === 'any' || quote.dim === 'any') return unit('money');
  const [base = '', other = ''] = quote.of.split('/');
  if (amount.of === base) return unit('money', other);
  if (amount.of === other) return unit('money', base);
  throw new ProgramError('unit', `a rate between ${base} and ${other} cannot convert ${name(amount)}`);
}

function need(result: Unit | null, op: string, a: Unit, b: Unit): Unit {
  if (!result) throw new ProgramError('unit', `${op} of ${name(a)} and ${name(b)} means nothing`);
  return result;
}

const name = (u: Unit): string => (u.of ? `${u.dim} (${u.of})` : u.dim);
