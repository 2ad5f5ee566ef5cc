/** The words of a typed formula: operators by precedence, and the functions beside those of the library. */

/** Infix operators: their function in a program, how tightly they bind, and which side may hold the same again. */
export const OPERATORS: Record<string, { name: string; binds: number; right?: boolean }> = {
  '+': { name: 'add', binds: 1 },
  '-': { name: 'sub', binds: 1 },
  '*': { name: 'mul', binds: 2 },
  '/': { name: 'div', binds: 2 },
  '^': { name: 'pow', binds: 4, right: true },
};
/** Minus before a value: weaker than a power, stronger than a product (−2^2 = −4). */
export const NEGATION = 3;

/** Functions that a formula may name besides the library's, with their number of inputs. */
export const FUNCTIONS: Record<string, number> = {
  exp: 1,
  ln: 1,
  sqrt: 1,
  min: 2,
  max: 2,
  round: 2,
  round_half_even: 2,
  round_up: 1,
};
/** Of these the second input is a number of places, written out. */
export const PLACES = new Set(['round', 'round_half_even']);

/** Longest formula that is read. */
export const LONGEST_FORMULA = 4000;

/** A formula that cannot be read; the message says where and why, for the person who typed it. */
export class FormulaError extends Error {
  /** Offset in the text, in UTF-16 units. */
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}
