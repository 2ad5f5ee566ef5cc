import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readFlows } from './flows.ts';
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
