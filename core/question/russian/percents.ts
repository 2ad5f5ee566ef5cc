/** Russian words for percents, percentage points and basis points behind a number. */
import { ADJECTIVE, plainWord } from './words.ts';
import { genitiveNumber } from './numbers.ts';

const CASES = '(?:а|у|ом|е|ы|ов|ам|ами|ах)?';
const POINT = `пункт${CASES}`;
const PERCENT = new RegExp(
  `^(?:[ \\u00a0\\u202f]?%(?:-?н${ADJECTIVE}(?!\\p{L}))?|[ \\u00a0\\u202f-]?(?:процент${CASES}|процентн${ADJECTIVE}(?![ \\u00a0]пункт)|проц\\.?|прц)(?![\\p{L}\\d]))`,
  'iu',
);
const POINTS = new RegExp(
  `^[ \\u00a0]?(?:процентн${ADJECTIVE}[ \\u00a0]${POINT}|проц\\.[ \\u00a0]?п\\.|п\\.[ \\u00a0]?п\\.?|пп)(?![\\p{L}\\d])`,
  'iu',
);
const BARE_POINTS = new RegExp(`^[ \\u00a0]${POINT}(?!\\p{L})`, 'iu');
const BASIS = new RegExp(
  `^[ \\u00a0]?(?:базисн${ADJECTIVE}[ \\u00a0]${POINT}|баз\\.[ \\u00a0]?п(?:\\.|${POINT.slice(1)})|б\\.[ \\u00a0]?п\\.?|бп)(?![\\p{L}\\d])`,
  'iu',
);
/** "под 14 годовых": a percent a year, said without the word; only the number is the figure. */
const A_YEAR = /^[ \u00a0]годовых(?!\p{L})/iu;

/** What makes a number that ends at `end` a percent: how much of the text behind belongs to it, and its unit. */
export function russianPercentAt(text: string, end: number, words: boolean): { end: number; unit: '%' | 'bp' } | null {
  const rest = text.slice(end, end + 40);
  const basis = BASIS.exec(rest);
  if (basis) return { end: end + basis[0].length, unit: 'bp' };
  const match = POINTS.exec(rest) ?? PERCENT.exec(rest) ?? (words ? null : BARE_POINTS.exec(rest));
  if (match) return { end: end + match[0].length, unit: '%' };
  return A_YEAR.test(rest) ? { end, unit: '%' } : null;
}

const FRACTION =
  /^(пол|половин[ауые]|четверт[ьи]|три четверти)[ \u00a0-]?процента(?!\p{L})|^(пол)[ \u00a0-]?процентного пункта(?!\p{L})/iu;
const COMPOUND = new RegExp(`^([а-я]+?)процентн${ADJECTIVE}$`, 'u');

/** A percent without a number: "полпроцента", "десятипроцентный". */
export function russianFractionPercentAt(text: string, start: number): { value: string; end: number } | null {
  const rest = text.slice(start, start + 40);
  const match = FRACTION.exec(rest);
  if (match) {
    const value = /^пол/iu.test(rest) ? '0.5' : /^три/iu.test(rest) ? '0.75' : '0.25';
    return { value, end: start + match[0].length };
  }
  const word = /^[а-яё]{12,40}(?![\p{L}\d])/iu.exec(rest)?.[0] ?? '';
  const value = genitiveNumber(COMPOUND.exec(plainWord(word))?.[1] ?? '');
  return value ? { value, end: start + word.length } : null;
}
