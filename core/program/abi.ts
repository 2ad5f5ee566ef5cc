/**
 * What a program may call: the decimal runtime, import module "decimal". This list is the single source for the
 * allow-list of the checker, the imports that the linker writes, and the hosts that answer them.
 */

/** One callable of the runtime; every value is an i32: the handle of a decimal or a list unless the doc says otherwise. */
export interface HostFunction {
  name: string;
  params: readonly string[];
  results: readonly 'i32'[];
  doc: string;
}

const fn = (name: string, params: readonly string[], doc: string): HostFunction => ({
  name,
  params,
  results: ['i32'],
  doc,
});

/** The import module of every host function. */
export const HOST_MODULE = 'decimal';

/** The decimal runtime's functions, in the order in which the linker imports them. */
export const HOST_FUNCTIONS: readonly HostFunction[] = [
  fn('add', ['a', 'b'], 'a + b'),
  fn('sub', ['a', 'b'], 'a − b'),
  fn('mul', ['a', 'b'], 'a × b'),
  fn('div', ['a', 'b'], 'a ÷ b; a zero b is a typed error'),
  fn('min', ['a', 'b'], 'the smaller of the two'),
  fn('max', ['a', 'b'], 'the larger of the two'),
  fn('pow', ['a', 'b'], 'a to the power b; b may be negative or broken'),
  fn('neg', ['a'], '−a'),
  fn('exp', ['a'], 'e to the power a'),
  fn('ln', ['a'], 'natural logarithm; an a of zero or less is a typed error'),
  fn('sqrt', ['a'], 'square root; an a below zero is a typed error'),
  fn('ceil', ['a'], 'the next whole number, towards plus infinity'),
  fn('dec', ['coefficient', 'exponent'], 'constant: coefficient × 10^exponent, both plain i32'),
  fn('lt', ['a', 'b'], '1 where a < b, else 0 (a plain i32)'),
  fn('eq', ['a', 'b'], '1 where a = b in value, else 0 (a plain i32)'),
  fn('trap', ['code'], 'raises the typed error of that TRAPS code; never returns'),
  fn('abs', ['a'], 'a without its sign'),
  fn('round', ['a', 'places', 'mode'], 'a to so many places (plain i32); mode 0 half-even, 1 half-up (plain i32)'),
  fn('floor', ['a'], 'the whole number below, towards minus infinity'),
  fn('list_new', [], 'a new list without entries (a handle of its own kind)'),
  fn('list_append', ['list', 'a'], 'puts a at the end of the list and gives the list back'),
  fn('list_length', ['list'], 'how many entries the list has (a plain i32)'),
  fn('list_get', ['list', 'place'], 'the entry at a place from 0 (a plain i32); no such place is a typed error'),
];

/** Why the mathematics has no answer: trap name → code that the program passes to $trap. */
export const TRAPS = {
  /** Payments never repay, growth never reaches, a price never covers its cost. */
  never_reached: 1,
  /** An input outside the meaning of the method: a margin of 100 %, a fall of 100 %, a negative count. */
  impossible_input: 2,
  /** A percentage, ratio or rate of nothing. */
  zero_base: 3,
  /** Time that runs backwards, or none where some is needed. */
  negative_term: 4,
  /** A sum without limit: a perpetuity whose rate does not exceed its growth. */
  diverges: 5,
  /** More than one rate fits, or rates so near each other that they cannot be told apart. */
  several_roots: 6,
} as const;

/** Name of a trap. */
export type TrapName = keyof typeof TRAPS;

/** The trap's name by its code; null for a code that no library function raises. */
export function trapName(code: number): TrapName | null {
  return (Object.keys(TRAPS) as TrapName[]).find((name) => TRAPS[name] === code) ?? null;
}
