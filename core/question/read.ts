/** Reads every figure of a question, left to right. Code, not the model, reads the numbers: a misread is a defect here. */
import { currencyAt, SIGNS } from './currencies.ts';
import { dateAt, timeUnitAt } from './durations.ts';
import type { Figure, RawFigure } from './figure.ts';
import { Exact, percentValue, signed, type Numeral } from './exact.ts';
import { withCents } from './hundredths.ts';
import { digitsAt, wordsAt } from './numerals.ts';
import { joinQuotes } from './quotes.ts';
import { russianFractionAt, withRussianUnit } from './russian/figures.ts';
import { isBareOne, isBareZero, russianWordsAt } from './russian/numbers.ts';
import { joinRussianQuotes } from './russian/quotes.ts';
import { isRussian } from './russian/words.ts';

const PERCENT = /^(?: ?%| ?(?:per ?cent|percnet|prcnt|pct|p\.c\.|percents|procent)(?![\p{L}])| pc(?![\p{L}]))/iu;
const POINTS = /^ ?(?:percentage points?|pp|points?)(?![\p{L}])/iu;
const BASIS_POINTS = /^ ?(?:basis points?|bps?)(?![\p{L}])/iu;
/** Hundredths: "80p", "45 cents". Whose cents they are, the rest of the question says. */
const PENCE = /^(?:p(?![\p{L}\d])(?!\.[am]\b)| ?(?:pence|penny)(?!\p{L}))/iu;
const CENTS = /^ ?(?:cents?(?!\p{L})|¢)/iu;
const ORDINAL = /^(?:st|nd|rd|th)(?![\p{L}])/iu;
/** "3-НДФЛ" is the name of a paper. */
const FORM_NAME = /^-\p{Lu}{2}/u;
/** "3-й квартал", "2х", "5-ти": endings of ordinals and of cases. */
const RUSSIAN_ORDINAL = /^-?(?:[её]х|х|ти|мя|ми|ух|й|я|е|го|му|м|ю|ая|ый|ой|ого|ому|ым|ом|ую|ые|ых)(?![\p{L}\d])/iu;
const FRACTION_PERCENT = /^(?:half|(?:a )?quarter|three[ -]quarters)(?: of)?(?: a| one)? per ?cent(?!\p{L})/iu;
const MINUS = /^[-−–](?=[\d.]|[$€£¥₹₽] ?\d)/;
/** Longest text that is read; a question is a few sentences. */
export const LONGEST_QUESTION = 4000;

/** The figures of `text` with markers; never throws. Offsets are UTF-16 units of `text`. */
export function readFigures(text: string): Figure[] {
  const raw: RawFigure[] = [];
  const russian = isRussian(text.slice(0, LONGEST_QUESTION));
  let at = 0;
  while (at < text.length && at < LONGEST_QUESTION) {
    const figure = startsHere(text, at) ? figureAt(text, at, russian) : null;
    if (figure) {
      raw.push(figure);
      at = figure.end;
    } else at = nextStart(text, at);
  }
  const counts: Partial<Record<string, number>> = {};
  const joined = joinQuotes(text, joinDurations(text, withCents(text, raw)));
  return (russian ? joinRussianQuotes(text, joined) : joined).map((figure) => {
    const n = counts[figure.kind] ?? 0;
    counts[figure.kind] = n + 1;
    return { ...figure, marker: `${figure.kind}${n}`, text: text.slice(figure.start, figure.end) };
  });
}

/** A figure begins at a word's beginning, at a digit, or at a sign; never inside a word. */
function startsHere(text: string, at: number): boolean {
  const here = text[at] ?? '';
  if (here === ' ') return false;
  const before = text[at - 1] ?? ' ';
  if (/\d/.test(here))
    return (
      !/[\p{L}\d_]/u.test(before) ||
      /(^|[^\p{L}])(?:[A-Z]{3}|Rs|RM|R|Sh|TL)$/u.test(text.slice(Math.max(0, at - 4), at))
    );
  if (/\p{L}/u.test(here)) return !/[\p{L}\d_]/u.test(before);
  return true;
}

function nextStart(text: string, at: number): number {
  const rest = /^(?:\p{L}+(?:\d[\d.,]*)?|.)/su.exec(text.slice(at, at + 40))?.[0] ?? ' ';
  return at + Math.max(1, rest.length);
}

