/** Russian names of currencies in every case and number, with the adjectives that say whose they are. */
import { ADJECTIVE, plainWord } from './words.ts';

const HARD = ' а у ом е ы и ов ам ами ах'.split(' ');
const SOFT = 'ь я ю ем е и ей ям ями ях'.split(' ');
const FEMININE = ' а ы е у ой ою ам ами ах'.split(' ');
const IN_IYA = 'я и ю ей й ям ями ях'.split(' ');
const IN_Y = 'й я ю ем е и ев ям ями ях'.split(' ');
const LIKE_ADJECTIVE = 'ый ого ому ым ом ые ых ыми'.split(' ');

interface Noun {
  /** Code of the bare noun, and those that adjectives (by stem) make of it. */
  codes: Readonly<Record<string, string>>;
  /** False for words that mean other things too: they count only beside a number or behind a preposition. */
  alone: boolean;
}

const FORMS = new Map<string, Noun>();

function noun(stems: string, endings: readonly string[], codes: Record<string, string>, alone = true): void {
  for (const stem of stems.split(' ')) for (const end of endings) FORMS.set(stem + end, { codes, alone });
}

const ROUBLE = { '': 'RUB', российск: 'RUB', белорусск: 'BYN', беларуск: 'BYN' };
const DOLLAR = {
  '': 'USD',
  американск: 'USD',
  канадск: 'CAD',
  австралийск: 'AUD',
  новозеландск: 'NZD',
  сингапурск: 'SGD',
  гонконгск: 'HKD',
};
const HRYVNIA = { '': 'UAH', украинск: 'UAH' };
const LEU = { '': 'MDL', молдавск: 'MDL', румынск: 'RON' };
const KRONA = { '': 'CZK', чешск: 'CZK', шведск: 'SEK', норвежск: 'NOK', датск: 'DKK', исландск: 'ISK' };

noun('рубл', SOFT, ROUBLE);
noun('рублик', HARD, ROUBLE);
noun('рублев', [''], ROUBLE);
noun('руб', [''], ROUBLE);
noun('р', [''], ROUBLE, false);
noun('доллар долар долллар бакс', HARD, DOLLAR);
noun('долл', [''], DOLLAR);
noun('дол', [''], DOLLAR, false);
noun('евро', [''], { '': 'EUR' });
noun('еврик', HARD, { '': 'EUR' });
noun('фунт', HARD, { '': 'GBP', британск: 'GBP', английск: 'GBP', египетск: 'EGP' });
noun('иен йен', FEMININE, { '': 'JPY', японск: 'JPY' });
noun('юан', SOFT, { '': 'CNY', китайск: 'CNY' });
noun('франк', HARD, { '': 'CHF', швейцарск: 'CHF' });
noun('тенге теньге тг тнг', [''], { '': 'KZT', казахстанск: 'KZT', казахск: 'KZT' });
noun('гривн', [...FEMININE, 'я', 'ю'], HRYVNIA);
noun('гривен грн', [''], HRYVNIA);
noun('лир', FEMININE, { '': 'TRY', турецк: 'TRY' });
noun('дирхам', HARD, { '': 'AED', эмиратск: 'AED', марокканск: 'MAD' });
noun('злот', LIKE_ADJECTIVE, { '': 'PLN', польск: 'PLN' });
noun('крон', FEMININE, KRONA);
noun('рупи', IN_IYA, {
  '': 'INR',
  индийск: 'INR',
  пакистанск: 'PKR',
  непальск: 'NPR',
  ланкийск: 'LKR',
  индонезийск: 'IDR',
});
noun('лари', [''], { '': 'GEL', грузинск: 'GEL' });
noun('сом', HARD, { '': 'KGS', киргизск: 'KGS', кыргызск: 'KGS' }, false);
noun('драм', HARD, { '': 'AMD', армянск: 'AMD' }, false);
noun('сум', HARD, { '': 'UZS', узбекск: 'UZS' }, false);
noun('ле', IN_Y, LEU, false);
noun('лев', HARD, { '': 'BGN', болгарск: 'BGN' }, false);
noun('манат', HARD, { '': 'AZN', азербайджанск: 'AZN', туркменск: 'TMT' });
noun('шекел', SOFT, { '': 'ILS', израильск: 'ILS' });
noun('бат', HARD, { '': 'THB', тайск: 'THB', таиландск: 'THB' }, false);
noun('вон', FEMININE, { '': 'KRW', корейск: 'KRW', южнокорейск: 'KRW' }, false);
noun('донг', HARD, { '': 'VND', вьетнамск: 'VND' }, false);
noun('песо', [''], {
  '': 'MXN',
  мексиканск: 'MXN',
  филиппинск: 'PHP',
  чилийск: 'CLP',
  колумбийск: 'COP',
  аргентинск: 'ARS',
});
noun('реал', HARD, { '': 'BRL', бразильск: 'BRL' }, false);
noun('рэнд ранд', HARD, { '': 'ZAR' }, false);
noun('форинт', HARD, { '': 'HUF', венгерск: 'HUF' });
noun('динар', HARD, { '': 'RSD', сербск: 'RSD', кувейтск: 'KWD', иорданск: 'JOD' });
noun('сомони', [''], { '': 'TJS', таджикск: 'TJS' });
noun('тугрик', HARD, { '': 'MNT', монгольск: 'MNT' });

