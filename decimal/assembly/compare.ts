/** Order of values. Results of lt, eq and compare are plain numbers. */
import * as limbs from './limbs';
import { copyOf, Num } from './number';
import { begin, finish, get } from './table';

/** −1, 0 or 1 by value. */
function order(x: Num, y: Num): i32 {
  if (x.isZero || y.isZero) {
    if (x.isZero && y.isZero) return 0;
    return x.isZero ? (y.sign ? 1 : -1) : x.sign ? -1 : 1;
  }
  if (x.sign != y.sign) return x.sign ? -1 : 1;
  const sizes = x.adjusted == y.adjusted ? coefficients(x, y) : x.adjusted < y.adjusted ? -1 : 1;
  return x.sign ? -sizes : sizes;
}

/** Compares coefficients whose first digits have the same place. */
function coefficients(x: Num, y: Num): i32 {
  if (x.exponent < y.exponent) return -coefficients(y, x);
  const padding = x.exponent - y.exponent;
  const wide = copyOf(x, x.length + padding / limbs.LIMB_DIGITS + 2);
  wide.pad(padding);
  return limbs.compare(wide.at, wide.length, y.at, y.length);
}

/** By value, then as the specification orders representations of one value: −0 below 0, 1.0 below 1. */
function totalOrder(x: Num, y: Num): i32 {
  const byValue = order(x, y);
  if (byValue) return byValue;
  if (x.sign != y.sign) return x.sign ? -1 : 1;
  const byExponent = x.exponent < y.exponent ? -1 : x.exponent > y.exponent ? 1 : 0;
  return x.sign ? -byExponent : byExponent;
}

export function compare(a: i32, b: i32): i32 {
  begin();
  return order(get(a), get(b));
}

export function lt(a: i32, b: i32): i32 {
  return compare(a, b) < 0 ? 1 : 0;
}

export function eq(a: i32, b: i32): i32 {
  return compare(a, b) == 0 ? 1 : 0;
}

export function minimum(a: i32, b: i32): i32 {
  begin();
  const x = get(a);
  const y = get(b);
  return finish(totalOrder(x, y) <= 0 ? x : y);
}

export function maximum(a: i32, b: i32): i32 {
  begin();
  const x = get(a);
  const y = get(b);
  return finish(totalOrder(x, y) >= 0 ? x : y);
}
