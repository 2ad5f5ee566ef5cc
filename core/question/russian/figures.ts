/** Russian figures: what stands behind a number, and figures in words without a number. */
import { Exact, percentValue, signed, type Numeral } from '../exact.ts';
import type { RawFigure } from '../figure.ts';
import { russianHundredthsAt } from './currencies.ts';
import { russianSpanAt, russianTimeUnitAt } from './durations.ts';
import { isBareOne } from './numbers.ts';
import { russianFractionPercentAt, russianPercentAt } from './percents.ts';

/** "3-х лет", "5-ти процентов": endings of cases, which may have a unit behind them. */
const INFLECTION = /^-?(?:[её]х|х|ти|мя|ми|ух|и)(?=[ \u00a0-]\p{L})/iu;

/** Russian units behind a number: percents, time, hundredths of money. "3-х лет" is three years. */
export function withRussianUnit(text: string, start: number, number: Numeral, minus: string): RawFigure | null {
  const value = signed(number.value, minus);
  const written = text.slice(start + minus.length, number.end);
  const inflected = number.words ? 0 : (INFLECTION.exec(text.slice(number.end, number.end + 6))?.[0].length ?? 0);
  const from = number.end + inflected;
  const percent = russianPercentAt(text, from, number.words);
  if (percent?.unit === 'bp')
    return { kind: 'P', start, end: percent.end, value: new Exact(value).div(100).toFixed(), unit: 'bp' };
  if (percent) return { kind: 'P', start, end: percent.end, value: percentValue(value, number), unit: '%' };
  const one = number.words && isBareOne(written);
  const time = one ? null : russianTimeUnitAt(text, from, written);
  if (time) {
    return { kind: 'T', start, end: time.end, value: new Exact(value).times(time.times).toFixed(), unit: time.unit };
  }
  const hundredths = russianHundredthsAt(text, start, number.end);
  return hundredths
    ? { kind: 'M', start, end: hundredths.end, value: new Exact(value).div(100).toFixed(), unit: hundredths.unit }
    : null;
}

/** Percents and durations in Russian words without a number: "полпроцента", "полгода". */
export function russianFractionAt(text: string, start: number): RawFigure | null {
  const percent = russianFractionPercentAt(text, start);
  if (percent) return { kind: 'P', start, ...percent, unit: '%' };
  const span = russianSpanAt(text, start);
  return span && { kind: 'T', start, ...span };
}
