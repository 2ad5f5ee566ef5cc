/** Digits with Russian words behind them: "2 с половиной", "15 тыс.", "1 млн 200 тыс.", "5 тысяч 200 рублей". */
import { Exact } from '../exact.ts';
import { russianCurrencyAt } from './currencies.ts';
import { russianScaleAt } from './numbers.ts';

const AND_A_HALF = /^[ \u00a0]с[ \u00a0](половиной|четвертью)(?!\p{L})/iu;
const NEXT = /^[ \u00a0](\d{1,3})(?![\d.,/]\d|\d)/;

/** The value of digits that end at `end` once the words behind are counted in; null where there are none. */
export function scaledInRussian(text: string, end: number, digits: string): { value: string; end: number } | null {
  const half = AND_A_HALF.exec(text.slice(end, end + 16));
  const said = half ? new Exact(digits).plus(half[1]?.toLowerCase() === 'половиной' ? 0.5 : 0.25) : new Exact(digits);
  let at = end + (half?.[0].length ?? 0);
  let scale = russianScaleAt(text, at);
  if (!scale) return half ? { value: said.toFixed(), end: at } : null;
  let value = said.times(scale.times);
  at = scale.end;
  while (said.isInteger()) {
    const next = NEXT.exec(text.slice(at, at + 6));
    if (!next) break;
    const from = at + next[0].length;
    const smaller = russianScaleAt(text, from);
    if (smaller && smaller.times < scale.times) {
      value = value.plus(new Exact(next[1] ?? 0).times(smaller.times));
      at = smaller.end;
      scale = smaller;
    } else if (scale.times === 1000 && text[at - 1] !== '.' && !smaller && isRouble(text, from)) {
      return { value: value.plus(next[1] ?? 0).toFixed(), end: from };
    } else break;
  }
  return { value: value.toFixed(), end: at };
}

const isRouble = (text: string, end: number): boolean =>
  /[ \u00a0]/.test(text[end] ?? '') && russianCurrencyAt(text, end + 1, true) !== null;
