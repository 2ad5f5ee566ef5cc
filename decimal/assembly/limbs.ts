/**
 * Natural numbers as limbs of base 10^9, least significant first, in plain memory: an address and a length.
 * A length never counts leading zero limbs; zero has length 0.
 * Algorithms: Knuth, The Art of Computer Programming, volume 2, 4.3.1.
 */
import { mark, release, take } from './scratch';

export const BASE: u64 = 1000000000;
export const LIMB_DIGITS: i32 = 9;
const POWERS = memory.data<u32>([1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000]);

/** What a cut took away, compared with half a unit of the last digit kept. */
export const LOST_NOTHING: i32 = 0;
export const LOST_LESS: i32 = 1;
export const LOST_HALF: i32 = 2;
export const LOST_MORE: i32 = 3;

/** 10^n for n up to 9. */
export function pow10(n: i32): u32 {
  return load<u32>(POWERS + ((<usize>n) << 2));
}

export function limb(a: usize, i: i32): u64 {
  return load<u32>(a + ((<usize>i) << 2));
}

export function setLimb(a: usize, i: i32, value: u64): void {
  store<u32>(a + ((<usize>i) << 2), <u32>value);
}

export function copy(to: usize, from: usize, n: i32): void {
  memory.copy(to, from, (<usize>n) << 2);
}

export function zero(a: usize, n: i32): void {
  memory.fill(a, 0, (<usize>n) << 2);
}

/** The length without leading zero limbs. */
export function trim(a: usize, n: i32): i32 {
  while (n > 0 && limb(a, n - 1) == 0) --n;
  return n;
}

/** Decimal digits; none for zero. */
export function digits(a: usize, n: i32): i32 {
  if (n == 0) return 0;
  const high = <u32>limb(a, n - 1);
  let d = 1;
  while (d < LIMB_DIGITS && high >= pow10(d)) ++d;
  return (n - 1) * LIMB_DIGITS + d;
}

