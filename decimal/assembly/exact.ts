/** Powers that are exact, or exact but for one digit (where they could be ties): rounding by intervals never ends for them. */
import { precision } from './context';
import * as limbs from './limbs';
import { copyOf, Num, number, product, small } from './number';
import { mark, release } from './scratch';

/** 2^120 and 3^80 have more digits than any result that counts as exact here. */
const MOST_FACTORS: i64 = 120;
/** No coefficient of 34 digits is a higher perfect power. */
const MOST_ROOT: i64 = 112;
/** 2^14 is more than any exponent of 2 or 5 in an operand, so no higher root of those is whole. */
const MOST_PLACES: i32 = 14;
/** Exponents beyond this leave every context; the cut keeps them within i32. */
const FAR: i64 = 10000000;

const NOT_EXACT: usize = 0;

/**
 * x^y for x > 0 and y not 0, both without zeros at the end, where it is a number of at most one digit more than the
 * precision, else a null address. With x = 2^a 5^b m, m coprime to 10, and y = u/v in lowest terms, x^y is a finite
 * decimal if and only if v divides a and b, m is a perfect v-th power, and m = 1 where u is negative.
 */
export function exactPower(x: Num, y: Num): Num {
  const none = changetype<Num>(NOT_EXACT);
  const unit = x.length == 1 && limbs.limb(x.at, 0) == 1;
  if (unit && x.exponent == 0) return small(0, 1, 0);
  if (y.exponent < -MOST_PLACES || y.adjusted >= (y.exponent < 0 ? 4 : 7)) return none;
  setRatio(y);
  if (v == 1 && (u > MOST_FACTORS || u < -MOST_FACTORS) && !unit) return none;
  const rest = copyOf(x, x.length);
  let a: i64 = <i64>x.exponent + takeOut(rest, 2);
  let b: i64 = <i64>x.exponent + takeOut(rest, 5);
  if (a % v || b % v) return none;
  a = (a / v) * u;
  b = (b / v) * u;
  const power = powerOfRest(rest);
  if (changetype<usize>(power) == NOT_EXACT) return none;
  const exponent = min(a, b);
  if (!grow(power, 2, a - exponent) || !grow(power, 5, b - exponent)) return none;
  power.exponent = <i32>max(-FAR, min(exponent, FAR));
  return power;
}

/** y = u / v in lowest terms. */
let u: i64 = 0;
let v: i64 = 1;

/** For a y of at most 18 digits, before and behind the point together. */
function setRatio(y: Num): void {
  u = 0;
  v = 1;
  for (let i = y.length - 1; i >= 0; --i) u = u * <i64>limbs.BASE + <i64>limbs.limb(y.at, i);
  for (let i = 0; i < y.exponent; ++i) u *= 10;
  for (let i = 0; i > y.exponent; --i) {
    if (u % 2 == 0) u /= 2;
    else v *= 2;
    if (u % 5 == 0) u /= 5;
    else v *= 5;
  }
  if (y.sign) u = -u;
}

/** Divides the coefficient by a prime as often as it goes. */
function takeOut(num: Num, prime: u32): i32 {
  let times = 0;
  while (limbs.limb(num.at, 0) % prime == 0) {
    limbs.divSmall(num.at, num.at, num.length, prime);
    num.length = limbs.trim(num.at, num.length);
    ++times;
  }
  return times;
}

/** m^(u/v), or a null address. */
function powerOfRest(m: Num): Num {
  const none = changetype<Num>(NOT_EXACT);
  m.exponent = 0;
  if (m.length == 1 && limbs.limb(m.at, 0) == 1) return copyOf(m, ROOM);
  if (u < 0 || u > MOST_FACTORS || v > MOST_ROOT) return none;
  const root = v == 1 ? m : perfectRoot(m, <i32>v);
  if (changetype<usize>(root) == NOT_EXACT) return none;
  let power = root;
  for (let i: i64 = 1; i < u; ++i) {
    power = product(power, root);
    if (power.digits > precision + 1) return none;
  }
  return copyOf(power, ROOM);
}

/** Limbs that hold every coefficient here, one digit and one factor beyond the most digits. */
const ROOM: i32 = 8;

/** num × factor^times, unless that has too many digits. */
function grow(num: Num, factor: u32, times: i64): bool {
  for (let i: i64 = 0; i < times; ++i) {
    num.length = limbs.mulSmall(num.at, num.at, num.length, factor);
    if (num.digits > precision + 1) return false;
  }
  return num.digits <= precision + 1;
}

/** The whole n-th root of m, n at least 2, or a null address. By bisection: the root has at most 17 digits. */
function perfectRoot(m: Num, n: i32): Num {
  let low: u64 = 1;
  let high: u64 = 1;
  for (let i = m.digits / n + 1; i > 0; --i) high *= 10;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const root = fromU64(middle);
    const order = comparePower(root, n, m);
    if (order == 0) return root;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return changetype<Num>(NOT_EXACT);
}

/** −1, 0 or 1 as root^n is below, equal to or above m. */
function comparePower(root: Num, n: i32, m: Num): i32 {
  const level = mark();
  let power = root;
  for (let i = 1; i < n && power.length <= m.length; ++i) power = product(power, root);
  const order = limbs.compare(power.at, power.length, m.at, m.length);
  release(level);
  return order;
}

function fromU64(value: u64): Num {
  const num = number(3);
  for (let i = 0; i < 3; ++i) {
    limbs.setLimb(num.at, i, value % limbs.BASE);
    value /= limbs.BASE;
  }
  num.length = limbs.trim(num.at, 3);
  return num;
}
