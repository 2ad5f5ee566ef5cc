/** Units of values, and what arithmetic on them gives. A sum of unlike things is an error before anything runs. */
import type { Figure } from '../question/figure.ts';
import type { ParamType, ResultType } from './types.ts';

/**
 * money: `of` is the ISO 4217 code, "" where the person named none. time: `of` is its unit. plain: a bare figure or
 * constant, which may stand for money, a count or a term. any: an input that is still missing.
 */
export interface Unit {
  dim:
    | 'money'
    | 'rate'
    | 'plain'
    | 'number'
    | 'time'
    | 'date'
    | 'currency'
    | 'quote'
    | 'points'
    | 'bp'
    | 'units'
    | 'payments'
    | 'ratio'
    | 'any';
  of: string;
}

export const unit = (dim: Unit['dim'], of = ''): Unit => ({ dim, of });

export function unitOfFigure(figure: Figure): Unit {
  switch (figure.kind) {
    case 'M':
      return unit('money', figure.unit);
    case 'P':
      return unit('rate');
    case 'T':
      return unit('time', figure.unit);
    case 'D':
      return unit('date');
    case 'C':
      return unit('currency', figure.value);
    case 'X':
      return unit('quote', `${figure.base ?? ''}/${figure.unit}`);
    case 'N':
      return unit('plain');
  }
}

const TAKES: Record<ParamType, readonly Unit['dim'][]> = {
  amount: ['money', 'plain', 'number', 'rate', 'time', 'units', 'payments', 'points', 'ratio'],
  rate: ['rate', 'plain', 'number', 'points'],
  number: ['plain', 'number', 'time', 'ratio', 'rate', 'units', 'payments'],
  count: ['plain', 'number', 'time', 'units', 'payments', 'ratio'],
  years: ['time', 'plain', 'number'],
  periods: ['time', 'plain', 'number', 'payments'],
  days: ['time', 'plain', 'number'],
  date: ['date'],
  currency: ['currency'],
  quote: ['quote'],
  // A question's list has no figure of its own, so nothing but an input that is still missing stands for one.
  flows: [],
  numbers: [],
};

/** True where a value of this unit may be given for a parameter of that type. */
export function accepts(type: ParamType, given: Unit): boolean {
  return given.dim === 'any' || TAKES[type].includes(given.dim);
}

/** Both operands of a sum or comparison as one unit; null where they are unlike. */
export function common(a: Unit, b: Unit): Unit | null {
  if (a.dim === 'any') return b;
  if (b.dim === 'any') return a;
  if (a.dim === b.dim) {
    if (a.of === b.of || b.of === '') return a;
    return a.of === '' ? b : null;
  }
  const loose = (u: Unit): boolean => u.dim === 'plain' || u.dim === 'number';
  if (loose(a) && loose(b)) return unit('number');
  if (loose(a)) return ['date', 'currency', 'quote'].includes(b.dim) ? null : b.dim === 'rate' ? unit('number') : b;
  if (loose(b)) return common(b, a);
  return null;
}

/** The unit of a × b; null where a product means nothing (money × money). */
export function product(a: Unit, b: Unit): Unit | null {
  if (a.dim === 'any') return b;
  if (b.dim === 'any') return a;
  for (const u of [a, b]) if (['date', 'currency', 'quote'].includes(u.dim)) return null;
  if (a.dim === 'money' && b.dim === 'money') return null;
  if (a.dim === 'money') return a;
  if (b.dim === 'money') return b;
  if (a.dim === 'plain' && b.dim === 'plain') return unit('plain');
  if (a.dim === 'rate' || b.dim === 'rate') {
    const other = a.dim === 'rate' ? b : a;
    return ['rate', 'plain', 'number', 'time'].includes(other.dim)
      ? other.dim === 'plain' || other.dim === 'rate' || other.dim === 'time' || other.dim === 'number'
        ? unit('rate')
        : null
      : other;
  }
  return unit('number');
}

/** The unit of a ÷ b; null where a quotient means nothing (a number ÷ money, or money of two currencies). */
export function quotient(a: Unit, b: Unit): Unit | null {
  if (a.dim === 'any' || b.dim === 'any') return a.dim === 'any' ? unit('any') : a;
  for (const u of [a, b]) if (['date', 'currency', 'quote'].includes(u.dim)) return null;
  if (a.dim === 'money' && b.dim === 'money') return a.of === b.of || !a.of || !b.of ? unit('number') : null;
  if (b.dim === 'money') return a.dim === 'plain' ? unit('number') : null;
  if (a.dim === 'money') return a;
  if (a.dim === 'rate' && b.dim !== 'rate') return a;
  if (a.dim === 'plain' && b.dim === 'plain') return unit('plain');
  return unit('number');
}

/** The unit of a library function's result, from the amounts that went in. */
export function resultUnit(type: ResultType, amounts: Unit | null): Unit {
  switch (type) {
    case 'amount':
      return amounts && amounts.dim !== 'any' ? amounts : unit('money');
    case 'money':
      return amounts ?? unit('money');
    case 'years':
      return unit('time', 'years');
    case 'days':
      return unit('time', 'days');
    case 'number':
      return unit('number');
    default:
      return unit(type);
  }
}
