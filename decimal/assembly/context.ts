/**
 * The context of the operations. A run has the one of IEEE 754 decimal128; the others serve tests against files that
 * are written for other precisions. Names as in the General Decimal Arithmetic specification, speleotrove.com/decimal.
 */
import { INVALID } from './codes';
import { fail } from './errors';
import { FLOOR, HALF_EVEN } from './modes';

/** Most digits of a coefficient that is kept: four limbs would hold two more. */
export const MAX_DIGITS: i32 = 34;
/** Exponents stay far from the ends of i32 within this. */
const MAX_EMAX: i32 = 999999;

export let precision: i32 = MAX_DIGITS;
export let emax: i32 = 6144;
export let emin: i32 = -6143;
export let mode: i32 = HALF_EVEN;
/** Fold exponents down into the range that the interchange format can encode. Values are not changed by it. */
export let clamped: bool = false;

/** Exponent of the smallest subnormal number. */
export function etiny(): i32 {
  return emin - precision + 1;
}

/** Largest exponent of a coefficient with all digits. */
export function etop(): i32 {
  return emax - precision + 1;
}

/** Operands may lie outside a narrow context, never outside decimal128. */
export function operandEmax(): i32 {
  return max(emax, 6144);
}

export function operandEtiny(): i32 {
  return min(emin, -6143) - MAX_DIGITS + 1;
}

/** Sets the context; for the host only. */
export function context(digits: i32, largest: i32, smallest: i32, rounding: i32, clamp: i32): void {
  if (digits < 1 || digits > MAX_DIGITS || largest < 0 || largest > MAX_EMAX || smallest > 0 || smallest < -MAX_EMAX) {
    fail(INVALID);
  }
  precision = digits;
  emax = largest;
  emin = smallest;
  mode = checked(rounding);
  clamped = clamp != 0;
}

/** A rounding mode that exists. */
export function checked(rounding: i32): i32 {
  if (rounding < HALF_EVEN || rounding > FLOOR) fail(INVALID);
  return rounding;
}