/** Words behind the noun: "долларов США", "фунтов стерлингов". */
const BEHIND: readonly [RegExp, Readonly<Record<string, string>>][] = [
  [/^[ \u00a0](?:сша|соединенных штатов)(?!\p{L})/iu, { USD: 'USD' }],
  [/^[ \u00a0]канады(?!\p{L})/iu, { USD: 'CAD' }],
  [/^[ \u00a0]австралии(?!\p{L})/iu, { USD: 'AUD' }],
  [/^[ \u00a0]сингапура(?!\p{L})/iu, { USD: 'SGD' }],
  [/^[ \u00a0]гонконга(?!\p{L})/iu, { USD: 'HKD' }],
  [/^[ \u00a0]стерлингов(?!\p{L})/iu, { GBP: 'GBP' }],
  [/^[ \u00a0]оаэ(?!\p{L})/iu, { AED: 'AED' }],
  [/^[ \u00a0]рф(?!\p{L})/iu, { RUB: 'RUB' }],
  [/^[ \u00a0](?:рб|беларуси)(?!\p{L})/iu, { RUB: 'BYN' }],
];
const SHORT = /^(?:руб|р|долл?|тнг?|тг|грн)$/;
const ADJECTIVE_END = new RegExp(`^${ADJECTIVE}$`);
/** "100-долларовая купюра", behind a hyphen only. */
const HYPHENATED = new RegExp(`^(рубл|доллар)(?:е|о)в${ADJECTIVE}(?!\\p{L})`, 'u');
const PREPOSITION = /(?:^|[^\p{L}])(?:в|во|на|из|к|за|по|курс\p{L}{0,2}|сколько)[ \u00a0]$/iu;
/** Plurals that hardly mean anything else. */
const STRONG = /^(?:(?:сом|сум|драм|донг|реал|бат|лев)(?:ов|ах|ами)|(?:сом|бат|донг)ы|вонах|ле(?:ев|и|ях))$/;
/** "бат по 2,75 рубля": a price shows that money is meant. */
const PRICED = /^[ \u00a0](?:(?:по|=|≈|—|–|стоит|ид[её]т по)[ \u00a0])?\d/iu;
const WORDS = /^([а-яё]{1,24})(\.?)(?:([ \u00a0-]?)([а-яё]{1,24}))?/iu;
const LONGEST = 52;

/** The currency whose Russian name begins at `at`; beside a number short and ambiguous names count too. */
export function russianCurrencyAt(
  text: string,
  at: number,
  besideNumber: boolean,
): { code: string; end: number } | null {
  if (!/[а-яё]/i.test(text[at] ?? '')) return null;
  const rest = text.slice(at, at + LONGEST);
  const [, first = '', dot = '', gap = '', second = ''] = WORDS.exec(rest) ?? [];
  const bare = nounOf(rest, plainWord(first));
  if (bare) {
    const word = plainWord(first);
    const strong =
      bare.alone ||
      besideNumber ||
      STRONG.test(word) ||
      PREPOSITION.test(text.slice(Math.max(0, at - 10), at)) ||
      (UNIT_FORMS.test(word) && PRICED.test(text.slice(at + first.length, at + first.length + 16)));
    return strong ? behind(text, at + first.length, word, bare.codes['']) : null;
  }
  const whose = FORMS.get(plainWord(second));
  const code = whose && gap ? codeOf(whose, plainWord(first), dot !== '') : undefined;
  if (code) return behind(text, at + first.length + dot.length + gap.length + second.length, plainWord(second), code);
  const adjective = besideNumber && text[at - 1] === '-' ? HYPHENATED.exec(plainWord(rest)) : null;
  return adjective ? { code: adjective[1] === 'рубл' ? 'RUB' : 'USD', end: at + adjective[0].length } : null;
}

function nounOf(rest: string, word: string): Noun | null {
  return /^[\p{L}\d]/u.test(rest.slice(word.length)) ? null : (FORMS.get(word) ?? null);
}

