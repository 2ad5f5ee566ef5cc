/** Exchange rates as Russian questions state them: "доллар стоит 92,5 рубля", "курс евро 98,7", "92,5 рубля за доллар". */
import { Exact } from '../exact.ts';
import type { RawFigure } from '../figure.ts';
import { isOfOne, isOneOf } from './currencies.ts';

const FILLER =
  '(?: ?(?:сейчас|щас|сегодня|уже|теперь|примерно|около|ровно|где-то|нынче|был|была|было|будет|стал|стала))*';
const gap = (words: string): RegExp => new RegExp(`^${FILLER} ?(?:${words})${FILLER} ?$`, 'iu');

const EQUALS = gap(
  '=|≈|:|рав(?:ен|на|но|ны)|сто[ияе]т|стоил[аи]?|равняется|составляет|да[её]т|дают|дали|давали|прос[ия]т|меняют на|меняется на|обменивают на|продают за|покупают за|это',
);
const DASH = /^ ?[—–-] ?$/u;
const AT = gap(
  '(?:(?:ид[её]т|ходит|торгуется|котируется|берут|сдают|отдают|дают|меняют|продают|покупают|принимают|скупают) )?(?:по|за)',
);
const PER = /^ ?(?:за|\/|к|в расч[её]те на) ?(?:один |одну |одного |каждый |каждую |1 )?$/iu;
const RATE_OF = /(?:^|[^\p{L}])(?:курс\p{L}{0,3}|котировк\p{L}{1,3}|стоимост\p{L}{1,2}|цен\p{L}{1,2})[ \u00a0]$/iu;
const IS = new RegExp(`^${FILLER} ?(?:=|:|—|–|-|составляет|стоит|на уровне|по|равный)?${FILLER} ?$`, 'iu');
const RATE_NEAR = /(?:курс\p{L}{0,3}|(?:^|[^\p{L}])по)[ \u00a0:—-]{1,3}$/iu;
/** "на евро по 98,7", "купить евро по 98,7": a currency and a price, not a statement of the rate. */
const ASKED_FOR = /(?:^|[^\p{L}])(?:в|во|на|из|сколько)[ \u00a0](?:\p{L}{1,20}[ \u00a0])?$/iu;
/** A price behind "по" states the rate where the currency opens a clause. */
const OPENS =
  /(?:^|[^\p{L} \u00a0]|(?:^|[^\p{L}])(?:при|если|когда|что|и|а|но|где|раз|пока|сейчас|сегодня|щас|там|тут|один|одна|за))[ \u00a0]*$/iu;

const isUnit = (value: string): boolean => ['1', '10', '100', '1000'].includes(value);
const ratio = (value: string, per: string): string => new Exact(value).div(per).toFixed();
const before = (text: string, figure: RawFigure): string => text.slice(Math.max(0, figure.start - 24), figure.start);

function quote(start: number, end: number, base: string, unit: string, value: string): RawFigure {
  return { kind: 'X', start, end, value, unit, base };
}

/** Joins figures of a Russian text that state a rate; all others pass through. */
export function joinRussianQuotes(text: string, figures: readonly RawFigure[]): RawFigure[] {
  const out: RawFigure[] = [];
  const named = new Set(figures.flatMap((f) => (f.kind === 'C' ? f.value : f.kind === 'M' ? f.unit : [])));
  /** The other side of a rate that names one: the only other currency of the question, else the rouble. */
  const other = (code: string): string | null => {
    const others = [...named].filter((c) => c !== code);
    if (others.length === 1) return others[0] ?? null;
    return code !== 'RUB' && (others.length === 0 || others.includes('RUB')) ? 'RUB' : null;
  };
  for (let i = 0; i < figures.length; i++) {
    const a = figures[i];
    if (!a) break;
    const joined = three(text, figures, i) ?? two(text, a, figures[i + 1], other) ?? one(text, a, other);
    out.push(joined ? withPreposition(text, joined) : a);
    while (joined && (figures[i + 1]?.start ?? Infinity) < joined.end) i++;
  }
  return out;
}

/** "за доллар дают 92 рубля", "за 1 евро": the preposition is part of what states the rate. */
function withPreposition(text: string, joined: RawFigure): RawFigure {
  const za = /^(?:1|10|100|1000|[\p{L}])/u.test(text.slice(joined.start)) ? /(?:^|[^\p{L}])(за[ \u00a0])$/iu : null;
  const found = za?.exec(before(text, joined))?.[1];
  return found ? { ...joined, start: joined.start - found.length } : joined;
}

