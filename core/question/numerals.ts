/** Written numbers: digits with the grouping of many countries, number words, fractions, and the suffixes k, m, bn. */
import type { Decimal } from 'decimal.js';
import { Exact, type Numeral } from './exact.ts';
import { scaledInRussian } from './russian/amounts.ts';

export { Exact, type Numeral } from './exact.ts';

const SPACE = '[ \\u00a0\\u202f]';
/** Nobody writes longer numbers; a bound keeps the time of reading in proportion to the text. */
const LONGEST = 48;
const DIGITS = new RegExp(
  `\\d{1,3}(?:${SPACE}\\d{3}){1,${LONGEST / 4}}(?!\\d)(?:[.,]\\d{1,${LONGEST}})?|\\d(?:[\\d.,'’]{0,${LONGEST}}\\d)?`,
  'y',
);
const FRACTION = /^(?: ?(\d{1,3})[/⁄](\d{1,3})(?![\d/]))/;
const VULGAR: Record<string, string> = {
  '½': '0.5',
  '¼': '0.25',
  '¾': '0.75',
  '⅓': '1/3',
  '⅔': '2/3',
  '⅛': '0.125',
  '⅜': '0.375',
  '⅝': '0.625',
  '⅞': '0.875',
};
const SUFFIX =
  /^(?:[ -]?(thousand|grand|million|mln|mn|mio|billion|bn|lakhs?|lacs?|crores?|cr|hundred)\b|(k|m|b)(?![\p{L}\d²³]))/iu;
const SCALE: Record<string, string> = {
  k: '1e3',
  thousand: '1e3',
  grand: '1e3',
  m: '1e6',
  million: '1e6',
  mln: '1e6',
  mn: '1e6',
  mio: '1e6',
  b: '1e9',
  billion: '1e9',
  bn: '1e9',
  lakh: '1e5',
  lakhs: '1e5',
  lac: '1e5',
  lacs: '1e5',
  crore: '1e7',
  crores: '1e7',
  cr: '1e7',
  hundred: '1e2',
};

const plain = (d: Decimal): string => d.toFixed();

