import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readFigures } from '../read.ts';
import { Exact } from '../exact.ts';
import { maskText } from '../mask.ts';

type Case = 'nominative' | 'genitive';

const UNITS = {
  nominative: ['', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'],
  genitive: ['', 'одного', 'двух', 'трёх', 'четырёх', 'пяти', 'шести', 'семи', 'восьми', 'девяти'],
};
const TEENS =
  'десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат'.split(' ');
const TENS = {
  nominative: 'двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто'.split(' '),
  genitive: 'двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста'.split(' '),
};
const HUNDREDS = {
  nominative: 'сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот'.split(' '),
  genitive: 'ста двухсот трёхсот четырёхсот пятисот шестисот семисот восьмисот девятисот'.split(' '),
};

/** The form that stands behind n: one, few (2–4) or many. */
function form(n: number, one: string, few: string, many: string): string {
  const [last, lastTwo] = [n % 10, n % 100];
  if (lastTwo >= 11 && lastTwo <= 14) return many;
  return last === 1 ? one : last >= 2 && last <= 4 ? few : many;
}

function belowThousand(n: number, how: Case, feminine: boolean): string[] {
  const words: string[] = [];
  if (n >= 100) words.push(HUNDREDS[how][Math.floor(n / 100) - 1] ?? '');
  const rest = n % 100;
  if (rest >= 10 && rest < 20) return [...words, `${TEENS[rest - 10]}${how === 'genitive' ? 'и' : 'ь'}`];
  if (rest >= 20) words.push(TENS[how][Math.floor(rest / 10) - 2] ?? '');
  const unit = rest % 10;
  if (unit === 1 && feminine) words.push(how === 'genitive' ? 'одной' : 'одна');
  else if (unit === 2 && feminine && how === 'nominative') words.push('две');
  else if (unit) words.push(UNITS[how][unit] ?? '');
  return words;
}

/** A number in words, as people say it. */
function inWords(n: number, how: Case): string {
  const words: string[] = [];
  const [millions, thousands, rest] = [Math.floor(n / 1e6), Math.floor(n / 1000) % 1000, n % 1000];
  const many = how === 'genitive';
  if (millions)
    words.push(
      ...belowThousand(millions, how, false),
      many ? form(millions, 'миллиона', 'миллионов', 'миллионов') : form(millions, 'миллион', 'миллиона', 'миллионов'),
    );
  if (thousands)
    words.push(
      ...belowThousand(thousands, how, true),
      many ? form(thousands, 'тысячи', 'тысяч', 'тысяч') : form(thousands, 'тысяча', 'тысячи', 'тысяч'),
    );
  return [...words, ...belowThousand(rest, how, false)].join(' ');
}

const without = (text: string): string => text.replaceAll('ё', 'е');

it('reads back every number in words, in two cases, with and without dots over "е"', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: 2, max: 1200 }), fc.integer({ min: 2, max: 999_999_999 })),
      fc.constantFrom<Case>('nominative', 'genitive'),
      fc.boolean(),
      (n, how, dots) => {
        const words = inWords(n, how);
        const text = `Сумма: ${dots ? words : without(words)} рублей на счёте`;
        const [figure, ...more] = readFigures(text);
        expect(more).toEqual([]);
        expect([text, figure?.kind, figure?.value, figure?.unit]).toEqual([text, 'M', String(n), 'RUB']);
      },
    ),
    { numRuns: 2000 },
  );
});