/** "курс евро к доллару 1,08", "курс доллара 92,50 (руб.)". */
function three(text: string, figures: readonly RawFigure[], i: number): RawFigure | null {
  const [a, b, c] = [figures[i], figures[i + 1], figures[i + 2]];
  if (!a || !b || !c || a.kind !== 'C') return null;
  const [first, second] = [text.slice(a.end, b.start), text.slice(b.end, c.start)];
  if (b.kind === 'C' && a.value !== b.value && /^ ?(?:к|\/|-) ?$/iu.test(first) && IS.test(second)) {
    const fits = c.kind === 'N' || (c.kind === 'M' && c.unit === b.value);
    if (fits) return quote(a.start, c.end, a.value, b.value, c.value);
  }
  if (b.kind === 'N' && c.kind === 'C' && /^ ?\($/.test(second) && text[c.end] === ')')
    if (RATE_OF.test(before(text, a)) && isOfOne(text.slice(a.start, a.end)) && IS.test(first))
      return quote(a.start, c.end + 1, a.value, c.value, b.value);
  return null;
}

function two(
  text: string,
  a: RawFigure,
  b: RawFigure | undefined,
  other: (code: string) => string | null,
): RawFigure | null {
  if (!b) return null;
  const between = text.slice(a.end, b.start).replaceAll('\u00a0', ' ');
  const [left, right] = [text.slice(a.start, a.end), text.slice(b.start, b.end)];
  if (a.kind === 'M' && b.kind === 'M' && a.unit !== b.unit) {
    const even = EQUALS.test(between);
    if (isUnit(a.value) && (even || (a.value === '1' && (DASH.test(between) || AT.test(between) || between === ' '))))
      return quote(a.start, b.end, a.unit, b.unit, ratio(b.value, a.value));
    if (isUnit(b.value) && even) return quote(a.start, b.end, b.unit, a.unit, ratio(a.value, b.value));
    if (isUnit(b.value) && PER.test(between) && (b.value === '1' || RATE_NEAR.test(before(text, a))))
      return quote(a.start, b.end, b.unit, a.unit, ratio(a.value, b.value));
  }
  if (a.kind === 'M' && b.kind === 'C' && a.unit !== b.value && PER.test(between) && isPer(right, between))
    return quote(a.start, b.end, b.value, a.unit, a.value);
  if (a.kind === 'N' && b.kind === 'C' && PER.test(between) && isOneOf(right) && RATE_NEAR.test(before(text, a))) {
    const unit = other(b.value);
    return unit ? quote(a.start, b.end, b.value, unit, a.value) : null;
  }
  if (a.kind !== 'C' || !['M', 'N'].includes(b.kind) || b.unit === a.value) return null;
  const rateOf = RATE_OF.test(before(text, a)) && isOfOne(left);
  const says = rateOf
    ? IS.test(between)
    : isOneOf(left) && !ASKED_FOR.test(before(text, a)) && states(between, a, b, text);
  const unit = b.kind === 'M' ? b.unit : says ? other(a.value) : null;
  return says && unit ? quote(a.start, b.end, a.value, unit, b.value) : null;
}

/** "доллар стоит", "доллар по", "доллар —"; with the roubles named, "доллар 92 рубля" too. */
function states(between: string, a: RawFigure, b: RawFigure, text: string): boolean {
  const price = AT.test(between) && OPENS.test(before(text, a));
  return price || EQUALS.test(between) || DASH.test(between) || (b.kind === 'M' && between === ' ');
}

/** "за доллар", "/доллар"; "к доллару" is a dative. */
function isPer(text: string, between: string): boolean {
  return isOneOf(text) || (/к ?$/iu.test(between) && /[ую]$/iu.test(text));
}

/** "92,5 ₽/$": the sign behind the stroke is no figure by itself; "курс USD 92,5" is no amount of dollars. */
function one(text: string, a: RawFigure, other: (code: string) => string | null): RawFigure | null {
  if (a.kind !== 'M') return null;
  const [all, sign = ''] = /^ ?\/ ?([$€£¥₽])/.exec(text.slice(a.end, a.end + 4)) ?? [];
  const base = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₽': 'RUB' }[sign];
  if (all && base && base !== a.unit) return quote(a.start, a.end + all.length, base, a.unit, a.value);
  if (
    !/^[A-Za-z]{3}[ \u00a0]\d/.test(text.slice(a.start, a.end)) ||
    !/курс\p{L}{0,3}[ \u00a0]$/iu.test(before(text, a))
  )
    return null;
  const unit = other(a.unit);
  return unit ? quote(a.start, a.end, a.unit, unit, a.value) : null;
}
