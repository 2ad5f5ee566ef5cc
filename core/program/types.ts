/** The types of the program language: what a value is, and what each function takes and gives. */

/**
 * amount is money in some currency, or a plain number where the person names none. flows is a list of amounts in one
 * currency, numbers a list of anything else: quantities, day numbers, rates as fractions.
 */
export type ParamType =
  'amount' | 'rate' | 'number' | 'count' | 'years' | 'periods' | 'days' | 'date' | 'currency' | 'quote' | ListType;
export type ListType = 'flows' | 'numbers';
export type ResultType =
  'amount' | 'money' | 'rate' | 'years' | 'days' | 'number' | 'points' | 'bp' | 'units' | 'payments' | 'ratio';

export interface Param {
  name: string;
  type: ParamType;
  label: string;
}

/** True where a parameter of this type takes a list. */
export const isList = (type: string): type is ListType => type === 'flows' || type === 'numbers';

/** A program as a tree. Figures are named by marker ("M0"); a hole is an input that the question does not give. */
export type Expr =
  | { op: 'call'; name: string; args: Expr[] }
  | { op: 'figure'; marker: string }
  | { op: 'const'; value: string }
  | { op: 'hole' };

/** What the model may say: a program, or a decline with its reason. */
export type Utterance = { kind: 'program'; body: Expr } | { kind: 'decline'; reason: DeclineReason };

export const DECLINE_REASONS = [
  'not_finance',
  'advice',
  'forecast',
  'live_data',
  'impossible',
  'unsupported',
  'unclear',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Constants that a program may hold besides figures of the question: periods in a year, bases, small counts. */
export const CONSTANTS = [
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '12',
  '24',
  '26',
  '30',
  '50',
  '52',
  '100',
  '360',
  '365',
  '1000',
  '0.5',
  '1.5',
] as const;

/** Arithmetic that needs no library function: name → number of arguments. */
export const PRIMITIVES: Readonly<Record<string, number>> = {
  add: 2,
  sub: 2,
  mul: 2,
  div: 2,
  min: 2,
  max: 2,
  neg: 1,
  round_up: 1,
};

/** How many figures of one kind a question may have; more are asked to be split. */
export const MARKERS_PER_KIND: Readonly<Record<string, number>> = { M: 10, P: 8, N: 10, T: 6, D: 4, C: 5, X: 4 };
