/** Numbers of the oracle: decimal.js at 50 digits, and a search for inverses. */
import DecimalBase from 'decimal.js';

export const Decimal = DecimalBase.clone({
  precision: 50,
  rounding: DecimalBase.ROUND_HALF_EVEN,
  toExpNeg: -70,
  toExpPos: 70,
});
export type Decimal = DecimalBase;

/** Inputs of one call by argument name; a list of flows is a list. */
export type In = Readonly<Record<string, Decimal | readonly Decimal[]>>;
export type Oracle = (inputs: In) => Decimal;

/** An oracle whose inputs are read by name; a name that is missing is a mistake in the test. */
export const by =
  (f: (get: (name: string) => Decimal, list: (name: string) => readonly Decimal[]) => Decimal): Oracle =>
  (inputs) =>
    f(
      (name) => {
        const value = inputs[name];
        if (!value || !('plus' in value)) throw new Error(`the oracle has no input ${name}`);
        return value;
      },
      (name) => {
        const value = inputs[name];
        if (!value || 'plus' in value) throw new Error(`the oracle has no list ${name}`);
        return value;
      },
    );

export const D = (value: number | string): Decimal => new Decimal(value);

/** The mathematics has no answer. */
export function refuse(when: boolean, why: string): void {
  if (when) throw new RangeError(why);
}

/** Multiplies step by step for whole counts, square roots of powers otherwise: x^n without the power operator. */
export function repeat(x: Decimal, n: Decimal): Decimal {
  if (n.isNegative()) return D(1).div(repeat(x, n.neg()));
  if (!n.isInteger()) return n.times(x.ln()).exp();
  let result = D(1);
  for (let k = 0; n.gt(k); k++) result = result.times(x);
  return result;
}

/** The x with f(x) = target between lo and hi, f monotone: false position with the Illinois rule, to 40 digits. */
export function invert(f: (x: Decimal) => Decimal, target: Decimal, lo: Decimal, hi: Decimal): Decimal {
  let [a, b] = [lo, hi];
  let [fa, fb] = [f(a).minus(target), f(b).minus(target)];
  if (fa.isZero()) return a;
  if (fb.isZero()) return b;
  refuse(fa.isNegative() === fb.isNegative(), 'nothing in the interval reaches the target');
  for (let turn = 0; turn < 400; turn++) {
    const c = a.times(fb).minus(b.times(fa)).div(fb.minus(fa));
    const fc = f(c).minus(target);
    if (fc.isZero() || c.minus(b).abs().lte(c.abs().times('1e-42'))) return c;
    if (fc.isNegative() === fb.isNegative()) fa = fa.div(2);
    else [a, fa] = [b, fb];
    [b, fb] = [c, fc];
  }
  throw new Error('the search did not settle');
}
