/**
 * Fixed-point kernel of the elementary functions. A fixed number of size f is f limbs of fraction and one of whole
 * units, f + 1 limbs in all, none trimmed; signs are kept apart. A unit is 10^(−9f).
 *
 * Every result is within 10^9 units of the true value, for f up to 80: the bounds are said at each function and are at
 * least ten times smaller, composed.
 */
import { LN10 } from './layout';
import * as limbs from './limbs';
import { mark, release, take } from './scratch';

/** The number of the limb in which one step is the bound: 10^9 units. */
export const ERROR_LIMB: i32 = 1;

/** out = a × b, cut: less than one unit too small. */
function mulFixed(out: usize, a: usize, b: usize, f: i32): void {
  const level = mark();
  const wide = take(2 * f + 2);
  const n = limbs.mul(wide, a, limbs.trim(a, f + 1), b, limbs.trim(b, f + 1));
  limbs.zero(wide + ((<usize>n) << 2), 2 * f + 2 - n);
  limbs.copy(out, wide + ((<usize>f) << 2), f + 1);
  release(level);
}

function addFixed(out: usize, a: usize, f: i32): void {
  limbs.add(out, out, f + 1, a, f + 1, false);
}

/** out = a ÷ b, cut: less than one unit too small. a < 10^9 b. */
export function divFixed(out: usize, a: usize, b: usize, f: i32): void {
  const level = mark();
  const wide = take(2 * f + 3);
  limbs.zero(wide, f);
  limbs.copy(wide + ((<usize>f) << 2), a, f + 1);
  const quotient = take(2 * f + 3);
  const n = limbs.divide(quotient, wide, limbs.trim(wide, 2 * f + 1), b, limbs.trim(b, f + 1));
  limbs.zero(quotient + ((<usize>n) << 2), max(0, f + 1 - n));
  limbs.copy(out, quotient, f + 1);
  release(level);
}

/** sum += multiple × artanh(1 / q) = multiple × Σ 1 / ((2i + 1) q^(2i + 1)). Error: 2 × multiple units for each term. */
function addInverse(sum: usize, multiple: u32, q: u32, f: i32): void {
  const level = mark();
  const power = take(f + 2);
  const term = take(f + 2);
  const part = take(f + 2);
  limbs.zero(power, f + 1);
  limbs.setLimb(power, f, 1);
  limbs.divSmall(power, power, f + 1, q);
  limbs.zero(part, f + 2);
  let n = limbs.trim(power, f + 1);
  for (let i: u32 = 1; n > 0; i += 2) {
    limbs.divSmall(term, power, n, i);
    limbs.add(part, part, f + 1, term, n, false);
    limbs.divSmall(power, power, n, q * q);
    n = limbs.trim(power, n);
  }
  limbs.mulSmall(part, part, f + 1, multiple);
  addFixed(sum, part, f);
  release(level);
}

/** Size of the ln 10 that is kept, 0 before the first use. */
let keptSize: i32 = 0;
/** Enough for all but the rarest inputs. */
const USUAL_SIZE: i32 = 12;

/**
 * ln 10 = 46 artanh(1/31) + 34 artanh(1/49) + 20 artanh(1/161), of size f, not to be written to.
 * Error: below 100 × 2 × 250 = 5 × 10^4 units, so callers that multiply it ask for a limb more.
 */
export function ln10(f: i32): usize {
  if (f > keptSize) {
    keptSize = max(f, USUAL_SIZE);
    limbs.zero(LN10, keptSize + 1);
    addInverse(LN10, 46, 31, keptSize);
    addInverse(LN10, 34, 49, keptSize);
    addInverse(LN10, 20, 161, keptSize);
  }
  return LN10 + ((<usize>(keptSize - f)) << 2);
}

/**
 * out = e^r for 0 ≤ r < 2.31: Taylor series of r / 2^s, then s squarings.
 * Error: a few units for each of at most 100 terms, times 2^s × 10 by the squarings: below 5 × 10^7 units.
 */
