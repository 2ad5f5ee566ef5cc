/** a^b, correctly rounded by the context's mode. */
import { DIVIDE_BY_ZERO, INVALID } from './codes';
import { mode, precision } from './context';
import { fail } from './errors';
import { lead, lnOf, tryExp } from './elementary';
import { exactPower } from './exact';
import * as limbs from './limbs';
import { copyOf, Num, number, product, small } from './number';
import { mark, release } from './scratch';
import { begin, finish, get } from './table';
import { first, settle, wider } from './ziv';

/** Whole exponents up to here are done by multiplication; the error bound of `multiplied` counts on it. */
const MOST_FACTORS: i32 = 100000;
/** Whole exponents are not multiplied where an exponent could come near the end of i32. */
const FAR: i64 = 1000000000;
/** ln x is above 10^−36 for every operand x but 1, so x^y leaves every context where y has more digits than this. */
const MOST_DIGITS: i32 = 50;
/** Two limbs of `multiplied` are within its error. */
const FACTOR_ERROR_LIMB: i32 = 2;

export function pow(a: i32, b: i32): i32 {
  begin();
  const x = get(a);
  const y = get(b);
  if (y.isZero) return x.isZero ? fail(INVALID) : finish(small(0, 1, 0));
  const ideal = x.exponent;
  x.strip();
  y.strip();
  const whole = y.exponent >= 0;
  const sign = x.sign && y.exponent == 0 && y.isOdd() ? 1 : 0;
  if (x.isZero) return y.sign ? fail(DIVIDE_BY_ZERO) : finish(small(sign, 0, 0));
  if (x.sign && !whole) return fail(INVALID);
  x.sign = 0;
  const exact = exactPower(x, y);
  if (changetype<usize>(exact)) {
    exact.sign = sign;
    return finish(withZeros(exact, ideal, y));
  }
  const factors = whole && y.adjusted < 6 ? wholeValue(y) : 0;
  const far = <i64>factors * (abs(x.adjusted) + 2 * precision + 2 * limbs.LIMB_DIGITS) > FAR;
  if (factors > 0 && factors <= MOST_FACTORS && !far) return byMultiplying(x, factors, y.sign != 0, sign);
  return byLogarithm(x, y, sign);
}

/** The value of a whole number of at most 6 digits. */
function wholeValue(y: Num): i32 {
  let value = <i32>limbs.limb(y.at, 0);
  for (let i = 0; i < y.exponent; ++i) value *= 10;
  return value;
}

/**
 * Zeros at the end of an exact result, as the specification has them: for a whole positive exponent, as many as
 * repeated multiplication would leave; for a broken one, all that there is room for.
 */
function withZeros(exact: Num, ideal: i32, y: Num): Num {
  const room = precision + 1 - exact.digits;
  let zeros: i64 = 0;
  if (y.exponent < 0) zeros = room;
  else if (!y.sign) {
    const times = y.adjusted < 9 ? <i64>limbs.limb(y.at, 0) * <i64>limbs.pow10(y.exponent) : 1000000000;
    zeros = <i64>exact.exponent - <i64>ideal * times;
  }
  exact.pad(<i32>max(0, min(zeros, room)));
  return exact;
}

function byMultiplying(x: Num, factors: i32, inverse: bool, sign: i32): i32 {
  const level = mark();
  let f = first;
  let result = tryMultiplying(x, factors, f + 2, inverse, sign);
  while (!result) {
    release(level);
    f = wider(f);
    result = tryMultiplying(x, factors, f + 2, inverse, sign);
  }
  return result;
}

function tryMultiplying(x: Num, factors: i32, w: i32, inverse: bool, sign: i32): i32 {
  const power = multiplied(x, factors, w, inverse);
  power.sign = sign;
  return cutLimbs ? settle(power, FACTOR_ERROR_LIMB, mode) : finish(power);
}

/** Whether the last `multiplied` is not exact. */
let cutLimbs: bool = false;

/**
 * x^n by squaring, with w limbs. Each cut takes off less than one in 10^(9(w − 1)), and at most 2n of them add up:
 * 2 × 10^5 × 10^9 units of the last limb, far below the 10^18 that FACTOR_ERROR_LIMB says.
 */
function multiplied(x: Num, n: i32, w: i32, inverse: bool): Num {
  cutLimbs = false;
  let power = copyOf(x, x.length);
  for (let bit = 30 - clz(n); bit >= 0; --bit) {
    power = shortened(product(power, power), w);
    if ((n >> bit) & 1) power = shortened(product(power, x), w);
  }
  return inverse ? inverted(power, w) : power;
}

function shortened(num: Num, w: i32): Num {
  const excess = num.length - w;
  if (excess <= 0) return num;
  cutLimbs = true;
  limbs.copy(num.at, num.at + ((<usize>excess) << 2), w);
  num.length = w;
  num.exponent += excess * limbs.LIMB_DIGITS;
  return num;
}

/** 1 ÷ num, with w limbs or more. */
function inverted(num: Num, w: i32): Num {
  const places = 2 * w - 1;
  const one = number(places + 2);
  limbs.zero(one.at, places);
  limbs.setLimb(one.at, places, 1);
  const out = number(places + 2);
  out.exponent = -num.exponent - places * limbs.LIMB_DIGITS;
  out.length = limbs.divide(out.at, one.at, places + 1, num.at, num.length);
  cutLimbs = true;
  return out;
}

/** e^(y ln x). ln x has as many limbs more as y has digits before the point, and as it has zeros itself. */
function byLogarithm(x: Num, y: Num, sign: i32): i32 {
  if (y.adjusted > MOST_DIGITS) {
    const grows = x.adjusted >= 0 ? y.sign == 0 : y.sign != 0;
    return finish(small(sign, 1, grows ? 20000000 : -20000000));
  }
  const more = lead(x) + (y.adjusted < 0 ? 0 : (y.adjusted + 1) / limbs.LIMB_DIGITS + 1);
  const level = mark();
  let f = first;
  let result = tryExp(product(y, lnOf(x, f + more)), f, mode, sign);
  while (!result) {
    release(level);
    f = wider(f);
    result = tryExp(product(y, lnOf(x, f + more)), f, mode, sign);
  }
  return result;
}
