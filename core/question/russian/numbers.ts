/** Russian number words in every case, and the words of scale behind digits ("15 тыс.", "2 млн", "5к"). */
import { Exact, type Numeral } from '../exact.ts';
import { formsOf, hasOwnDot, plainWord } from './words.ts';

const teen = (stem: string): string => ['ь', 'и', 'ью'].map((end) => stem + end).join(' ');
const ten = (first: string, oblique: string, instrumental: string): string =>
  `${first}десят ${oblique}десяти ${instrumental}десятью`;
const hundred = (all: string, genitive: string, dative: string, by: string, at: string): string =>
  `${all} ${genitive}сот ${dative}стам ${by}стами ${at}стах`;

/** Every form of the numbers up to 900; collective ones too. "семью" is left out: it is a family as well. */
const NUMBERS = formsOf({
  0: 'ноль нуль ноля нуля нолю нулю нолем нулем',
  1: 'один одна одно одну одного одной одному одним одном одною',
  2: 'два две двух двум двумя двое двоих двоим двоими вдвоем',
  3: 'три трех трем тремя трое троих троим троими втроем',
  4: 'четыре четырех четырем четырьмя четверо четверых четверым четверыми вчетвером',
  5: 'пять пяти пятью пятеро пятерых пятерым пятерыми впятером',
  6: 'шесть шести шестью шестеро шестерых шестерым шестерыми вшестером',
  7: 'семь семи семеро семерых семерым семерыми всемером',
  8: 'восемь восьми восемью восьмью восьмеро восьмерых восьмерым восьмерыми',
  9: 'девять девяти девятью девятеро девятерых девятерым',
  10: `${teen('десят')} десятеро десятерых десятерым`,
  11: `${teen('одиннадцат')} ${teen('одинадцат')}`,
  12: teen('двенадцат'),
  13: teen('тринадцат'),
  14: teen('четырнадцат'),
  15: teen('пятнадцат'),
  16: teen('шестнадцат'),
  17: teen('семнадцат'),
  18: teen('восемнадцат'),
  19: teen('девятнадцат'),
  20: teen('двадцат'),
  30: teen('тридцат'),
  40: 'сорок сорока',
  50: ten('пять', 'пяти', 'пятью'),
  60: ten('шесть', 'шести', 'шестью'),
  70: ten('семь', 'семи', 'семью'),
  80: `${ten('восемь', 'восьми', 'восемью')} восьмьюдесятью`,
  90: 'девяносто девяноста',
  100: 'сто ста',
  200: hundred('двести', 'двух', 'двум', 'двумя', 'двух'),
  300: hundred('триста', 'трех', 'трем', 'тремя', 'трех'),
  400: hundred('четыреста', 'четырех', 'четырем', 'четырьмя', 'четырех'),
  500: hundred('пятьсот', 'пяти', 'пяти', 'пятью', 'пяти'),
  600: hundred('шестьсот', 'шести', 'шести', 'шестью', 'шести'),
  700: hundred('семьсот', 'семи', 'семи', 'семью', 'семи'),
  800: `${hundred('восемьсот', 'восьми', 'восьми', 'восемью', 'восьми')} восьмьюстами`,
  900: hundred('девятьсот', 'девяти', 'девяти', 'девятью', 'девяти'),
});

/** Genitives that make up adjectives: "двадцатипятилетний", "трехмесячный". */
const GENITIVES = formsOf({
  2: 'двух',
  3: 'трех',
  4: 'четырех',
  5: 'пяти',
  6: 'шести',
  7: 'семи',
  8: 'восьми',
  9: 'девяти',
  10: 'десяти',
  11: 'одиннадцати',
  12: 'двенадцати',
  13: 'тринадцати',
  14: 'четырнадцати',
  15: 'пятнадцати',
  16: 'шестнадцати',
  17: 'семнадцати',
  18: 'восемнадцати',
  19: 'девятнадцати',
  20: 'двадцати',
  30: 'тридцати',
  40: 'сорока',
  50: 'пятидесяти',
  60: 'шестидесяти',
  90: 'девяносто',
  100: 'сто',
  1.5: 'полутора',
});

