/** Rounding to places and to the exponent of another number. */
import { INVALID } from './codes';
import { checked, emax, etiny, mode, precision } from './context';
import { fail } from './errors';
import { LIMB_DIGITS } from './limbs';
import { CEILING, FLOOR } from './modes';
import { copyOf, Num, small } from './number';
import { cut } from './round';
import { begin, finish, get } from './table';

/** a with the exponent of b, rounded by the context; invalid where that needs more digits than there are. */
export function quantize(a: i32, b: i32): i32 {
  begin();
  const x = get(a);
  const exponent = get(b).exponent;
  if (exponent < etiny() || exponent > emax) return fail(INVALID);
  if (x.isZero) return finish(small(x.sign, 0, exponent));
  if (x.adjusted > emax || x.adjusted - exponent >= precision) return fail(INVALID);
  const out = copyOf(x, x.length + max(0, x.exponent - exponent) / LIMB_DIGITS + 2);
  if (x.exponent > exponent) out.pad(x.exponent - exponent);
  else cut(out, exponent - x.exponent, mode);
  if (out.adjusted > emax || out.digits > precision) return fail(INVALID);
  return finish(out);
}

/** a with at most so many places behind the point (before it where negative), by one of the rounding modes. */
export function round(a: i32, places: i32, rounding: i32): i32 {
  begin();
  return finish(rounded(get(a), places, checked(rounding)));
}

/** The next whole number towards plus infinity. */
export function ceil(a: i32): i32 {
  begin();
  return finish(rounded(get(a), 0, CEILING));
}

/** The next whole number towards minus infinity. */
export function floor(a: i32): i32 {
  begin();
  return finish(rounded(get(a), 0, FLOOR));
}

function rounded(x: Num, places: i32, rounding: i32): Num {
  // No exponent is outside this.
  const exponent = -max(min(places, 10000000), -10000000);
  if (x.exponent >= exponent) return x;
  if (x.isZero) x.exponent = exponent;
  else cut(x, exponent - x.exponent, rounding);
  return x;
}
