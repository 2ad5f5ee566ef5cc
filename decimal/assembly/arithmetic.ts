/** Addition, multiplication, division: one rounding each. Exponents and signs of zero as in the specification. */
import { DIVIDE_BY_ZERO, INVALID } from './codes';
import { mode, precision } from './context';
import { fail } from './errors';
import * as limbs from './limbs';
import { FLOOR } from './modes';
import { copyOf, Num, number, product, small } from './number';
import { begin, finish, get } from './table';

/** coefficient × 10^exponent. */
export function dec(coefficient: i32, exponent: i32): i32 {
  begin();
  // The ends of i32 are far outside every context, and would overflow in sums.
  const bounded = max(min(exponent, 10000000), -10000000);
  return finish(small(coefficient < 0 ? 1 : 0, coefficient < 0 ? 0 - <u32>coefficient : <u32>coefficient, bounded));
}

export function add(a: i32, b: i32): i32 {
  begin();
  return finish(sum(get(a), get(b)));
}

export function sub(a: i32, b: i32): i32 {
  begin();
  const x = get(a);
  const y = get(b);
  y.sign ^= 1;
  return finish(sum(x, y));
}

export function mul(a: i32, b: i32): i32 {
  begin();
  return finish(product(get(a), get(b)));
}

/** a × b + c, rounded once. */
export function fma(a: i32, b: i32, c: i32): i32 {
  begin();
  return finish(sum(product(get(a), get(b)), get(c)));
}

/** 0 − a: no zero below zero comes out, except in mode floor. */
export function neg(a: i32): i32 {
  begin();
  const x = get(a);
  x.sign ^= 1;
  return finish(plain(x));
}

/** a, rounded by the context. */
export function plus(a: i32): i32 {
  begin();
  return finish(plain(get(a)));
}

export function abs(a: i32): i32 {
  begin();
  const x = get(a);
  x.sign = 0;
  return finish(x);
}

function plain(x: Num): Num {
  if (x.isZero) x.sign = mode == FLOOR && x.sign ? 1 : 0;
  return x;
}

/** The sum, exact, or with digits enough to round as the exact sum would. */
function sum(a: Num, b: Num): Num {
  if (a.isZero || b.isZero) return sumWithZero(a, b);
  let high = a.exponent < b.exponent ? b : a;
  let low = a.exponent < b.exponent ? a : b;
  // Where the lower one lies wholly below what can matter, one unit at that place stands for it.
  const reach = high.exponent + min(-1, high.digits - precision - 2);
  if (low.adjusted < reach) low = small(low.sign, 1, reach);
  const padding = high.exponent - low.exponent;
  high = copyOf(high, high.length + padding / limbs.LIMB_DIGITS + 3);
  high.pad(padding);
  const out = number(max(high.length, low.length) + 1);
  out.exponent = low.exponent;
  if (high.sign == low.sign) {
    out.sign = high.sign;
    out.length = limbs.add(out.at, high.at, high.length, low.at, low.length);
    return out;
  }
  const order = limbs.compare(high.at, high.length, low.at, low.length);
  if (order == 0) out.sign = mode == FLOOR ? 1 : 0;
  else if (order > 0) {
    out.sign = high.sign;
    out.length = limbs.sub(out.at, high.at, high.length, low.at, low.length);
  } else {
    out.sign = low.sign;
    out.length = limbs.sub(out.at, low.at, low.length, high.at, high.length);
  }
  return out;
}

/** The exponent is the lower of the two, as far as the digits of the other allow. */
function sumWithZero(a: Num, b: Num): Num {
  const lowest = min(a.exponent, b.exponent);
  if (a.isZero && b.isZero) {
    const sign = a.sign == b.sign ? a.sign : mode == FLOOR ? 1 : 0;
    return small(sign, 0, lowest);
  }
  const value = a.isZero ? b : a;
  const padding = min(value.exponent - lowest, max(0, precision + 1 - value.digits));
  const out = copyOf(value, value.length + padding / limbs.LIMB_DIGITS + 2);
  out.pad(padding);
  return out;
}

export function div(a: i32, b: i32): i32 {
  begin();
  const x = get(a);
  const y = get(b);
  if (y.isZero) return fail(DIVIDE_BY_ZERO);
  return finish(quotient(x, y));
}

/** a ÷ b for a b that is not zero, with at least one digit more than the precision. */
function quotient(x: Num, y: Num): Num {
  const ideal = x.exponent - y.exponent;
  const sign = x.sign ^ y.sign;
  if (x.isZero) return small(sign, 0, ideal);
  const shift = max(0, y.digits - x.digits + precision + 1);
  const dividend = copyOf(x, x.length + shift / limbs.LIMB_DIGITS + 3);
  dividend.pad(shift);
  const out = number(dividend.length + 1);
  out.sign = sign;
  out.exponent = ideal - shift;
  out.length = limbs.divide(out.at, dividend.at, dividend.length, y.at, y.length);
  if (limbs.remainderLength) out.jam();
  else out.reduce(ideal);
  return out;
}

/** a − b × (a ÷ b cut to a whole number): the sign is that of a. The whole number may not have more digits than the precision. */
export function remainder(a: i32, b: i32): i32 {
  begin();
  const x = get(a);
  const y = get(b);
  if (y.isZero) return fail(INVALID);
  const ideal = min(x.exponent, y.exponent);
  if (x.isZero) return finish(small(x.sign, 0, ideal));
  const gap = x.adjusted - y.adjusted;
  if (gap > precision) return fail(INVALID);
  if (gap <= -2) return finish(padded(x, ideal));
  const dividend = padded(x, ideal);
  const divisor = padded(y, ideal);
  const whole = number(dividend.length + 1);
  whole.length = limbs.divide(whole.at, dividend.at, dividend.length, divisor.at, divisor.length);
  if (whole.digits > precision) return fail(INVALID);
  dividend.length = limbs.remainderLength;
  return finish(dividend);
}

/** The same value with a lower exponent, and room for one limb more. */
function padded(x: Num, exponent: i32): Num {
  const out = copyOf(x, x.length + (x.exponent - exponent) / limbs.LIMB_DIGITS + 3);
  out.pad(x.exponent - exponent);
  return out;
}