export function expFixed(out: usize, r: usize, f: i32): void {
  const level = mark();
  const halvings = f <= 10 ? 8 : 12;
  const x = take(f + 1);
  limbs.divSmall(x, r, f + 1, 1 << halvings);
  const term = take(f + 1);
  const next = take(f + 1);
  limbs.copy(term, x, f + 1);
  limbs.copy(out, x, f + 1);
  limbs.setLimb(out, f, limbs.limb(out, f) + 1);
  for (let i: u32 = 2; limbs.trim(term, f + 1) > 0; ++i) {
    mulFixed(next, term, x, f);
    limbs.divSmall(term, next, f + 1, i);
    addFixed(out, term, f);
  }
  for (let i = 0; i < halvings; ++i) {
    mulFixed(next, out, out, f);
    limbs.copy(out, next, f + 1);
  }
  release(level);
}

/**
 * out = ln(a ÷ b) for a ≥ b > 0, a ÷ b < 4: a first guess y of 9 digits, then y + 2 artanh((a − b e^y) / (a + b e^y)).
 * Error: that of e^y, halved by the quotient, and two units for each term: below 10^7 units.
 */
export function lnFixed(out: usize, a: usize, b: usize, f: i32): void {
  const level = mark();
  const guess = guessLn(nine(a, f), nine(b, f));
  const y = take(f + 1);
  limbs.zero(y, f + 1);
  limbs.setLimb(y, f, guess / limbs.BASE);
  limbs.setLimb(y, f - 1, guess % limbs.BASE);
  const power = take(f + 1);
  const scaled = take(f + 1);
  expFixed(power, y, f);
  mulFixed(scaled, b, power, f);
  const bottom = take(f + 1);
  limbs.copy(bottom, a, f + 1);
  addFixed(bottom, scaled, f);
  const top = take(f + 1);
  const below = limbs.compare(a, limbs.trim(a, f + 1), scaled, limbs.trim(scaled, f + 1)) < 0;
  if (below) limbs.sub(top, scaled, f + 1, a, f + 1);
  else limbs.sub(top, a, f + 1, scaled, f + 1);
  const z = take(f + 1);
  divFixed(z, top, bottom, f);
  const twice = artanh(z, f);
  limbs.mulSmall(twice, twice, f + 1, 2);
  if (!below) {
    limbs.copy(out, y, f + 1);
    addFixed(out, twice, f);
  } else limbs.sub(out, y, f + 1, twice, f + 1);
  release(level);
}

/** artanh(z) for small z: Σ z^(2i + 1) / (2i + 1). */
function artanh(z: usize, f: i32): usize {
  const sum = take(f + 2);
  const power = take(f + 1);
  const square = take(f + 1);
  const next = take(f + 1);
  limbs.copy(sum, z, f + 1);
  limbs.copy(power, z, f + 1);
  mulFixed(square, z, z, f);
  mulFixed(next, power, square, f);
  for (let i: u32 = 3; limbs.trim(next, f + 1) > 0; i += 2) {
    limbs.copy(power, next, f + 1);
    limbs.divSmall(next, power, f + 1, i);
    addFixed(sum, next, f);
    mulFixed(next, power, square, f);
  }
  return sum;
}

/** The first 9 places behind the point, with what stands before it. */
function nine(a: usize, f: i32): u64 {
  return limbs.limb(a, f) * limbs.BASE + limbs.limb(a, f - 1);
}

/** 10^9 × ln(a ÷ b), to some units. */
function guessLn(a: u64, b: u64): u64 {
  const z = ((a - b) * limbs.BASE) / (a + b);
  const square = (z * z) / limbs.BASE;
  let power = z;
  let sum = z;
  for (let i: u64 = 3; power > 0; i += 2) {
    power = (power * square) / limbs.BASE;
    sum += power / i;
  }
  return 2 * sum;
}
