/** Units of time and dates as people write them. */
import { behindYearWord, russianDateParts } from './russian/dates.ts';

const UNIT =
  /^[ \u00a0-]?(?:calendar |working |full )?(years?|yrs?|yr\.|y|months?|mths?|mos?|mon|mnths?|quarters?|qtrs?|weeks?|wks?|fortnights?|days?|nights?|hours?|hrs?|h|decades?|yeras?|yaers?)(?![\p{L}\d'])/iu;

/** The unit of time behind a number that ends at `end`; its own end, and how many units it stands for ("fortnight": 2 weeks). */
export function timeUnitAt(text: string, end: number): { unit: string; end: number; times: number } | null {
  const match = UNIT.exec(text.slice(end, end + 24));
  if (!match) return null;
  const word = (match[1] ?? '').toLowerCase();
  const at = end + match[0].length;
  if (/^(y|yr|yrs|yr\.|year|years|yeras?|yaers?)$/.test(word)) return { unit: 'years', end: at, times: 1 };
  if (/^decade/.test(word)) return { unit: 'years', end: at, times: 10 };
  if (/^(mo|mon|mt|mn)/.test(word)) return { unit: 'months', end: at, times: 1 };
  if (/^q/.test(word)) return { unit: 'quarters', end: at, times: 1 };
  if (/^fort/.test(word)) return { unit: 'weeks', end: at, times: 2 };
  if (/^w/.test(word)) return { unit: 'weeks', end: at, times: 1 };
  if (/^h/.test(word)) return { unit: 'hours', end: at, times: 1 };
  return { unit: 'days', end: at, times: 1 };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const FORMS: [RegExp, (m: RegExpExecArray) => [string, string, string]][] = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/, (m) => [m[1] ?? '', m[2] ?? '', m[3] ?? '']],
  [
    new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]${MONTH},?[ -](\\d{4})(?!\\d)`, 'i'),
    (m) => [m[3] ?? '', month(m[2] ?? ''), m[1] ?? ''],
  ],
  [
    new RegExp(`^${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)`, 'i'),
    (m) => [m[3] ?? '', month(m[1] ?? ''), m[2] ?? ''],
  ],
  [/^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/, (m) => [m[3] ?? '', m[2] ?? '', m[1] ?? '']],
];

function month(name: string): string {
  return String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}

function iso(year: string, monthText: string, day: string): string | null {
  const date = new Date(Date.UTC(Number(year), Number(monthText) - 1, Number(day)));
  const valid = date.getUTCMonth() === Number(monthText) - 1 && date.getUTCDate() === Number(day);
  return valid ? date.toISOString().slice(0, 10) : null;
}

/** A date at `at` as ISO 8601; 03/04/2025 has two readings where both are dates. */
export function dateAt(
  text: string,
  at: number,
  russian = false,
): { value: string; end: number; readings?: string[] } | null {
  const read = plainDateAt(text, at) ?? (russian ? russianDateAt(text, at) : null);
  return read && russian ? { ...read, end: behindYearWord(text, read.end) } : read;
}

function russianDateAt(text: string, at: number): { value: string; end: number } | null {
  const written = russianDateParts(text, at);
  const value = written && iso(...written.parts);
  return written && value ? { value, end: written.end } : null;
}

function plainDateAt(text: string, at: number): { value: string; end: number; readings?: string[] } | null {
  const rest = text.slice(at, at + 32);
  for (const [form, parts] of FORMS) {
    const match = form.exec(rest);
    const value = match && iso(...parts(match));
    if (match && value) return { value, end: at + match[0].length };
  }
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/.exec(rest);
  if (!slashed) return null;
  const [all, a = '', b = '', year = ''] = slashed;
  const readings = [iso(year, b, a), iso(year, a, b)].filter((r) => r !== null);
  const value = readings[0];
  if (value === undefined) return null;
  const end = at + all.length;
  return readings.length === 2 && readings[0] !== readings[1] ? { value, end, readings } : { value, end };
}