const CURRENCIES: readonly (readonly [string, string, string, string])[] = [
  ['рубль', 'рубля', 'рублей', 'RUB'],
  ['белорусский рубль', 'белорусских рубля', 'белорусских рублей', 'BYN'],
  ['доллар', 'доллара', 'долларов', 'USD'],
  ['американский доллар', 'американских доллара', 'американских долларов', 'USD'],
  ['канадский доллар', 'канадских доллара', 'канадских долларов', 'CAD'],
  ['евро', 'евро', 'евро', 'EUR'],
  ['фунт стерлингов', 'фунта стерлингов', 'фунтов стерлингов', 'GBP'],
  ['иена', 'иены', 'иен', 'JPY'],
  ['йена', 'йены', 'йен', 'JPY'],
  ['юань', 'юаня', 'юаней', 'CNY'],
  ['франк', 'франка', 'франков', 'CHF'],
  ['тенге', 'тенге', 'тенге', 'KZT'],
  ['гривна', 'гривны', 'гривен', 'UAH'],
  ['лира', 'лиры', 'лир', 'TRY'],
  ['дирхам', 'дирхама', 'дирхамов', 'AED'],
  ['злотый', 'злотых', 'злотых', 'PLN'],
  ['шведская крона', 'шведские кроны', 'шведских крон', 'SEK'],
  ['норвежская крона', 'норвежские кроны', 'норвежских крон', 'NOK'],
  ['датская крона', 'датские кроны', 'датских крон', 'DKK'],
  ['чешская крона', 'чешские кроны', 'чешских крон', 'CZK'],
  ['рупия', 'рупии', 'рупий', 'INR'],
  ['лари', 'лари', 'лари', 'GEL'],
  ['сом', 'сома', 'сомов', 'KGS'],
  ['драм', 'драма', 'драмов', 'AMD'],
  ['сум', 'сума', 'сумов', 'UZS'],
  ['лей', 'лея', 'леев', 'MDL'],
  ['манат', 'маната', 'манатов', 'AZN'],
  ['₽', '₽', '₽', 'RUB'],
  ['руб.', 'руб.', 'руб.', 'RUB'],
  ['р.', 'р.', 'р.', 'RUB'],
];

it.each([' ', '\u00a0', '\u202f', '.', "'", ''])('reads back amounts grouped by %j, in every currency', (mark) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999_999 }),
      fc.integer({ min: 0, max: 99 }),
      fc.constantFrom(...CURRENCIES),
      (n, part, [one, few, many, code]) => {
        const whole = String(n).replace(/\B(?=(\d{3})+$)/g, mark);
        const decimals = part ? `,${String(part).padStart(2, '0')}` : '';
        const word = part ? few : form(n, one, few, many);
        const [figure, ...more] = readFigures(`На счёте ${whole}${decimals} ${word} осталось`);
        expect(more).toEqual([]);
        // "1.234" without decimals has two readings; the right one is among them.
        const values = figure?.readings ?? [figure?.value ?? NaN];
        expect([figure?.kind, figure?.unit]).toEqual(['M', code]);
        expect(values.some((v) => new Exact(v).eq(new Exact(part).div(100).plus(n)))).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
});

it('reads back roubles with kopecks as one figure', () => {
  const words = fc.constantFrom<readonly [string, string]>(
    ['руб.', 'коп.'],
    ['рублей', 'копеек'],
    ['рубля', 'копейки'],
    ['р.', 'к.'],
    ['руб', 'коп'],
    ['рублей и', 'копеек'],
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 1, max: 99 }), words, (n, part, [a, b]) => {
      const [figure, ...more] = readFigures(`Чек на ${n} ${a} ${part} ${b} за хлеб`);
      expect(more).toEqual([]);
      expect(new Exact(figure?.value ?? NaN).eq(new Exact(part).div(100).plus(n))).toBe(true);
    }),
  );
});

it.each([
  ['тыс.', 1e3],
  ['тыс', 1e3],
  ['тысяч', 1e3],
  ['тыщ', 1e3],
  ['млн', 1e6],
  ['миллионов', 1e6],
  ['млрд', 1e9],
  ['миллиарда', 1e9],
] as const)('reads back amounts in %s', (word, scale) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 3 }), (n, places) => {
      const written = new Exact(n).div(10 ** places);
      const [figure, ...more] = readFigures(`Это ${written.toFixed().replace('.', ',')} ${word} руб. за год`);
      expect(more).toEqual([]);
      expect(new Exact(figure?.value ?? NaN).eq(written.times(scale))).toBe(true);
      expect(figure?.readings).toBeUndefined();
    }),
  );
});

