import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readFlows, readList } from './flows.ts';
import { readFigures } from './read.ts';

const flowsOf = (text: string) =>
  readFlows(text, readFigures(text)).map((l) => [l.flows.map((f) => f.value).join(' '), l.unit]);

it.each([
  ['NPV at 8% of -$10,000, $3,000, $4,200 and $6,800?', [['-10000 3000 4200 6800', 'USD']]],
  ['flows -1000; 300; 400; 500 EUR', [['-1000 300 400 500', 'EUR']]],
  ['IRR of −£50k, £20k, £20k, £25k', [['-50000 20000 20000 25000', 'GBP']]],
  [
    '-500, 200, 200, 250 and another -900 / 400 / 600',
    [
      ['-500 200 200 250', ''],
      ['-900 400 600', ''],
    ],
  ],
  ['$100 and $200', []],
  ['$100, €200, £300', []],
  ['$100 for 3 years at 5%, 4%, 3%', []],
])('%s', (text, expected) => {
  expect(flowsOf(text)).toEqual(expected);
});

it('reads back every list that is written with commas', () => {
  const amount = fc.integer({ min: -9_999_999, max: 9_999_999 });
  fc.assert(
    fc.property(fc.array(amount, { minLength: 3, maxLength: 12 }), fc.constantFrom('', '$', '€'), (amounts, sign) => {
      const text = `Cash flows: ${amounts.map((n) => `${n < 0 ? '-' : ''}${sign}${Math.abs(n)}`).join(', ')}.`;
      expect(flowsOf(text)[0]?.[0]).toBe(amounts.map(String).join(' '));
    }),
  );
});

it.each([
  ['-1000, 300, 420.5', '-1000 300 420.5'],
  ['[-1000,300,420]', '-1000 300 420'],
  ['−1000; 300', '-1000 300'],
  ['$1,000, -$250 and $75.50', '1000 -250 75.5'],
  ['5%, 5.25 %', '5 5.25'],
  ['2026-01-31, 2026-02-28', '2026-01-31 2026-02-28'],
  ['42', '42'],
  // A comma could part thousands, or a decimal from its fraction.
  ['100,200,300', null],
  ['1,000, 2,000', null],
  ['1,5; 2,5', null],
  // Two currencies, two kinds, words around it, nothing.
  ['$100, €200', null],
  ['100, 5%', null],
  ['100 200', null],
  ['pay 100, 200', null],
  ['100, 200 a year', null],
  ['', null],
])('%s is the list %s', (text, expected) => {
  expect(
    readList(text)
      ?.map((f) => f.value)
      .join(' ') ?? null,
  ).toBe(expected);
});

it('reads back every list of numbers that is written with a comma and a space', () => {
  const number = fc.integer({ min: -1e9, max: 1e9 }).map((n) => String(n / 100));
  fc.assert(
    fc.property(fc.array(number, { minLength: 2, maxLength: 12 }), fc.constantFrom(', ', '; '), (numbers, gap) => {
      expect(readList(numbers.join(gap))?.map((f) => f.value)).toEqual(numbers);
    }),
  );
});
