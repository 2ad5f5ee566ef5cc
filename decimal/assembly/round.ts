/** Fits a working number into the context: precision, exponent range, rounding mode. */
import { OVERFLOW, NONE, UNDERFLOW } from './codes';
import { clamped, emax, etiny, etop, precision } from './context';
import { LOST_HALF, LOST_MORE, LOST_NOTHING, lost } from './limbs';
import { CEILING, FLOOR, HALF_DOWN, HALF_EVEN, HALF_UP, UP } from './modes';
import { Num } from './number';

/** Whether a cut coefficient is to be raised by one unit. */
function roundsUp(rounding: i32, sign: i32, odd: bool, cut: i32): bool {
  if (cut == LOST_NOTHING) return false;
  if (rounding == HALF_EVEN) return cut == LOST_MORE || (cut == LOST_HALF && odd);
  if (rounding == HALF_UP) return cut >= LOST_HALF;
  if (rounding == HALF_DOWN) return cut == LOST_MORE;
  if (rounding == UP) return true;
  if (rounding == CEILING) return sign == 0;
  if (rounding == FLOOR) return sign != 0;
  return false;
}

/** Drops k digits and rounds. */
export function cut(num: Num, k: i32, rounding: i32): void {
  num.drop(k);
  const what = lost;
  if (roundsUp(rounding, num.sign, num.isOdd(), what)) num.increment();
}

/** Rounds in place, once. Returns the code of the error, if any. */
export function fit(num: Num, rounding: i32): i32 {
  const tiny = etiny();
  if (num.isZero) {
    num.exponent = max(min(num.exponent, clamped ? etop() : emax), tiny);
    return NONE;
  }
  const excess = max(num.digits - precision, tiny - num.exponent);
  if (excess > 0) {
    cut(num, excess, rounding);
    // 99…9 became 10…0, with a digit too many.
    if (num.digits > precision) num.drop(1);
    if (num.isZero) return UNDERFLOW;
  }
  if (num.adjusted > emax) return OVERFLOW;
  if (clamped && num.exponent > etop()) num.pad(num.exponent - etop());
  return NONE;
}