it('reads back terms, and joins years with months', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 80 }),
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom(' ', ' и '),
      (years, months, and) => {
        const text = `Кредит на ${years} ${form(years, 'год', 'года', 'лет')}${and}${months} ${form(months, 'месяц', 'месяца', 'месяцев')} под залог`;
        const figures = readFigures(text);
        expect(figures.map((f) => [f.kind, f.value, f.unit])).toEqual([['T', String(years * 12 + months), 'months']]);
        expect(maskText(text, figures)).toBe('кредит на <T0> months под залог');
      },
    ),
  );
});

const MONTHS = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

it('reads back every date in every form', () => {
  const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 4 }), (date, which) => {
      const iso = date.toISOString().slice(0, 10);
      const [y = '', m = '', d = ''] = iso.split('-');
      const name = MONTHS[Number(m) - 1];
      const forms = [
        `${Number(d)} ${name} ${y} года`,
        `${d} ${name} ${y} г.`,
        `${d}.${m}.${y}`,
        `${d}.${m}.${y.slice(2)}`,
        `${Number(d)}-го ${name} ${y}`,
      ];
      const found = readFigures(`Договор от ${forms[which]}, срок идёт`);
      expect(found.map((f) => [f.kind, f.value, f.text])).toEqual([['D', iso, forms[which]]]);
    }),
    { numRuns: 500 },
  );
});

it('reads back every stated rate', () => {
  const rate = fc.integer({ min: 1, max: 9_999_999 }).map((n) => new Exact(n).div(10_000));
  fc.assert(
    fc.property(rate, fc.integer({ min: 0, max: 11 }), (value, which) => {
      const n = value.toFixed().replace('.', ',');
      const forms = [
        `1 USD = ${n} RUB`,
        `${n} рубля за доллар`,
        `доллар стоит ${n} рубля`,
        `курс доллара ${n}`,
        `курс доллара ${n} руб.`,
        `курс доллара ${n} (руб.)`,
        `по курсу ${n} рубля за доллар`,
        `1 доллар = ${n} рубля`,
        `за 1 доллар дают ${n} рублей`,
        `за доллар просят ${n} рублей`,
        `доллар по ${n}`,
        `${n} ₽/$`,
      ];
      const found = readFigures(`Считаем: ${forms[which]}. Сколько получится?`);
      expect(found.map((f) => [f.kind, f.base, f.unit])).toEqual([['X', 'USD', 'RUB']]);
      expect(new Exact(found[0]?.value ?? NaN).eq(value)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

const PIECES =
  'рублей руб. ₽ $ € 15 1,5 2,75 1.234 100 20 т.р. тыс. млн к кк % процентов годовых п.п. б.п. пол полгода год года г. лет месяцев мес. и с по за к половиной целых десятых тысяча тысячи миллион двадцать пять сто один полтора ноль курс доллара доллар евро стоит = — / ( ) марта 03 2025 15.04.25 -х -ти -летний -процентный бел. белорусских копеек коп. семью трёхлетний сом в сомах США , . -'.split(
    ' ',
  );

it('never throws on Russian pieces in any order, keeps its spans in order, and masks every figure', () => {
  const text = fc.array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(' ', '', '\u00a0')), { maxLength: 40 });
  fc.assert(
    fc.property(text, (pieces) => {
      const all = pieces.flat().join('');
      const figures = readFigures(all);
      let last = 0;
      for (const figure of figures) {
        expect(figure.start).toBeGreaterThanOrEqual(last);
        expect(figure.end).toBeGreaterThan(figure.start);
        expect(figure.text).toBe(all.slice(figure.start, figure.end));
        expect(figure.kind === 'C' || figure.kind === 'D' || new Exact(figure.value).isFinite()).toBe(true);
        last = figure.end;
      }
      expect(last).toBeLessThanOrEqual(all.length);
      for (const figure of figures) expect(maskText(all, figures)).toContain(`<${figure.marker}>`);
    }),
    { numRuns: 3000 },
  );
});
