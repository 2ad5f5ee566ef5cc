/** Turns figures and conventions into exact parameter values of the type that a function needs. */
import { Exact } from '../question/numerals.ts';
import type { Figure } from '../question/figure.ts';
import type { ParamType } from './types.ts';

const PER_YEAR: Record<string, number> = { years: 1, quarters: 4, months: 12, weeks: 52, days: 365 };
const DAY = 86_400_000;

/** Value as the program takes it, and as a person reads it beside its unit. */
export interface Bound {
  value: string;
  shown: string;
  unit: string;
}

/**
 * The value of a figure for a parameter of a type. Rates become fractions; terms become years (months are twelfths,
 * weeks 1/52 and days 1/365 of a year), or a plain count of their own unit for `periods` and arithmetic; dates become
 * day numbers from 1970-01-01. Null where a figure has no such value (months as days).
 */
export function bindFigure(figure: Figure, type: ParamType | null): Bound | null {
  const { value, unit } = figure;
  switch (figure.kind) {
    case 'P':
      return { value: new Exact(value).div(100).toFixed(), shown: value, unit: '%' };
    case 'N':
      return type === 'rate'
        ? { value: new Exact(value).div(100).toFixed(), shown: value, unit: '%' }
        : { value, shown: value, unit: '' };
    case 'D':
      return { value: String(Date.parse(`${value}T00:00:00Z`) / DAY), shown: value, unit: 'date' };
    case 'T':
      return bindTerm(value, unit, type);
    case 'M':
      return { value, shown: value, unit };
    case 'C':
    case 'X':
      return null;
  }
}

function bindTerm(value: string, unit: string, type: ParamType | null): Bound | null {
  if (type === 'years') {
    const per = PER_YEAR[unit];
    return per ? { value: quotient(value, per), shown: value, unit } : null;
  }
  if (type === 'days') {
    if (unit !== 'days' && unit !== 'weeks') return null;
    return { value: unit === 'weeks' ? new Exact(value).times(7).toFixed() : value, shown: value, unit };
  }
  return { value, shown: value, unit };
}

/** Parameters carry 34 digits at most, as the runtime does. */
function quotient(value: string, by: number): string {
  return new Exact(value).div(by).toSignificantDigits(34).toFixed();
}

/** Words that state how often something happens in a year, for showing where a constant came from. */
const FREQUENCIES: readonly [RegExp, string][] = [
  [
    /\b(?:semi-?annual(?:ly)?|half-?yearly|bi-?annual(?:ly)?|twice (?:a|per|each) year|every (?:six months|half-?year))\b/i,
    '2',
  ],
  [/\b(?:monthly|per month|a month|each month|every month|pm|p\.m\.|month)\b/i, '12'],
  [/\b(?:quarterly|per quarter|a quarter|each quarter|every quarter|every three months)\b/i, '4'],
  [/\b(?:weekly|per week|a week|each week|every week)\b/i, '52'],
  [/\b(?:fortnightly|bi-?weekly|every (?:two|other) weeks?|every fortnight)\b/i, '26'],
  [/\b(?:daily|every day|per day|each day)\b/i, '365'],
  [/\b(?:annual(?:ly)?|yearly|per year|per annum|p\.?a\.?|a year|each year|every year|once a year)\b/i, '1'],
  [/(?<!\p{L})(?:раз в полгода|каждые полгода|дважды в год|два раза в год|раз в шесть месяцев)(?!\p{L})/iu, '2'],
  [/(?<!\p{L})(?:ежемесячн\p{L}*|каждый месяц|раз в месяц|в месяц|помесячн\p{L}*)(?!\p{L})/iu, '12'],
  [/(?<!\p{L})(?:ежеквартальн\p{L}*|каждый квартал|раз в квартал|поквартальн\p{L}*)(?!\p{L})/iu, '4'],
  [/(?<!\p{L})(?:еженедельн\p{L}*|каждую неделю|раз в неделю|в неделю)(?!\p{L})/iu, '52'],
  [/(?<!\p{L})(?:раз в две недели|каждые две недели)(?!\p{L})/iu, '26'],
  [/(?<!\p{L})(?:ежедневн\p{L}*|каждый день|в день)(?!\p{L})/iu, '365'],
  [/(?<!\p{L})(?:ежегодн\p{L}*|каждый год|раз в год|в год|годовых)(?!\p{L})/iu, '1'],
];

/** The words of the question that say a constant, or null where it is a convention. */
export function wordsFor(constant: string, question: string): { text: string; start: number; end: number } | null {
  for (const [words, value] of FREQUENCIES) {
    const match = value === constant ? words.exec(question) : null;
    if (match) return { text: match[0], start: match.index, end: match.index + match[0].length };
  }
  return null;
}
