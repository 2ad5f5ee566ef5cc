/** Checks of dates, currencies and rates; they throw RatesError with a sentence. */
import { RatesError } from './error.ts';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** "2026-11-20" or "20 November 2026" → "2026-11-20". */
export function readDate(text: string): string {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const long = /^(\d{1,2}) ([A-Za-z]+) (\d{4})$/.exec(text);
  const month = long ? MONTHS.indexOf(long[2]?.toLowerCase() ?? '') + 1 : 0;
  const date = iso ? text : long && month ? `${long[3]}-${pad(month)}-${pad(Number(long[1]))}` : '';
  // A day that the calendar lacks (30 February) comes back as another one.
  const time = Date.parse(`${date}T00:00:00Z`);
  if (!date || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) {
    throw new RatesError('date', `"${text.slice(0, 40)}" is not a date`);
  }
  return date;
}

/** A three-letter currency code in capitals. */
export function readCurrency(text: string): string {
  if (!/^[A-Z]{3}$/.test(text)) throw new RatesError('currency', `"${text.slice(0, 40)}" is not a currency code`);
  return text;
}

/** A plain decimal above zero with at most 34 digits, kept as it is written. */
export function readRate(text: string): string {
  const digits = text.replace('.', '').replace(/^0+/, '');
  if (!/^\d+(\.\d+)?$/.test(text) || !digits || digits.length > 34) {
    throw new RatesError('rate', `"${text.slice(0, 40)}" is not a rate above zero`);
  }
  return text;
}

const pad = (n: number): string => String(n).padStart(2, '0');