/** The code that an adjective makes of a noun: "канадских", or shortened with a dot, "бел.". */
function codeOf(whose: Noun, adjective: string, short: boolean): string | undefined {
  return Object.entries(whose.codes).find(
    ([stem]) =>
      stem !== '' &&
      (short
        ? adjective.length >= 3 && stem.startsWith(adjective)
        : adjective.startsWith(stem) && ADJECTIVE_END.test(adjective.slice(stem.length))),
  )?.[1];
}

function behind(text: string, end: number, word: string, code = ''): { code: string; end: number } {
  const at = SHORT.test(word) && text[end] === '.' ? end + 1 : end;
  const rest = text.slice(at, at + 24);
  for (const [form, codes] of BEHIND) {
    const match = form.exec(rest);
    if (match && codes[code]) return { code: codes[code], end: at + match[0].length };
  }
  // "6 800 сом KGS" says it twice.
  const twice = code !== '' && new RegExp(`^ ${code}(?![\\p{L}\\d])`, 'u').test(rest);
  return { code, end: twice ? at + 4 : at };
}

const KOPECKS = /^[ \u00a0]?(?:копе(?:йк\p{L}{1,3}|ек)|коп(?:\.|(?!\p{L})))(?!\p{L})/iu;
/** "120 р. 50 к.": a letter is enough behind roubles. */
const SHORT_KOPECKS = /^[ \u00a0]?к\.(?!\p{L})/iu;
const CENTS = /^[ \u00a0]?(?:евро)?цент(?:а|у|ом|е|ы|ов|ам|ами|ах)?(?!\p{L})/iu;
const PENCE = /^[ \u00a0]?пенс(?:а|у|ом|ы|ов|ам|ами)?(?!\p{L})/iu;
/** Currencies that have kopecks. */
export const HAVE_KOPECKS: ReadonlySet<string> = new Set(['RUB', 'BYN', 'UAH']);

/** Hundredths behind a number: "коп" and "¢" stand for those of the currency that the question names. */
export function russianHundredthsAt(text: string, start: number, end: number): { unit: string; end: number } | null {
  const rest = text.slice(end, end + 16);
  const roubles = /(?:р|руб)\.?[ \u00a0]$/iu.test(text.slice(Math.max(0, start - 6), start));
  const kopecks = KOPECKS.exec(rest) ?? (roubles ? SHORT_KOPECKS.exec(rest) : null);
  if (kopecks) return { unit: 'коп', end: end + kopecks[0].length };
  const cents = CENTS.exec(rest);
  if (cents) return { unit: /евро/iu.test(cents[0]) ? 'EUR' : '¢', end: end + cents[0].length };
  const pence = PENCE.exec(rest);
  return pence ? { unit: 'GBP', end: end + pence[0].length } : null;
}

/** One unit of a currency, as it stands in a rate: "доллар", "за иену", "USD". */
export function isOneOf(text: string): boolean {
  if (/^(?:[A-Z]{3}|[a-z]{3}|[$€£¥₽₸₴₺])$/.test(text)) return true;
  const words = plainWord(text)
    .replace(/ (?:сша|канады|австралии|стерлингов|оаэ|рф|рб)$/, '')
    .split(/[ \u00a0]/);
  return UNIT_FORMS.test(words.at(-1) ?? '');
}
const UNIT_FORMS =
  /^(?:доллар|бакс|долл\.?|евро|еврик|фунт|рубль|руб\.?|р\.?|юань|франк|тенге|тг|лари|сом|драм|сум|лей|лев|манат|шекель|бат|донг|песо|реал|рэнд|форинт|динар|сомони|тугрик|дирхам|злотый|(?:иен|йен|лир|крон|гривн|вон)[ау]|рупи[яю]|гривн[яю])$/;
/** Its genitive: "курс доллара", "стоимость юаня". */
export function isOfOne(text: string): boolean {
  const words = plainWord(text)
    .replace(/ (?:сша|канады|австралии|стерлингов|оаэ|рф|рб)$/, '')
    .split(/[ \u00a0]/);
  return GENITIVE_FORMS.test(words.at(-1) ?? '') || /^[A-Za-z]{3}$/.test(text);
}
const GENITIVE_FORMS =
  /^(?:доллара|бакса|евро|фунта|рубля|юаня|франка|тенге|лари|сома|драма|сума|лея|лева|маната|шекеля|бата|донга|песо|реала|рэнда|форинта|динара|сомони|тугрика|дирхама|злотого|(?:иен|йен|лир|крон|гривн|вон)ы|рупии|гривни)$/;
