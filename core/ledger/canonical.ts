/** Canonical JSON, so that the same record always has the same bytes. */
import canonicalize from 'canonicalize';

/** Deepest nesting; no record comes near it, and no reader's stack ends before it. */
const MAX_DEPTH = 500;

/**
 * RFC 8785 text of a value. Numbers are integers or strings only: a fraction, and an integer that a double cannot hold
 * exactly, are refused, so amounts must come as strings. Properties that are undefined are left out. Throws TypeError for
 * anything that is not such JSON, a lone surrogate and nesting without measure included.
 */
export function canonical(value: unknown): string {
  check(value);
  return canonicalize(value) as string;
}

function check(value: unknown, depth = 0): void {
  if (depth > MAX_DEPTH) throw new TypeError(`a value nests deeper than ${MAX_DEPTH}`);
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') return checkText(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not an integer: write it as a string`);
    return;
  }
  if (Array.isArray(value)) return Array.from(value as unknown[]).forEach((member) => check(member, depth + 1));
  if (typeof value !== 'object' || ![Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    throw new TypeError(`a ${typeof value} is not JSON`);
  }
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    checkText(key);
    check(member, depth + 1);
  }
}

/** A surrogate without its partner; the u flag reads pairs as one character. */
const HALF = /\p{Surrogate}/u;
const whole = (value: string): string => value.replace(/\p{Surrogate}/gu, '\ufffd');

function checkText(value: string): void {
  if (HALF.test(value)) throw new TypeError('a text has half of a character');
}

/** The same value with every half character in its texts replaced by U+FFFD; UTF-8 could not hold it anyway. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return whole(value);
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [whole(key), wellFormed(member)]));
}
