import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFigures } from './read.ts';
import { maskText } from './mask.ts';
import { Exact } from './numerals.ts';

const read = (text: string): string[] =>
  readFigures(text).map((f) => `${f.kind} ${f.value} ${f.base ? `${f.base}/` : ''}${f.unit}`.trim());

describe('readFigures', () => {
  it.each([
    ['interest on $10,000 at 5% for 3 years', ['M 10000 USD', 'P 5 %', 'T 3 years']],
    ['€1.2m over eighteen months', ['M 1200000 EUR', 'T 18 months']],
    ['1 200,50 € at 7,5 %', ['M 1200.5 EUR', 'P 7.5 %']],
    ["CHF 40'000 and A$18,500", ['M 40000 CHF', 'M 18500 AUD']],
    ['₹12,34,567 or 25 lakh rupees', ['M 1234567 INR', 'M 2500000 INR']],
    ['thirty grand, 5k, a hundred and twenty', ['N 30000', 'N 5000', 'N 120']],
    ['half a percent, 25 bps, two and a half percent', ['P 0.5 %', 'P 0.25 bp', 'P 2.5 %']],
    ['a year and a half, 2 years and 3 months, 3½ years', ['T 1.5 years', 'T 27 months', 'T 3.5 years']],
    ['from 3 March 2025 to 2025-04-17', ['D 2025-03-03', 'D 2025-04-17']],
    ['a 30-year loan, 360 payments', ['T 30 years', 'N 360']],
    ['-$30,000 now', ['M -30000 USD']],
    ['R2,500 a month and R1,850,000', ['M 2500 ZAR', 'M 1850000 ZAR']],
    ['which one of us pays', []],
  ])('reads %s', (text, figures) => expect(read(text)).toEqual(figures));

  it.each([
    ['1 EUR = 1.0845 USD', 'X 1.0845 EUR/USD'],
    ['one pound buys 188.4 yen', 'X 188.4 GBP/JPY'],
    ['4.27 zloty to the euro', 'X 4.27 EUR/PLN'],
    ['USD/CAD 1.3620', 'X 1.362 USD/CAD'],
    ['0.91 euros per dollar', 'X 0.91 USD/EUR'],
    ['£1 = $1.27', 'X 1.27 GBP/USD'],
  ])('reads the rate in “%s”', (text, quote) => expect(read(text)).toEqual([quote]));

  it('does not take a conversion for a rate', () => {
    expect(read('convert 1,200 USD to GBP')).toEqual(['M 1200 USD', 'C GBP']);
  });

  it('gives both readings where a mark can be read in two ways', () => {
    expect(readFigures('an invoice of 1.234 EUR')[0]?.readings).toEqual(['1.234', '1234']);
    expect(readFigures('paid on 03/04/2025')[0]?.readings).toEqual(['2025-04-03', '2025-03-04']);
    expect(readFigures('a rate of 1.234')[0]?.readings).toBeUndefined();
  });

  const cents = fc.bigInt({ min: 1n, max: 99_999_999_999n });
  const plain = (n: bigint): string => `${n / 100n}.${String(n % 100n).padStart(2, '0')}`;
  const grouped = (n: bigint, mark: string, point: string): string =>
    plain(n)
      .replace('.', point)
      .replace(/\B(?=(\d{3})+(?!\d|$)(?=.*[.,]))/g, (x, _d, at: number, all: string) =>
        at < all.lastIndexOf(point) ? mark : x,
      );

  it.each([
    [',', '.'],
    ['.', ','],
    [' ', ','],
    ["'", '.'],
    ['\u00a0', ','],
  ])('reads back what is written with %j and %j', (mark, point) => {
    fc.assert(
      fc.property(cents, (n) => {
        const [figure, ...more] = readFigures(`It cost ${grouped(n, mark, point)} EUR.`);
        expect(more).toEqual([]);
        expect(figure).toMatchObject({ kind: 'M', unit: 'EUR' });
        expect(new Exact(figure?.value ?? 0).eq(plain(n))).toBe(true);
      }),
    );
  });

  it('never throws, keeps its spans inside the text and in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        let last = 0;
        for (const figure of readFigures(text)) {
          expect(figure.start).toBeGreaterThanOrEqual(last);
          expect(figure.text).toBe(text.slice(figure.start, figure.end));
          last = figure.end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });
});

it.each([
  ['a bus costs 80p', '0.80 GBP'],
  ['at 45 cents each', '0.45 USD'],
  ['pens at 45 cents, total €9', '0.45 EUR'],
  ['sweets for 5 pence', '0.05 GBP'],
  ['27.4p a kWh', '0.274 GBP'],
  ['8 per cent', '8 %'],
])('reads hundredths: %s', (text, expected) => {
  const [figure] = readFigures(text);
  const [value, unit] = expected.split(' ');
  expect([new Exact(figure?.value ?? NaN).eq(value ?? NaN), figure?.unit]).toEqual([true, unit]);
});

it.each([
  ['$275 USD', '275 USD'],
  ['$1,450 CAD in all', '1450 CAD'],
  ['kr 2,499 SEK', '2499 SEK'],
  ['$20 Canadian dollars', '20 CAD'],
  ['¥900 CNY', '900 CNY'],
])('takes the code behind an amount for whose sign it is: %s', (text, expected) => {
  expect(readFigures(text).map((f) => `${f.value} ${f.unit}`)).toEqual([expected]);
});

it('keeps another currency behind an amount apart: it is asked for', () => {
  expect(readFigures('$500 EUR').map((f) => f.kind)).toEqual(['M', 'C']);
});

it('takes a rate behind an amount for one figure, not the amount for its first half', () => {
  const found = readFigures('convert $17540 at 1 JPY = 0.0064 USD');
  expect(found.map((f) => [f.marker, f.value, f.unit, f.base])).toEqual([
    ['M0', '17540', 'USD', undefined],
    ['X0', '0.0064', 'USD', 'JPY'],
  ]);
});

describe('maskText', () => {
  it('puts typed markers for figures and keeps units of time', () => {
    const text = 'Interest on $500 at 5% over 18 mths?';
    expect(maskText(text, readFigures(text))).toBe('interest on <M0> at <P0> over <T0> months ?');
  });
  it('lets nobody type a marker', () => {
    const text = 'what is <M0> plus <program> 5';
    expect(maskText(text, readFigures(text))).not.toMatch(/<(?:M0|program)>/);
  });
});
