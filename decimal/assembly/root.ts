/** Square root, correctly rounded (half-even, as the specification asks whatever the mode). */
import { INVALID } from './codes';
import { precision } from './context';
import { fail } from './errors';
import * as limbs from './limbs';
import { HALF_EVEN } from './modes';
import { copyOf, number, small } from './number';
import { begin, finishBy, get } from './table';

export function sqrt(a: i32): i32 {
  begin();
  const x = get(a);
  // Shifts of a negative number round down, so an odd exponent is always one above the even one used.
  const ideal = x.exponent >> 1;
  if (x.isZero) return finishBy(small(x.sign, 0, ideal), HALF_EVEN);
  if (x.sign) return fail(INVALID);
  const odd = x.exponent & 1;
  // The root has at least one digit more than the precision.
  const shift = max(0, precision + 1 - ((x.digits + odd + 1) >> 1));
  const radicand = copyOf(x, x.length + (2 * shift + odd) / limbs.LIMB_DIGITS + 3);
  radicand.pad(2 * shift + odd);
  const out = number((radicand.length >> 1) + 3);
  out.exponent = ideal - shift;
  out.length = limbs.squareRoot(out.at, radicand.at, radicand.length);
  const square = number(2 * out.length + 1);
  square.length = limbs.mul(square.at, out.at, out.length, out.at, out.length);
  if (limbs.compare(square.at, square.length, radicand.at, radicand.length)) out.jam();
  else out.reduce(ideal);
  return finishBy(out, HALF_EVEN);
}
