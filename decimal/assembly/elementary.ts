/** exp, ln and log10, correctly rounded (half-even, as the specification asks whatever the mode). */
import { INVALID } from './codes';
import { precision } from './context';
import { fail } from './errors';
import { divFixed, ERROR_LIMB, expFixed, ln10, lnFixed } from './fixed';
import * as limbs from './limbs';
import { HALF_EVEN } from './modes';
import { copyOf, Num, number, small } from './number';
import { mark, release, take } from './scratch';
import { begin, finishBy, get } from './table';
import { first, nearOne, settle, wider } from './ziv';

/** e^t overflows or vanishes in every context where |t| has more whole digits than this. */
const WHOLE_DIGITS: i32 = 8;
/** An exponent outside every context. */
const FAR: i32 = 20000000;
/** ln 10 in units of 10^−9, cut. */
const LN10_NINE: u64 = 2302585092;
/** √10 in units of 10^−9, about. */
const ROOT10_NINE: u64 = 3162277660;

export function exp(a: i32): i32 {
  begin();
  const x = get(a);
  if (x.isZero) return finishBy(small(0, 1, 0), HALF_EVEN);
  const level = mark();
  let f = first;
  let result = tryExp(x, f, HALF_EVEN);
  while (!result) {
    release(level);
    f = wider(f);
    result = tryExp(x, f, HALF_EVEN);
  }
  return result;
}

/** e^t, or −e^t, where t is exact, or within 10^7 units of size f; 0 where f is not enough. */
export function tryExp(t: Num, f: i32, rounding: i32, sign: i32 = 0): i32 {
  if (t.adjusted >= WHOLE_DIGITS) return finishBy(small(sign, 1, t.sign ? -FAR : FAR), rounding);
  if (t.adjusted < -precision - 2) return nearOne(t.sign != 0, sign, rounding);
  // Integer part and nine places tell k; r = |t| − k ln 10, or k ln 10 − |t| for a negative t, is never below zero.
  const fixed = toFixed(t, f);
  const nine = limbs.limb(fixed, f) * limbs.BASE + limbs.limb(fixed, f - 1);
  const k = t.sign ? nine / LN10_NINE + 1 : nine / (LN10_NINE + 1);
  const multiple = take(f + 3);
  limbs.mulSmall(multiple, ln10(f + 1), f + 2, k);
  const product = multiple + 4;
  const r = take(f + 1);
  if (t.sign) limbs.sub(r, product, f + 1, fixed, f + 1);
  else limbs.sub(r, fixed, f + 1, product, f + 1);
  const out = number(f + 1);
  expFixed(out.at, r, f);
  out.sign = sign;
  out.length = limbs.trim(out.at, f + 1);
  out.exponent = (t.sign ? -(<i32>k) : <i32>k) - f * limbs.LIMB_DIGITS;
  return settle(out, ERROR_LIMB, rounding);
}

/** |x| as a fixed number, cut. */
function toFixed(x: Num, f: i32): usize {
  const shift = x.exponent + f * limbs.LIMB_DIGITS;
  const copy = copyOf(x, max(x.length + max(shift, 0) / limbs.LIMB_DIGITS + 2, f + 1));
  if (shift > 0) copy.pad(shift);
  else copy.drop(-shift);
  limbs.zero(copy.at + ((<usize>copy.length) << 2), max(0, f + 1 - copy.length));
  return copy.at;
}

function fromFixed(fixed: usize, sign: i32, f: i32): Num {
  const out = number(f + 1);
  out.sign = sign;
  out.exponent = -f * limbs.LIMB_DIGITS;
  out.length = limbs.trim(fixed, f + 1);
  limbs.copy(out.at, fixed, out.length);
  return out;
}

/** x = m × 10^scale with m from 0.316 to 3.16: the sign of ln m, and the size of ln m as a fixed number. */
let scale: i32 = 0;
let mantissaSign: i32 = 0;

