/** Decimals as text, through one place in memory: ASCII, no end mark. */
import { ARGUMENT, OVERFLOW, UNDERFLOW } from './codes';
import { MAX_DIGITS, operandEmax, operandEtiny } from './context';
import { fail } from './errors';
import { TEXT, TEXT_SIZE } from './layout';
import * as limbs from './limbs';
import { Num, number } from './number';
import { clear } from './scratch';
import { get, keep } from './table';

const PLUS: u8 = 0x2b;
const MINUS: u8 = 0x2d;
const POINT: u8 = 0x2e;
const ZERO: u8 = 0x30;
const CAPITAL_E: u8 = 0x45;
const SMALL: u8 = 0x20;
/** Any exponent beyond this means the same: too large, or too small. */
const FAR: i32 = 10000000;
/** Numbers whose first digit is nearer to the point than this are written without E. */
const PLAIN: i32 = 40;

/** Where the next character is read or written. */
let at: usize = TEXT;
let end: usize = TEXT;

/** Address of the text. */
export function text(): usize {
  return TEXT;
}

/** Most characters of a text. */
export function textSize(): i32 {
  return TEXT_SIZE;
}

/**
 * Reads [sign] digits [. digits] [E [sign] digits] from the first characters of the text; the point may stand first or
 * last. Never rounds: more than 34 digits are an error unless the rest are zeros.
 */
export function read(length: i32): i32 {
  clear();
  if (length < 1 || length > TEXT_SIZE) return fail(ARGUMENT);
  at = TEXT;
  end = TEXT + <usize>length;
  const num = number(TEXT_SIZE / limbs.LIMB_DIGITS + 2);
  num.sign = readSign();
  readCoefficient(num);
  if (peek() == CAPITAL_E || peek() == (CAPITAL_E | SMALL)) {
    ++at;
    num.exponent += readExponent();
  }
  if (at != end) return fail(ARGUMENT);
  intoRange(num);
  return keep(num);
}

/** 0 at the end. */
function peek(): u8 {
  return at < end ? load<u8>(at) : 0;
}

/** The next character's digit, −1 where it is none. */
function peekDigit(): i32 {
  const digit = <i32>peek() - <i32>ZERO;
  return digit >= 0 && digit < 10 ? digit : -1;
}

function readSign(): i32 {
  const c = peek();
  if (c == MINUS || c == PLUS) ++at;
  return c == MINUS ? 1 : 0;
}

function readCoefficient(num: Num): void {
  let seen = 0;
  let behind = 0;
  let point = false;
  while (true) {
    const digit = peekDigit();
    if (digit >= 0) {
      num.length = limbs.mulSmall(num.at, num.at, num.length, 10, digit);
      ++seen;
      if (point) ++behind;
    } else if (peek() == POINT && !point) point = true;
    else break;
    ++at;
  }
  if (!seen) fail(ARGUMENT);
  num.exponent = -behind;
}

function readExponent(): i32 {
  const sign = readSign();
  if (peekDigit() < 0) fail(ARGUMENT);
  let value = 0;
  while (peekDigit() >= 0) {
    value = min(value * 10 + peekDigit(), FAR);
    ++at;
  }
  return sign ? -value : value;
}

/** Makes the number fit a slot without changing its value; an operand may have more digits than the context's results. */
function intoRange(num: Num): void {
  if (num.isZero) {
    num.exponent = max(min(num.exponent, operandEmax()), operandEtiny());
    return;
  }
  if (num.digits > MAX_DIGITS) {
    num.drop(num.digits - MAX_DIGITS);
    if (limbs.lost) fail(ARGUMENT);
  }
  if (num.adjusted > operandEmax()) fail(OVERFLOW);
  if (num.exponent < operandEtiny()) {
    num.drop(operandEtiny() - num.exponent);
    if (limbs.lost) fail(UNDERFLOW);
  }
}

/** Writes the value: no zeros at the end, E only where it is short. Returns the number of characters. */
export function write(handle: i32): i32 {
  clear();
  const num = get(handle, TEXT_SIZE / limbs.LIMB_DIGITS);
  at = TEXT;
  if (num.isZero) {
    put(ZERO);
    return 1;
  }
  num.strip();
  const first = num.adjusted;
  if (first <= -PLAIN || first >= PLAIN) putScientific(num);
  else {
    if (num.exponent > 0) num.pad(num.exponent);
    putPlain(num);
  }
  return <i32>(at - TEXT);
}

/** Writes coefficient and exponent as they are: the specification's to-scientific-string. Returns the number of characters. */
export function writeScientific(handle: i32): i32 {
  clear();
  const num = get(handle);
  at = TEXT;
  const first = num.isZero ? num.exponent : num.adjusted;
  if (num.exponent <= 0 && first >= -6) putPlain(num);
  else putScientific(num);
  return <i32>(at - TEXT);
}

function put(c: u8): void {
  store<u8>(at++, c);
}

/** Digit i of the coefficient, from the right; 0 beyond the first. */
function digitAt(num: Num, i: i32): u8 {
  const place = i / limbs.LIMB_DIGITS;
  if (place >= num.length) return ZERO;
  const unit = limbs.pow10(i - place * limbs.LIMB_DIGITS);
  return ZERO + <u8>((<u32>limbs.limb(num.at, place) / unit) % 10);
}

/** The exponent is not above zero. */
function putPlain(num: Num): void {
  if (num.sign) put(MINUS);
  const behind = -num.exponent;
  for (let i = max(num.digits - 1, behind); i >= 0; --i) {
    put(digitAt(num, i));
    if (i == behind && i) put(POINT);
  }
}

function putScientific(num: Num): void {
  if (num.sign) put(MINUS);
  const last = max(num.digits - 1, 0);
  for (let i = last; i >= 0; --i) {
    put(digitAt(num, i));
    if (i == last && i) put(POINT);
  }
  const exponent = num.exponent + last;
  if (exponent == 0) return;
  put(CAPITAL_E);
  put(exponent < 0 ? MINUS : PLUS);
  putNatural(<u32>(exponent < 0 ? -exponent : exponent));
}

function putNatural(n: u32): void {
  if (n >= 10) putNatural(n / 10);
  put(ZERO + <u8>(n % 10));
}
