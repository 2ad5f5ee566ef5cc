import { expect, it } from 'vitest';
import { environment } from './environment.ts';
import { judge } from './evidence/judge.ts';
import { sample } from './evidence/test-sample.ts';
import { sha256Hex } from './ledger/blobs.ts';
import { Ledger } from './ledger/ledger.ts';
import { openDatabase } from './ledger/open.ts';
import { Rates } from './rates/rates.ts';
import { recordOf, type Surroundings } from './record.ts';
import type { LedgerDraft } from './services.ts';

const ECB = 'Date,USD,JPY,\n2026-11-20,1.0569,163.50,\n';
const ledger = new Ledger(openDatabase(':memory:'));
const rates = new Rates(ledger.db);
const versions = { ...environment(ledger.db, '0.1.0'), runtime: sha256Hex('runtime') };
const around: Surroundings = {
  versions,
  user: 'Ada',
  runtime: Buffer.from('runtime'),
  module: Buffer.from('module'),
  links: [],
  ratesOf: (date, source) => rates.day(date, source),
  file: ledger.blobs.get,
};

function draftWith(rate: string, source: { date: string; source: string }): LedgerDraft {
  const { card, wat } = sample('100 JPY in USD', rate);
  const inputs = card.inputs.map((input, i) =>
    i ? input : { ...input, source: { kind: 'rate' as const, ...source } },
  );
  return {
    card: { ...card, inputs, value: null, status: 'declined', display: '' },
    figures: [],
    wat,
    args: [rate, '3'],
    result: null,
    program: null,
    masked: '',
    rounding: '',
    candidates: [],
    modelHash: 'm'.repeat(64),
  };
}

it('keeps the rates that took part, and the file that they came from', () => {
  rates.importEcb('hist.csv', Buffer.from(ECB));
  rates.setRates({ base: 'EUR', rates: { KZT: '500' }, date: '2026-11-20', source: 'typed' });
  const found = rates.lookup('JPY', 'USD')!;
  const { record, parts } = recordOf(draftWith(found.rate, found), around);
  const { id } = ledger.append(record, parts);
  const entry = ledger.get(id)!.record;
  expect(entry).toMatchObject({
    user: 'Ada',
    agreement: null,
    gas: { used: null, limit: null },
    versions: { app: '0.1.0', model: 'm'.repeat(64), iso4217: expect.stringMatching(/^published \d{4}-\d\d/) },
    rates: [{ date: '2026-11-20', source: 'ECB euro reference rates', file: sha256Hex(ECB) }],
    blobs: { runtime: versions.runtime, module: sha256Hex('module'), 'rate-file-1': sha256Hex(ECB) },
  });
  expect(ledger.blobs.get(entry.blobs!['rates']!)?.toString()).not.toContain('KZT');
  expect(judge(id, entry, ledger.blobs.get, () => null)).toEqual([]);
  const other = {
    ...entry,
    bindings: entry.bindings.map((b, i) => (i ? b : { ...b, value: '0.0065' })),
    args: ['0.0065', '3'],
  };
  expect(judge(id, other, ledger.blobs.get, () => null)).toEqual([
    expect.stringContaining('does not come from the rates'),
  ]);
});

it('keeps each blob once', () => {
  const before = ledger.blobs.count();
  const found = rates.lookup('EUR', 'USD')!;
  for (let i = 0; i < 3; i++) {
    const { record, parts } = recordOf(draftWith(found.rate, found), around);
    ledger.append(record, parts);
  }
  expect(ledger.blobs.count()).toBe(before);
});
