/** Canonical JSON, so that the same record always has the same bytes. */

/**
 * RFC 8785 text of a value: no spaces, keys sorted by UTF-16 code units, strings escaped as JSON.stringify does.
 * Numbers are integers or strings only: a fraction, and an integer that a double cannot hold exactly, are refused, so
 * amounts must come as strings. Properties that are undefined are left out. Throws TypeError for anything that is not
 * such JSON, a lone surrogate included.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not an integer: write it as a string`);
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || ![Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    throw new TypeError(`a ${typeof value} is not JSON`);
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${text(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}

/** A surrogate without its partner; the u flag reads pairs as one character. */
const HALF = /\p{Surrogate}/u;
const whole = (value: string): string => value.replace(/\p{Surrogate}/gu, '\ufffd');

function text(value: string): string {
  if (HALF.test(value)) throw new TypeError('a text has half of a character');
  return JSON.stringify(value);
}

/** The same value with every half character in its texts replaced by U+FFFD; UTF-8 could not hold it anyway. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return whole(value);
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [whole(key), wellFormed(member)]));
}