function figureAt(text: string, start: number, russian: boolean): RawFigure | null {
  const date = dateAt(text, start, russian);
  if (date)
    return {
      kind: 'D',
      start,
      end: date.end,
      value: date.value,
      unit: '',
      ...(date.readings ? { readings: date.readings } : {}),
    };
  const special = fractionAt(text, start) ?? (russian ? russianFractionAt(text, start) : null);
  if (special) return special;
  const before = text[start - 1] ?? ' ';
  const minus = /[\s(:,=]/.test(before) || start === 0 ? (MINUS.exec(text.slice(start, start + 3))?.[0] ?? '') : '';
  const at = start + minus.length;
  const prefix = currencyAt(text, at, true);
  if (prefix) {
    const gap = /^[ \u00a0]?[-−]?/.exec(text.slice(prefix.end, prefix.end + 2))?.[0] ?? '';
    const behind = /[-−]/.test(gap) ? '-' : '';
    const isSign = SIGNS.some(([sign]) => text.slice(at, prefix.end) === sign);
    const isCode = /^[A-Za-z]{3}$/.test(text.slice(at, prefix.end));
    const number = isSign || isCode ? digitsAt(text, prefix.end + gap.length, russian) : null;
    if (number) {
      const closer = isSign ? whoseSign(text, number.end, prefix.code) : null;
      return money(start, number, closer?.end ?? number.end, closer?.code ?? prefix.code, minus || behind, text);
    }
    const named = currencyAt(text, at, false);
    if (named && !minus) return { kind: 'C', start, end: named.end, value: named.code, unit: '' };
    if (isSign && !minus) return null;
  }
  const number =
    digitsAt(text, at, russian) ?? (minus ? null : (wordsAt(text, at) ?? (russian ? russianWordsAt(text, at) : null)));
  if (!number) return null;
  return (
    (russian ? withRussianUnit(text, start, number, minus) : null) ?? withUnit(text, start, number, minus, russian)
  );
}

/** Currencies that share a sign: "$20 CAD", "kr 300 DKK". */
const SHARED: Record<string, readonly string[]> = {
  USD: ['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'TWD', 'MXN', 'ARS', 'CLP', 'COP', 'JMD', 'TTD', 'BBD', 'FJD'],
  GBP: ['GBP', 'EGP'],
  JPY: ['JPY', 'CNY'],
  SEK: ['SEK', 'NOK', 'DKK', 'ISK'],
  INR: ['INR', 'PKR', 'LKR', 'NPR'],
};

/** A code or name behind an amount with a sign, where it says whose sign that is. */
function whoseSign(text: string, end: number, code: string): { code: string; end: number } | null {
  const gap = /^[ \u00a0]?/.exec(text.slice(end, end + 1))?.[0].length ?? 0;
  const named = currencyAt(text, end + gap, false);
  return named && (SHARED[code] ?? [code]).includes(named.code) ? named : null;
}

const isOne = (text: string): boolean => /^one$/i.test(text) || isBareOne(text);

/** What stands behind the number says what it is. */
function withUnit(text: string, start: number, number: Numeral, minus: string, russian: boolean): RawFigure | null {
  const rest = text.slice(number.end, number.end + 24);
  const value = signed(number.value, minus);
  const percent = PERCENT.exec(rest) ?? (number.words ? null : POINTS.exec(rest));
  if (percent)
    return { kind: 'P', start, end: number.end + percent[0].length, value: percentValue(value, number), unit: '%' };
  const basis = BASIS_POINTS.exec(rest);
  if (basis)
    return {
      kind: 'P',
      start,
      end: number.end + basis[0].length,
      value: new Exact(value).div(100).toFixed(),
      unit: 'bp',
    };
  const time = timeUnitAt(text, number.end);
  const one = number.words && number.value === '1' && isOne(text.slice(start, number.end));
  if (time && !one) {
    return { kind: 'T', start, end: time.end, value: new Exact(value).times(time.times).toFixed(), unit: time.unit };
  }
  const hundredths = (number.words || new Exact(number.value).lt(1000) ? PENCE.exec(rest) : null) ?? CENTS.exec(rest);
  if (hundredths) {
    const unit = CENTS.test(hundredths[0]) ? '¢' : 'GBP';
    const end = number.end + hundredths[0].length;
    return { kind: 'M', start, end, value: new Exact(value).div(100).toFixed(), unit };
  }
  const gap = (russian ? /^[ \u00a0\u202f-]?/ : /^[ \u00a0-]?/).exec(rest)?.[0].length ?? 0;
  const currency = currencyAt(text, number.end + gap, true);
  if (currency && !(one && !/dollar|euro|pound|yen|franc|[а-яё]/i.test(text.slice(number.end, currency.end)))) {
    const sign = text.slice(number.end + gap, currency.end);
    const beforeNumber = /^[$€£¥₹₽]$/.test(sign) && /^\d/.test(text.slice(currency.end));
    if (!beforeNumber) return money(start, number, currency.end, currency.code, minus, text);
  }
  if (one || (number.words && isBareZero(text.slice(start, number.end)))) return null;
  if (russian && FORM_NAME.test(rest)) return null;
  const ordinal = ORDINAL.exec(rest) ?? (russian ? RUSSIAN_ORDINAL.exec(rest) : null);
  const times = /^[xх](?![\p{L}\d])/iu.exec(rest);
  const end = number.end + (ordinal?.[0].length ?? times?.[0].length ?? 0);
  if (/^\p{L}/u.test(text.slice(end)) && !number.words && !ordinal) return null;
  return {
    kind: 'N',
    start,
    end,
    value,
    unit: '',
  };
}

function money(start: number, number: Numeral, end: number, code: string, minus: string, text: string): RawFigure {
  const doubtful =
    number.readings &&
    ((/\d\.\d{3}(?!\d)/.test(text.slice(start, end)) && !['USD', 'GBP', 'AUD', 'CAD', 'INR', 'NZD'].includes(code)) ||
      // In a Russian text 1,234 is read as a decimal; it may be a thousand.
      number.readings.indexOf(number.value) === 1);
  return {
    kind: 'M',
    start,
    end,
    value: signed(number.value, minus),
    unit: code,
    ...(doubtful ? { readings: number.readings ?? [] } : {}),
  };
}

/** Fractions in words that stand with a unit: "half a percent", "half a year", "a year and a half". */
function fractionAt(text: string, start: number): RawFigure | null {
  const rest = text.slice(start, start + 48);
  const percent = FRACTION_PERCENT.exec(rest);
  if (percent) {
    const value = /^half/i.test(rest) ? '0.5' : /^three/i.test(rest) ? '0.75' : '0.25';
    return { kind: 'P', start, end: start + percent[0].length, value, unit: '%' };
  }
  const half = /^half an? (year|hour)(?!\p{L})/iu.exec(rest);
  if (half) return { kind: 'T', start, end: start + half[0].length, value: '0.5', unit: `${half[1]?.toLowerCase()}s` };
  const more = /^(?:an?|one) (year|month|hour)(?:,? and| plus)(?: a (half)| (\d+|\p{L}+) months?)(?!\p{L})/iu.exec(
    rest,
  );
  if (!more) return null;
  const end = start + more[0].length;
  const unit = `${more[1]?.toLowerCase()}s`;
  if (more[2]) return { kind: 'T', start, end, value: '1.5', unit };
  const months = digitsAt(more[3] ?? '', 0) ?? wordsAt(more[3] ?? '', 0);
  return months && unit === 'years'
    ? { kind: 'T', start, end, value: new Exact(12).plus(months.value).toFixed(), unit: 'months' }
    : null;
}

/** "2 years and 3 months", "2 yrs 6 mths": one duration, in months. */
function joinDurations(text: string, figures: RawFigure[]): RawFigure[] {
  const joined: RawFigure[] = [];
  for (const figure of figures) {
    const last = joined.at(-1);
    const gap = last ? text.slice(last.end, figure.start) : '';
    if (
      last?.kind === 'T' &&
      figure.kind === 'T' &&
      last.unit === 'years' &&
      figure.unit === 'months' &&
      /^(?:,? (?:and|и) |,?[ \u00a0]|,? plus )$/i.test(gap)
    ) {
      joined[joined.length - 1] = {
        ...last,
        end: figure.end,
        unit: 'months',
        value: new Exact(last.value).times(12).plus(figure.value).toFixed(),
      };
    } else joined.push(figure);
  }
  return joined;
}