/** −1, 0 or 1. */
export function compare(a: usize, an: i32, b: usize, bn: i32): i32 {
  if (an != bn) return an < bn ? -1 : 1;
  for (let i = an - 1; i >= 0; --i) {
    const x = limb(a, i);
    const y = limb(b, i);
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}

/** out = a + b; out may be a or b and has room for one limb more than the longer, unless the carry is not kept. Returns its length. */
export function add(out: usize, a: usize, an: i32, b: usize, bn: i32, keep: bool = true): i32 {
  if (an < bn) return add(out, b, bn, a, an, keep);
  let carry: u64 = 0;
  for (let i = 0; i < an; ++i) {
    let sum = limb(a, i) + carry + (i < bn ? limb(b, i) : 0);
    carry = 0;
    if (sum >= BASE) {
      sum -= BASE;
      carry = 1;
    }
    setLimb(out, i, sum);
  }
  if (carry && keep) setLimb(out, an++, carry);
  return an;
}

/** out = a − b for a not below b; out may be a or b. Returns its length. */
export function sub(out: usize, a: usize, an: i32, b: usize, bn: i32): i32 {
  let borrow: u64 = 0;
  for (let i = 0; i < an; ++i) {
    const take = borrow + (i < bn ? limb(b, i) : 0);
    let x = limb(a, i);
    borrow = 0;
    if (x < take) {
      x += BASE;
      borrow = 1;
    }
    setLimb(out, i, x - take);
  }
  return trim(out, an);
}

/** out = a × b; out is neither of them and has room for both lengths. Returns its length. */
export function mul(out: usize, a: usize, an: i32, b: usize, bn: i32): i32 {
  if (an == 0 || bn == 0) return 0;
  const columns = an + bn - 1;
  let sum: u64 = 0;
  // A column at a time: 64 bits hold 18 products, so there is one division for each column and not for each product.
  for (let k = 0; k < columns; ++k) {
    let high: u64 = 0;
    const from = k < bn ? 0 : k - bn + 1;
    const to = k < an ? k : an - 1;
    for (let i = from; i <= to; ++i) {
      sum += limb(a, i) * limb(b, k - i);
      if (sum >= 8 * BASE * BASE) {
        sum -= 8 * BASE * BASE;
        high += 8 * BASE;
      }
    }
    const carry = sum / BASE;
    setLimb(out, k, sum - carry * BASE);
    sum = carry + high;
  }
  setLimb(out, columns, sum);
  return trim(out, columns + 1);
}

/** out = a × m + plus; out may be a and has room for one limb more. m and plus are below the base. Returns its length. */
export function mulSmall(out: usize, a: usize, n: i32, m: u64, plus: u64 = 0): i32 {
  for (let i = 0; i < n; ++i) {
    const product = limb(a, i) * m + plus;
    plus = product / BASE;
    setLimb(out, i, product - plus * BASE);
  }
  if (plus) setLimb(out, n++, plus);
  return n;
}

/** out = a ÷ d, cut, with as many limbs as a (not trimmed); out may be a, d is at most the base. Returns the remainder. */
export function divSmall(out: usize, a: usize, n: i32, d: u64): u64 {
  let rest: u64 = 0;
  for (let i = n - 1; i >= 0; --i) {
    const part = rest * BASE + limb(a, i);
    const q = part / d;
    setLimb(out, i, q);
    rest = part - q * d;
  }
  return rest;
}

/**
 * quotient = u ÷ v, cut; u becomes the remainder and has room for one limb more. Returns the quotient's length;
 * `remainderLength` is the other. Room for un − vn + 1 limbs is needed in the quotient (one where u is shorter).
 */
export function divide(quotient: usize, u: usize, un: i32, v: usize, vn: i32): i32 {
  if (compare(u, un, v, vn) < 0) {
    remainderLength = un;
    return 0;
  }
  if (vn == 1) {
    const rest = divSmall(quotient, u, un, limb(v, 0));
    setLimb(u, 0, rest);
    remainderLength = rest ? 1 : 0;
    return trim(quotient, un);
  }
  const level = mark();
  const scale = BASE / (limb(v, vn - 1) + 1);
  const divisor = take(vn + 1);
  mulSmall(divisor, v, vn, scale);
  const scaled = mulSmall(u, u, un, scale);
  if (scaled == un) setLimb(u, un, 0);
  const high = limb(divisor, vn - 1);
  const next = limb(divisor, vn - 2);
  for (let j = un - vn; j >= 0; --j) setLimb(quotient, j, step(u + ((<usize>j) << 2), divisor, vn, high, next));
  divSmall(u, u, vn, scale);
  remainderLength = trim(u, vn);
  release(level);
  return trim(quotient, un - vn + 1);
}

/** Length of the remainder that the last `divide` left. */
export let remainderLength: i32 = 0;

/** One limb of the quotient (Knuth's D3 to D6): takes it times the divisor away from the vn + 1 limbs at u. */
function step(u: usize, divisor: usize, vn: i32, high: u64, next: u64): u64 {
  const top = limb(u, vn) * BASE + limb(u, vn - 1);
  let q = top / high;
  let rest = top - q * high;
  while (q >= BASE || q * next > rest * BASE + limb(u, vn - 2)) {
    --q;
    rest += high;
    if (rest >= BASE) break;
  }
  let borrow: u64 = 0;
  let carry: u64 = 0;
  for (let i = 0; i < vn; ++i) {
    const product = q * limb(divisor, i) + carry;
    carry = product / BASE;
    const take = product - carry * BASE + borrow;
    let x = limb(u, i);
    borrow = 0;
    if (x < take) {
      x += BASE;
      borrow = 1;
    }
    setLimb(u, i, x - take);
  }
  const fits = limb(u, vn) >= carry + borrow;
  // What is left is less than the divisor.
  setLimb(u, vn, 0);
  if (fits) return q;
  // One too many: give the divisor back; the carry out of it cancels the borrow.
  add(u, u, vn, divisor, vn, false);
  return q - 1;
}

/** out = a × 10^k; out may be a and has room for k / 9 + 1 limbs more. Returns its length. */
export function shiftLeft(out: usize, a: usize, n: i32, k: i32): i32 {
  if (n == 0) return 0;
  const limbs = k / LIMB_DIGITS;
  const rest = k - limbs * LIMB_DIGITS;
  copy(out + ((<usize>limbs) << 2), a, n);
  zero(out, limbs);
  n += limbs;
  return rest ? mulSmall(out, out, n, pow10(rest)) : n;
}

/** a ÷ 10^k in place, cut. Returns its length; `lost` says what was cut off. */
export function shiftRight(a: usize, n: i32, k: i32): i32 {
  lost = LOST_NOTHING;
  if (k == 0) return n;
  const limbs = k / LIMB_DIGITS;
  const rest = k - limbs * LIMB_DIGITS;
  // The first digit cut is the last of the partial limb, or where there is none the first of the limb below.
  let first: u32 = 0;
  let below = false;
  const whole = min(rest ? limbs : limbs - 1, n);
  for (let i = 0; i < whole && !below; ++i) below = limb(a, i) != 0;
  const place = rest ? limbs : limbs - 1;
  if (place < n) {
    const unit = pow10(rest ? rest - 1 : LIMB_DIGITS - 1);
    const cut = rest ? <u32>limb(a, place) % pow10(rest) : <u32>limb(a, place);
    first = cut / unit;
    below = below || cut % unit != 0;
  }
  lost =
    first > 5 || (first == 5 && below) ? LOST_MORE : first == 5 ? LOST_HALF : first || below ? LOST_LESS : LOST_NOTHING;
  if (limbs >= n) return 0;
  n -= limbs;
  copy(a, a + ((<usize>limbs) << 2), n);
  if (rest) divSmall(a, a, n, pow10(rest));
  return trim(a, n);
}

/** What the last `shiftRight` cut off. */
export let lost: i32 = 0;

/** How many zeros end the number, at most `most`. */
export function trailingZeros(a: usize, n: i32, most: i32): i32 {
  let count = 0;
  for (let i = 0; i < n && count < most; ++i) {
    let x = <u32>limb(a, i);
    if (x == 0) {
      count += LIMB_DIGITS;
      continue;
    }
    while (x % 10 == 0) {
      x /= 10;
      ++count;
    }
    break;
  }
  return min(count, most);
}

/** floor of the square root of n limbs at a, into out (n / 2 + 2 limbs). Newton from above. Returns its length. */
export function squareRoot(out: usize, a: usize, n: i32): i32 {
  if (n == 0) return 0;
  const level = mark();
  const quotient = take(n + 2);
  const rest = take(n + 2);
  // First guess: the root of the leading one or two limbs, plus one, so that it is not below the root.
  const even = (n & 1) == 0;
  const lead = even ? limb(a, n - 1) * BASE + limb(a, n - 2) : limb(a, n - 1);
  const limbs = (n - 1) >> 1;
  zero(out, limbs + 2);
  setLimb(out, limbs, smallRoot(lead) + 1);
  let length = limbs + 1;
  if (limb(out, limbs) == BASE) {
    setLimb(out, limbs, 0);
    setLimb(out, limbs + 1, 1);
    length = limbs + 2;
  }
  while (true) {
    copy(rest, a, n);
    const q = divide(quotient, rest, n, out, length);
    if (compare(quotient, q, out, length) >= 0) break;
    length = add(out, out, length, quotient, q);
    divSmall(out, out, length, 2);
    length = trim(out, length);
  }
  release(level);
  return length;
}

/** floor of the square root of x below 10^18. */
function smallRoot(x: u64): u64 {
  let guess = BASE;
  while (true) {
    const next = (guess + x / guess) >> 1;
    if (next >= guess) return guess;
    guess = next;
  }
}