const SCALES: readonly [RegExp, number][] = [
  [/^(?:тыс|тыщ[аиуе]?|тысяч(?:а|и|е|у|ей|ью|ам|ами|ах|ь)?|косар(?:ь|я|ю|ем|и|ей))$/, 1e3],
  [/^(?:млн|милл?ион(?:а|у|ом|е|ы|ов|ам|ами|ах)?|лям(?:а|у|ом|ы|ов)?)$/, 1e6],
  [/^(?:млрд|милл?иард(?:а|у|ом|е|ы|ов|ам|ами|ах)?)$/, 1e9],
  [/^(?:трлн|трилл?ион(?:а|у|ом|е|ы|ов|ам|ами|ах)?)$/, 1e12],
];
/** Singular forms say one of it ("тысяча рублей"); "тысячи рублей" are some thousands. */
const ONE_OF_IT = /^(?:тысяч(?:а|у|е|ей|ью)|тыщ[ау]|(?:миллион|миллиард|триллион)(?:а|у|ом|е)?)$/;
/** "около тысячи рублей": a genitive, so one thousand. */
const GENITIVE_BEFORE = /(?:^|[^\p{L}])(?:около|до|от|из|с|со|более|менее|больше|меньше|свыше|порядка)[ \u00a0]$/iu;
const SHORT = /^(?:тыс|млн|млрд|трлн)$/;
const WORD = /[а-яё]+/iy;

const scaleOf = (word: string): number | null => SCALES.find(([form]) => form.test(word))?.[1] ?? null;

/** The word of scale behind digits that end at `end`; its own end. A bare "к" must touch the digits: it is a preposition too. */
export function russianScaleAt(text: string, end: number): { times: number; end: number } | null {
  const rest = text.slice(end, end + 20);
  const touching = /^(кк?)(?![\p{L}\d²³])/iu.exec(rest);
  if (touching) return { times: touching[1]?.length === 2 ? 1e6 : 1e3, end: end + touching[0].length };
  // "15 т.р.", "15 т. руб.": the thousand of roubles.
  const thousand = /^[ \u00a0]?т\.?[ \u00a0]?(?=р(?:уб\p{L}*)?(?:\.|(?!\p{L})))/iu.exec(rest);
  if (thousand) return { times: 1e3, end: end + thousand[0].length };
  const word = /^[ \u00a0\u202f-]?([а-яё]+)/iu.exec(rest);
  const plain = plainWord(word?.[1] ?? '');
  const times = scaleOf(plain);
  if (!word || !times || /^[\p{L}\d]/u.test(rest.slice(word[0].length))) return null;
  const dot = SHORT.test(plain) && hasOwnDot(text, end + word[0].length) ? 1 : 0;
  return { times, end: end + word[0].length + dot };
}

/** The number that begins an adjective: "двадцатипяти" of "двадцатипятилетний". */
export function genitiveNumber(word: string): string | null {
  const whole = GENITIVES.get(word);
  if (whole) return whole;
  for (const [tens, value] of GENITIVES) {
    const units = word.startsWith(tens) ? GENITIVES.get(word.slice(tens.length)) : undefined;
    if (units && Number(value) >= 20 && Number(value) % 10 === 0 && Number(units) > 1.5 && Number(units) < 10)
      return String(Number(value) + Number(units));
  }
  return null;
}

interface Word {
  word: string;
  end: number;
}

function wordsFrom(text: string, at: number): Word[] {
  const words: Word[] = [];
  for (let i = at; words.length < 16;) {
    WORD.lastIndex = i;
    const match = WORD.exec(text);
    if (!match || match[0].length > 24) break;
    const word = plainWord(match[0]);
    let end = i + match[0].length;
    if (SHORT.test(word) && hasOwnDot(text, end)) end++;
    words.push({ word, end });
    if (!/[ \u00a0]/.test(text[end] ?? '')) break;
    i = end + 1;
  }
  return words;
}

const HALF_OF = /^пол[ \u00a0-]?([а-яё]{4,12})(?![\p{L}\d])/iu;
const FRACTIONS: readonly [RegExp, number][] = [
  [/^(?:трети|третей|третьих)$/, 3],
  [/^(?:четверти|четвертей|четвертям?|четвертями)$/, 4],
  [/^пятых$/, 5],
  [/^восьмых$/, 8],
  [/^десят(?:ых|ая|ую|ой)$/, 10],
  [/^сот(?:ых|ая|ую|ой)$/, 100],
  [/^тысячн(?:ых|ая|ую|ой)$/, 1000],
];
const fractionOf = (word: string): number | null => FRACTIONS.find(([form]) => form.test(word))?.[1] ?? null;

