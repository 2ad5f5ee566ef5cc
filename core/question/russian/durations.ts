/** Russian units of time behind a number, and durations that are one word or phrase. */
import { Exact } from '../exact.ts';
import { genitiveNumber, russianWordsAt } from './numbers.ts';
import { ADJECTIVE, formsOf, hasOwnDot, plainWord } from './words.ts';

/** Forms that stand behind any number. */
const UNITS = formsOf({
  years: 'года лет годов годам годами годах годика годиков',
  months: 'месяца месяцев месяцы месяцам месяцами месяцах месяцов мес',
  quarters: 'квартала кварталов кварталы кварталам кварталами кварталах',
  weeks: 'недели недель неделям неделями неделях нед',
  days: 'дня дней дни дням днями днях дн суток сутки суткам сутками сутках сут ночи ночей ночам ночами',
  hours: 'часа часов часы часам часами часах ч',
  decades: 'десятилетия десятилетий десятилетиям',
});
/** Singular forms stand behind 1, 21, 101 …; behind another number they count which one it is ("во 2 квартале"). */
const SINGULAR = formsOf({
  years: 'год году годом годе',
  months: 'месяц месяцу месяцем месяце',
  quarters: 'квартал кварталу кварталом квартале',
  weeks: 'неделя неделю неделе неделей',
  days: 'день дню днем дне ночь ночью',
  hours: 'час часу часом часе',
  decades: 'десятилетие десятилетию',
});
const STEMS = formsOf({
  years: 'летн годичн годовал',
  months: 'месячн',
  quarters: 'квартальн',
  weeks: 'недельн',
  days: 'дневн суточн',
  hours: 'часов',
});
const SHORT = /^(?:мес|нед|дн|сут|ч)$/;
const KIND = '(?:(?:календарн|рабоч|полн|банковск)[а-яё]{2,3}[ \\u00a0])?';
const UNIT = new RegExp(`^[ \\u00a0\\u202f-]?${KIND}([а-яё]{1,14})(?![\\p{L}\\d])`, 'iu');
const STEM = new RegExp(`^(.+?)${ADJECTIVE}$`, 'u');
/** "в 2024 году", "за 2025 г.": a year of the calendar, not two thousand years. */
const CALENDAR_YEAR = /^(?:19|20)\d\d$/;

type Unit = { unit: string; end: number; times: number };

const asUnit = (unit: string, end: number): Unit =>
  unit === 'decades' ? { unit: 'years', end, times: 10 } : { unit, end, times: 1 };

/** The unit of time behind the number `number`, as it is written, that ends at `end`. */
export function russianTimeUnitAt(text: string, end: number, number: string): Unit | null {
  const rest = text.slice(end, end + 40);
  const years = /^[ \u00a0]?г\.?(?=[ \u00a0](?:и )?\d{1,2}[ \u00a0]?мес)/iu.exec(rest);
  if (years && !CALENDAR_YEAR.test(number)) return { unit: 'years', end: end + years[0].length, times: 1 };
  const match = UNIT.exec(rest);
  if (!match) return null;
  const word = plainWord(match[1] ?? '');
  const at = end + match[0].length;
  const many = UNITS.get(word);
  if (many === 'years' && CALENDAR_YEAR.test(number) && word !== 'лет') return null;
  if (many) return asUnit(many, SHORT.test(word) && hasOwnDot(text, at) ? at + 1 : at);
  const one = SINGULAR.get(word);
  if (one) return CALENDAR_YEAR.test(number) || /^\d*(?:[02-9]|1[1-9])$/.test(number) ? null : asUnit(one, at);
  const stem = STEMS.get(STEM.exec(word)?.[1] ?? '');
  return stem ? { unit: stem, end: at, times: 1 } : null;
}

const HALVES: readonly [RegExp, string][] = [
  [/^полу?[ \u00a0-]?года(?!\p{L})/iu, 'years'],
  [/^пол[ \u00a0-]?месяца(?!\p{L})/iu, 'months'],
  [/^полу?[ \u00a0-]?часа(?!\p{L})/iu, 'hours'],
];
const AND_A_HALF = /^(год|месяц|час)(?:а|у)?[ \u00a0]с[ \u00a0]половиной(?!\p{L})/iu;
const HALF_UNIT: Record<string, string> = { год: 'years', месяц: 'months', час: 'hours' };
const AND_MONTHS =
  /^(?:один[ \u00a0])?год(?:,? и|,)?[ \u00a0]([\p{L}\d][\p{L}\d ]{0,30}?)[ \u00a0](?:месяц\p{L}{0,3}|мес\.?)(?!\p{L})/iu;
const COMPOUND = /^([а-яё]{5,40})(?![\p{L}\d])/iu;
const COMPOUND_STEM = new RegExp(
  `^([а-я]+?)(летн|годичн|месячн|квартальн|недельн|дневн|суточн|часов)${ADJECTIVE}$`,
  'u',
);

/** "раз в полгода" says how often, not how long. */
const HOW_OFTEN = /(?:^|[^\p{L}])(?:раза?[ \u00a0]в|кажд\p{L}{2,3})[ \u00a0]$/iu;

/** A duration without digits: "полгода", "год с половиной", "год и три месяца", "пятилетний". */
export function russianSpanAt(text: string, start: number): { value: string; unit: string; end: number } | null {
  const rest = text.slice(start, start + 56);
  for (const [form, unit] of HALVES) {
    const match = form.exec(rest);
    if (match && HOW_OFTEN.test(text.slice(Math.max(0, start - 9), start))) return null;
    if (match) return { value: '0.5', unit, end: start + match[0].length };
  }
  const more = AND_A_HALF.exec(rest);
  if (more) {
    const unit = HALF_UNIT[(more[1] ?? '').toLowerCase()] ?? 'years';
    return { value: '1.5', unit, end: start + more[0].length };
  }
  const months = /\d[ \u00a0]?$/.test(text.slice(Math.max(0, start - 2), start)) ? null : AND_MONTHS.exec(rest);
  const count = months && countOf(months[1] ?? '');
  if (months && count)
    return { value: new Exact(12).plus(count).toFixed(), unit: 'months', end: start + months[0].length };
  const word = COMPOUND.exec(rest)?.[1] ?? '';
  const [, number = '', stem = ''] = COMPOUND_STEM.exec(plainWord(word)) ?? [];
  const value = genitiveNumber(number);
  const unit = STEMS.get(stem);
  return value && unit ? { value, unit, end: start + word.length } : null;
}

function countOf(text: string): string | null {
  if (/^\d{1,2}$/.test(text)) return text;
  const read = russianWordsAt(text, 0);
  return read?.end === text.length ? read.value : null;
}