function lnMantissa(x: Num, f: i32): usize {
  const places = f * limbs.LIMB_DIGITS;
  const m = take(f + 2);
  const one = take(f + 1);
  limbs.zero(one, f + 1);
  limbs.setLimb(one, f, 1);
  limbs.zero(m, f + 2);
  scale = x.adjusted;
  const n = limbs.shiftLeft(m, x.at, x.length, places - x.digits + 1);
  if (limbs.limb(m, f) * limbs.BASE + limbs.limb(m, f - 1) > ROOT10_NINE) {
    ++scale;
    limbs.shiftRight(m, n, 1);
  }
  mantissaSign = limbs.limb(m, f) == 0 ? 1 : 0;
  const out = take(f + 1);
  if (mantissaSign) lnFixed(out, one, m, f);
  else lnFixed(out, m, one, f);
  return out;
}

/** Limbs more than usual that ln x needs, because it begins with zeros where x is near 1. */
export function lead(x: Num): i32 {
  if (x.adjusted != 0 && x.adjusted != -1) return 0;
  // |x − 1|, with the exponent of x; x has a place behind the point unless it is a digit.
  if (x.exponent >= 0) return 0;
  const one = number(8);
  limbs.setLimb(one.at, 0, 1);
  one.length = 1;
  one.pad(-x.exponent);
  const n =
    x.adjusted < 0
      ? limbs.sub(one.at, one.at, one.length, x.at, x.length)
      : limbs.sub(one.at, x.at, x.length, one.at, one.length);
  return (-x.exponent - limbs.digits(one.at, n)) / limbs.LIMB_DIGITS + 1;
}

/** ln x for x > 0, not 1: within 10^7 units of size f. */
export function lnOf(x: Num, f: i32): Num {
  const mantissa = lnMantissa(x, f);
  if (scale == 0) return fromFixed(mantissa, mantissaSign, f);
  return withScale(mantissa, scaledLn10(f), f);
}

/** |scale| × ln 10. */
function scaledLn10(f: i32): usize {
  const whole = take(f + 3);
  limbs.mulSmall(whole, ln10(f + 1), f + 2, scale < 0 ? -scale : scale);
  return whole + 4;
}

/** scale × unit + mantissa: the first is larger, so it gives the sign. */
function withScale(mantissa: usize, whole: usize, f: i32): Num {
  const sign = scale < 0 ? 1 : 0;
  if (sign == mantissaSign) limbs.add(whole, whole, f + 1, mantissa, f + 1, false);
  else limbs.sub(whole, whole, f + 1, mantissa, f + 1);
  return fromFixed(whole, sign, f);
}

function isOne(x: Num): bool {
  return x.exponent == 0 && x.length == 1 && limbs.limb(x.at, 0) == 1;
}

/** The operand of a logarithm, without zeros at the end. */
function positive(a: i32): Num {
  const x = get(a);
  if (x.isZero || x.sign) fail(INVALID);
  x.strip();
  return x;
}

export function ln(a: i32): i32 {
  begin();
  const x = positive(a);
  if (isOne(x)) return finishBy(small(0, 0, 0), HALF_EVEN);
  const more = lead(x);
  const level = mark();
  let f = first;
  let result = settle(lnOf(x, f + more), ERROR_LIMB, HALF_EVEN);
  while (!result) {
    release(level);
    f = wider(f);
    result = settle(lnOf(x, f + more), ERROR_LIMB, HALF_EVEN);
  }
  return result;
}

export function log10(a: i32): i32 {
  begin();
  const x = positive(a);
  // The logarithm is rational for powers of ten only.
  if (x.length == 1 && limbs.limb(x.at, 0) == 1) {
    return finishBy(small(x.exponent < 0 ? 1 : 0, x.exponent < 0 ? -x.exponent : x.exponent, 0), HALF_EVEN);
  }
  const more = lead(x);
  const level = mark();
  let f = first;
  let result = settle(tryLog10(x, f + more), ERROR_LIMB, HALF_EVEN);
  while (!result) {
    release(level);
    f = wider(f);
    result = settle(tryLog10(x, f + more), ERROR_LIMB, HALF_EVEN);
  }
  return result;
}

/** log10 x = scale + ln m ÷ ln 10. */
function tryLog10(x: Num, f: i32): Num {
  const mantissa = lnMantissa(x, f);
  divFixed(mantissa, mantissa, ln10(f), f);
  if (scale == 0) return fromFixed(mantissa, mantissaSign, f);
  const whole = take(f + 1);
  limbs.zero(whole, f + 1);
  limbs.setLimb(whole, f, scale < 0 ? -scale : scale);
  return withScale(mantissa, whole, f);
}
