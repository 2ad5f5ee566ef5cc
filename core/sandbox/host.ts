/**
 * The decimal runtime that a program calls: 34 digits, half-even, the exponent range of IEEE 754 decimal128.
 * Handles are indices into a table that lives for one run; 0 is never a handle, so an unset local is caught.
 */
import { Decimal } from 'decimal.js';
import { MAX_HANDLES } from './limits.ts';
import { Trap } from './types.ts';

const DIGITS = 34;
const MAX_EXPONENT = 6144;
const MIN_EXPONENT = -6143;

const D = Decimal.clone({
  defaults: true,
  precision: DIGITS,
  rounding: Decimal.ROUND_HALF_EVEN,
  maxE: MAX_EXPONENT,
  minE: MIN_EXPONENT,
  toExpNeg: -40,
  toExpPos: 40,
});

/** Names and arities of the import module "decimal"; every parameter and every result is an i32. */
export const HOST_ARITY = {
  add: 2,
  sub: 2,
  mul: 2,
  div: 2,
  min: 2,
  max: 2,
  pow: 2,
  neg: 1,
  exp: 1,
  ln: 1,
  sqrt: 1,
  ceil: 1,
  dec: 2,
  lt: 2,
  eq: 2,
  trap: 1,
} as const;

export type HostName = keyof typeof HOST_ARITY;

/** The values and the operations of one run. Every method throws Trap. */
export class Host {
  private readonly table: Decimal[] = [];
  private gas: number;
  constructor(gas = Infinity) {
    this.gas = gas;
  }

  /** Puts a decimal string into the table. More than 34 digits are refused, never rounded in silence. */
  read(text: string): number {
    const value = new D(text);
    if (value.precision() > DIGITS) throw new Trap('argument', `${text} has more than ${DIGITS} digits`);
    return this.put(value, value.isZero() && /[1-9]/.test(text.split('E')[0] ?? ''));
  }

  /** The value of a handle: plain notation within 40 places, else with "E". Trailing zeros are not kept. */
  write(handle: number): string {
    return this.get(handle).toString().replace('e', 'E');
  }

  /** The import object's module "decimal". */
  readonly functions: Record<HostName, (a: number, b: number) => number> = {
    add: (a, b) =>
      this.binary(
        a,
        b,
        (x, y) => x.plus(y),
        (x, y) => !x.eq(y.neg()),
      ),
    sub: (a, b) =>
      this.binary(
        a,
        b,
        (x, y) => x.minus(y),
        (x, y) => !x.eq(y),
      ),
    mul: (a, b) =>
      this.binary(
        a,
        b,
        (x, y) => x.times(y),
        (x, y) => !x.isZero() && !y.isZero(),
      ),
    div: (a, b) => this.binary(a, b, divide, (x) => !x.isZero()),
    pow: (a, b) => this.binary(a, b, power, (x) => !x.isZero()),
    min: (a, b) => this.binary(a, b, (x, y) => (y.lt(x) ? y : x)),
    max: (a, b) => this.binary(a, b, (x, y) => (y.gt(x) ? y : x)),
    neg: (a) => this.unary(a, (x) => x.neg()),
    exp: (a) =>
      this.unary(
        a,
        (x) => x.exp(),
        () => true,
      ),
    ln: (a) => this.unary(a, logarithm),
    sqrt: (a) => this.unary(a, (x) => x.sqrt()),
    ceil: (a) => this.unary(a, (x) => x.ceil()),
    dec: (coefficient, exponent) => {
      this.spend();
      return this.put(new D(`${coefficient}E${exponent}`), coefficient !== 0);
    },
    lt: (a, b) => this.compare(a, b, (x, y) => x.lt(y)),
    eq: (a, b) => this.compare(a, b, (x, y) => x.eq(y)),
    trap: (code) => {
      throw new Trap('program', `the program stopped with code ${code}`, code);
    },
  };

  private unary(a: number, op: (x: Decimal) => Decimal, nonzero?: (x: Decimal) => boolean): number {
    this.spend();
    const x = this.get(a);
    return this.put(op(x), nonzero?.(x));
  }

  private binary(
    a: number,
    b: number,
    op: (x: Decimal, y: Decimal) => Decimal,
    nonzero?: (x: Decimal, y: Decimal) => boolean,
  ): number {
    this.spend();
    const x = this.get(a);
    const y = this.get(b);
    return this.put(op(x, y), nonzero?.(x, y));
  }

  private compare(a: number, b: number, op: (x: Decimal, y: Decimal) => boolean): number {
    this.spend();
    return op(this.get(a), this.get(b)) ? 1 : 0;
  }

  private spend(): void {
    if (--this.gas < 0) throw new Trap('gas', 'the program took too many steps');
  }

  private get(handle: number): Decimal {
    const value = this.table[handle - 1];
    if (!value) throw new Trap('handle', `${handle} is not a value`);
    return value;
  }

  /** decimal.js has no subnormal numbers: a zero that should not be one is an underflow, not an answer. */
  private put(value: Decimal, nonzero = false): number {
    if (value.isNaN()) throw new Trap('invalid', 'the result is not a number');
    if (!value.isFinite()) throw new Trap('overflow', 'the result is too large');
    if (nonzero && value.isZero()) throw new Trap('underflow', 'the result is too small');
    if (this.table.length >= MAX_HANDLES) throw new Trap('too_many_handles', 'the program makes too many values');
    return this.table.push(value);
  }
}

function divide(x: Decimal, y: Decimal): Decimal {
  if (y.isZero()) throw new Trap('divide_by_zero', 'division by zero');
  return x.div(y);
}

/** As in the General Decimal Arithmetic, 0^0 is invalid; decimal.js would say 1. */
function power(x: Decimal, y: Decimal): Decimal {
  if (x.isZero() && y.isZero()) throw new Trap('invalid', 'zero to the power of zero');
  if (x.isZero() && y.isNeg()) throw new Trap('divide_by_zero', 'zero to a negative power');
  return x.pow(y);
}

function logarithm(x: Decimal): Decimal {
  if (x.isZero()) throw new Trap('invalid', 'the logarithm of zero');
  return x.ln();
}