/** Digits and marks → exact value, or two readings ("1.234"); null where the marks make no number. */
export function readDigits(text: string): { value: string; readings?: string[] } | null {
  const compact = text.replace(/[  \u00a0\u202f'’]/g, '');
  const dots = compact.split('.').length - 1;
  const commas = compact.split(',').length - 1;
  if (dots && commas) {
    const mark = compact.lastIndexOf('.') > compact.lastIndexOf(',') ? '.' : ',';
    const group = mark === '.' ? ',' : '.';
    if (compact.split(mark).length > 2) return null;
    const [whole = '', part = ''] = compact.split(mark);
    return { value: plain(new Exact(`${whole.split(group).join('')}.${part}`)) };
  }
  const mark = dots ? '.' : commas ? ',' : '';
  if (!mark) return { value: plain(new Exact(compact)) };
  const pieces = compact.split(mark);
  if (pieces.some((piece) => piece === '')) return null;
  if (pieces.length > 2) {
    if (pieces.slice(1, -1).some((p) => p.length < 2 || p.length > 3) || pieces.at(-1)?.length !== 3) return null;
    return { value: plain(new Exact(pieces.join(''))) };
  }
  const [whole = '', part = ''] = pieces;
  const asDecimal = plain(new Exact(`${whole}.${part}`));
  const groupable = part.length === 3 && whole.length <= 3 && !whole.startsWith('0');
  if (!groupable) return { value: asDecimal };
  const asGroup = plain(new Exact(whole + part));
  return mark === ','
    ? { value: asGroup, readings: [asGroup, asDecimal] }
    : { value: asDecimal, readings: [asDecimal, asGroup] };
}

/** A numeral in digits at `at`, with its fraction and suffix; null where there is none. Russian: a comma is a decimal mark. */
export function digitsAt(text: string, at: number, russian = false): Numeral | null {
  const vulgar = VULGAR[text[at] ?? ''];
  if (vulgar) return { value: fraction(vulgar), end: at + 1, words: false };
  DIGITS.lastIndex = at;
  const match = DIGITS.exec(text);
  if (!match) return null;
  let end = at + match[0].length;
  // Cut off in the middle of a longer run of digits: not a number that can be read.
  if (/\d/.test(text[end] ?? '')) return null;
  let read = readDigits(match[0]);
  if (read?.readings && russian) read = { value: decimalOf(read.readings), readings: read.readings };
  if (!read) {
    const first = /^\d+/.exec(match[0])?.[0] ?? '';
    read = { value: first };
    end = at + first.length;
  }
  const rest = text.slice(end, end + 12);
  const whole = /^\d+$/.test(match[0]);
  const mixed = VULGAR[rest.replace(/^ /, '')[0] ?? ''];
  const ratio = whole ? /^[/⁄](\d{1,3})(?![\d/])/.exec(rest) : null;
  const added = whole ? FRACTION.exec(rest.startsWith(' ') ? rest : '') : null;
  if (whole && mixed) {
    return {
      value: plain(new Exact(match[0]).plus(fraction(mixed))),
      end: end + (rest.startsWith(' ') ? 2 : 1),
      words: false,
    };
  }
  if (added && Number(added[2]) > Number(added[1]) && Number(added[2]) > 0) {
    return {
      value: plain(new Exact(match[0]).plus(new Exact(added[1]!).div(added[2]!))),
      end: end + added[0].length,
      words: false,
    };
  }
  if (ratio && Number(ratio[1]) > Number(match[0]) && Number(ratio[1]) > 0) {
    return { value: plain(new Exact(match[0]).div(ratio[1]!)), end: end + ratio[0].length, words: false };
  }
  const scaled = russian ? scaledInRussian(text, end, read.value) : null;
  if (scaled) return { ...scaled, words: false };
  const suffix = SUFFIX.exec(rest);
  if (suffix) {
    const scale = SCALE[(suffix[1] ?? suffix[2] ?? '').toLowerCase()] ?? '1';
    const value = plain(new Exact(read.value).times(scale));
    return { value, end: end + suffix[0].length, words: false };
  }
  return { ...read, end, words: false };
}

/** The reading in which the doubtful mark is a decimal mark: the smaller one. */
const decimalOf = (readings: readonly string[]): string => plain(Exact.min(...readings));

function fraction(text: string): string {
  const [a = '0', b] = text.split('/');
  return plain(b ? new Exact(a).div(b) : new Exact(a));
}

const UNITS: Record<string, number> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const TENS: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const WORD = /[a-z]+/iy;

/** Number words at `at` ("two and a half", "a hundred and twenty", "three quarters"); null where there are none. */
export function wordsAt(text: string, at: number): Numeral | null {
  const words: { word: string; end: number }[] = [];
  for (let i = at; words.length < 14;) {
    WORD.lastIndex = i;
    const match = WORD.exec(text);
    if (!match) break;
    const end = i + match[0].length;
    words.push({ word: match[0].toLowerCase(), end });
    const gap = /^(?: |-|, (?=and))/.exec(text.slice(end, end + 6));
    if (!gap) break;
    i = end + gap[0].length;
  }
  let total = 0;
  let current: number | null = null;
  let end = -1;
  let k = 0;
  const word = (n: number): string => words[n]?.word ?? '';
  const take = (n: number): void => {
    k += n;
    end = words[k - 1]?.end ?? end;
  };
  while (k < words.length) {
    const w = word(k);
    if (w in TENS && (current === null || current % 100 === 0)) {
      current = (current ?? 0) + (TENS[w] ?? 0);
      take(1);
    } else if (
      w in UNITS &&
      (current === null || current % 100 === 0 || (current % 10 === 0 && current % 100 >= 20 && (UNITS[w] ?? 10) < 10))
    ) {
      current = (current ?? 0) + (UNITS[w] ?? 0);
      take(1);
    } else if (
      w === 'a' &&
      current === null &&
      total === 0 &&
      ['hundred', 'thousand', 'million', 'billion'].includes(word(k + 1))
    ) {
      current = 1;
      k += 1;
    } else if (w === 'hundred' && current !== null && current > 0 && current < 100) {
      current *= 100;
      take(1);
    } else if (['thousand', 'grand', 'million', 'billion'].includes(w) && current !== null) {
      total += current * Number(SCALE[w]);
      current = null;
      take(1);
    } else if (
      w === 'and' &&
      end >= 0 &&
      (word(k + 1) in UNITS || word(k + 1) in TENS) &&
      (total > 0 || (current ?? 0) >= 100)
    ) {
      k += 1;
    } else break;
  }
  if (end < 0) return halfAt(words);
  let value = new Exact(total + (current ?? 0));
  if (word(k) === 'and' && word(k + 1) === 'a' && ['half', 'quarter'].includes(word(k + 2))) {
    value = value.plus(word(k + 2) === 'half' ? 0.5 : 0.25);
    take(3);
    const scale = word(k);
    if (['thousand', 'grand', 'million', 'billion', 'hundred'].includes(scale)) {
      value = value.times(SCALE[scale] ?? 1);
      take(1);
    }
  } else if (word(k) === 'and' && word(k + 1) === 'three' && word(k + 2) === 'quarters') {
    value = value.plus(0.75);
    take(3);
  } else if (word(k) === 'point' && word(k + 1) in UNITS) {
    let digits = '';
    let n = k + 1;
    while (word(n) in UNITS && (UNITS[word(n)] ?? 10) < 10) digits += UNITS[word(n++)];
    if (digits) {
      value = value.plus(`0.${digits}`);
      take(n - k);
    }
  } else if (total === 0 && ['quarters', 'thirds', 'fifths', 'eighths'].includes(word(k))) {
    value = value.div({ quarters: 4, thirds: 3, fifths: 5, eighths: 8 }[word(k)] ?? 1);
    take(1);
  }
  return { value: plain(value), end, words: true };
}

/** "half a million": the only fraction word that is a figure without a unit behind it. */
function halfAt(words: { word: string; end: number }[]): Numeral | null {
  if (words[0]?.word !== 'half' || words[1]?.word !== 'a') return null;
  const scale = words[2];
  if (!scale || !['million', 'billion', 'thousand'].includes(scale.word)) return null;
  return { value: plain(new Exact(SCALE[scale.word] ?? 1).div(2)), end: scale.end, words: true };
}
