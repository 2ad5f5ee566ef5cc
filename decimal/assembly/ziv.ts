/**
 * Ziv's strategy (A. Ziv, "Fast evaluation of elementary mathematical functions with correctly rounded last bit", ACM
 * TOMS 17, 1991): an approximation with a proven bound is rounded at both ends of its interval. Where both ends round
 * to the same number, so does the true value; where not, the next attempt has more digits. Exact results and ties never
 * end this way, so they are recognised before.
 */
import { INVALID, UNDECIDED } from './codes';
import { precision } from './context';
import { fail } from './errors';
import * as limbs from './limbs';
import { copyOf, Num, number } from './number';
import { fit } from './round';
import { finishBy, keep } from './table';

const FIRST: i32 = 6;
const LAST: i32 = 66;

/** Size of the first attempt, in limbs: 54 places. */
export let first: i32 = FIRST;

/** Begins at a wider attempt; for tests of the widths that hardly any input needs. */
export function beginAt(f: i32): void {
  if (f < FIRST || f > LAST) fail(INVALID);
  first = f;
}

/** The size of the next attempt: 10, 18, 34, 66 limbs. */
export function wider(f: i32): i32 {
  if (f >= LAST) fail(UNDECIDED);
  return 2 * f - 2;
}

/** Keeps the rounded value if num ± one step of that limb round to the same; else gives 0, which is no handle. */
export function settle(num: Num, errorLimb: i32, rounding: i32): i32 {
  if (num.length <= errorLimb + 1) return 0;
  const step = number(errorLimb + 1);
  limbs.zero(step.at, errorLimb);
  limbs.setLimb(step.at, errorLimb, 1);
  const low = copyOf(num, num.length + 1);
  low.length = limbs.sub(low.at, low.at, low.length, step.at, errorLimb + 1);
  const high = copyOf(num, num.length + 2);
  high.length = limbs.add(high.at, high.at, high.length, step.at, errorLimb + 1);
  const lowCode = fit(low, rounding);
  const highCode = fit(high, rounding);
  if (lowCode != highCode) return 0;
  if (lowCode) return fail(lowCode);
  if (low.exponent != high.exponent || limbs.compare(low.at, low.length, high.at, high.length)) return 0;
  return keep(low);
}

/** 1 + ε or 1 − ε (with a sign) for an ε far below half a unit of the last place. */
export function nearOne(below: bool, sign: i32, rounding: i32): i32 {
  const places = precision + 3;
  const num = number(8);
  limbs.setLimb(num.at, 0, 1);
  num.length = 1;
  num.sign = sign;
  num.pad(places);
  if (below) {
    const one = number(1);
    limbs.setLimb(one.at, 0, 1);
    num.length = limbs.sub(num.at, num.at, num.length, one.at, 1);
  } else num.increment();
  return finishBy(num, rounding);
}
