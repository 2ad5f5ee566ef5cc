import fc from 'fast-check';
import papa from 'papaparse';
import { expect, it } from 'vitest';
import { ledgerRecord } from '../ledger/record.ts';
import { COLUMNS, csvOf, plainCell, rowOf } from './table.ts';
import { sample } from './test-sample.ts';

it.each(['=1', '+1 a', '-a', '@x', '\t=1', '\r=1', '\n=1', ' =1', '\u00a0=1', '＝1', '＋1', '－1', '＠a'])(
  'makes %j text',
  (cell) => expect(plainCell(cell)).toBe(`'${cell}`),
);

it.each(['', 'a=1', '-12', '-12.50', '-1E-45', '1', 'a', "'=1"])('leaves %j as it is', (cell) =>
  expect(plainCell(cell)).toBe(cell),
);

it('can be read back, cell by cell, whatever people write', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (question) => {
      const record = ledgerRecord.parse(sample(question));
      const computation = { id: 1, hash: 'f'.repeat(64), record };
      const { data } = papa.parse(csvOf([computation]).slice(1), { skipEmptyLines: false, delimiter: ',' });
      expect(data[0]).toEqual(COLUMNS);
      expect(data[1]).toEqual(rowOf(computation).map(plainCell));
    }),
  );
});