/** Number words at `at` ("двадцать пять тысяч", "два с половиной", "полторы тысячи"); null where there are none. */
export function russianWordsAt(text: string, at: number): Numeral | null {
  if (!/[а-яё]/i.test(text[at] ?? '')) return null;
  const half = HALF_OF.exec(text.slice(at, at + 20));
  const halved = half && scaleOf(plainWord(half[1] ?? ''));
  if (half && halved) return { value: String(halved / 2), end: at + half[0].length, words: true };
  const words = wordsFrom(text, at);
  let total = new Exact(0);
  let current: InstanceType<typeof Exact> | null = null;
  /** What may still be added: after hundreds less than 100, after tens less than 10, after units nothing. */
  let room = Infinity;
  let largest = Infinity;
  let k = 0;
  let end = -1;
  const word = (n: number): string => words[n]?.word ?? '';
  const take = (n: number): void => {
    k += n;
    end = words[k - 1]?.end ?? end;
  };
  while (k < words.length) {
    const w = word(k);
    const said = NUMBERS.get(w);
    const n = said === undefined ? null : Number(said);
    const scale = scaleOf(w);
    if (n !== null && (current === null ? end < 0 || (n > 0 && room > 0) : n > 0 && n < room)) {
      current = (current ?? new Exact(0)).plus(n);
      room = n >= 100 ? 100 : n >= 20 ? 10 : 0;
      take(1);
      if (n === 0) room = 0;
    } else if (current === null && end < 0 && /^полтор[аы]$|^полутора$/.test(w)) {
      current = new Exact(1.5);
      room = 0;
      take(1);
    } else if (current !== null && w === 'с' && /^(?:половиной|четвертью)$/.test(word(k + 1))) {
      current = current.plus(word(k + 1) === 'половиной' ? 0.5 : 0.25);
      room = 0;
      take(2);
    } else if (scale && scale < largest && current !== null) {
      total = total.plus(current.times(scale));
      current = null;
      room = Infinity;
      largest = scale;
      take(1);
    } else if (scale && end < 0 && (ONE_OF_IT.test(w) || (/^тысячи$/.test(w) && ofIt(text, at)))) {
      total = new Exact(scale);
      largest = scale;
      take(1);
    } else break;
  }
  if (end < 0) return null;
  let value = total.plus(current ?? 0);
  const whole = current !== null && /^цел(?:ых|ая|ую|ой)$/.test(word(k));
  if (whole) {
    const from = word(k + 1) === 'и' ? k + 2 : k + 1;
    const part = smallNumber(words, from);
    const parts = part && fractionOf(word(from + part.used));
    if (part && parts && parts >= 10 && part.value < parts) {
      value = value.plus(new Exact(part.value).div(parts));
      take(from + part.used + 1 - k);
      const scale = scaleOf(word(k));
      if (scale) {
        value = value.times(scale);
        take(1);
      }
    }
  } else if (current?.gt(1) && total.isZero()) {
    const parts = fractionOf(word(k));
    if (parts && current.lt(parts)) {
      value = value.div(parts);
      take(1);
      const scale = scaleOf(word(k));
      if (scale) {
        value = value.times(scale);
        take(1);
      }
    }
  }
  return { value: value.toFixed(), end, words: true };
}

const ofIt = (text: string, at: number): boolean => GENITIVE_BEFORE.test(text.slice(Math.max(0, at - 10), at));

/** A number below 100 in at most two words: the part behind "целых". */
function smallNumber(words: readonly Word[], from: number): { value: number; used: number } | null {
  const first = Number(NUMBERS.get(words[from]?.word ?? '') ?? NaN);
  if (Number.isNaN(first) || first >= 100) return null;
  const second = Number(NUMBERS.get(words[from + 1]?.word ?? '') ?? NaN);
  return first >= 20 && second > 0 && second < 10 ? { value: first + second, used: 2 } : { value: first, used: 1 };
}

/** "один", "одной" alone is no figure by itself. */
export const isBareOne = (text: string): boolean => NUMBERS.get(plainWord(text)) === '1';

/** "выйти в ноль" states no figure; "ноль процентов" does. */
export const isBareZero = (text: string): boolean => NUMBERS.get(plainWord(text)) === '0';
