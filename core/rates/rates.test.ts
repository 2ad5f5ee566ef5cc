import AdmZip from 'adm-zip';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../ledger/open.ts';
import { Rates } from './rates.ts';

const HIST = `Date,USD,JPY,GBP,RUB,
2026-11-20,1.0569,163.50,0.8335,N/A,
2026-11-19,1.0500,,0.8300,N/A,
2022-03-01,1.1162,127.95,0.8341,117.201,
`;
const DAILY = 'Date, USD, JPY, \n23 November 2026, 1.0600, 164.00, \n';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('Rates', () => {
  let rates: Rates;
  beforeEach(() => {
    rates = new Rates(openDatabase(':memory:'));
  });

  it('reads the historical and the daily file, plain and zipped', () => {
    expect(rates.newest()).toBeNull();
    expect(rates.importEcb('hist.csv', bytes(HIST))).toEqual({
      days: 3,
      rates: 9,
      from: '2022-03-01',
      to: '2026-11-20',
    });
    const zip = new AdmZip();
    zip.addFile('eurofxref.csv', Buffer.from(DAILY));
    expect(rates.importEcb('eurofxref.zip', zip.toBuffer())).toMatchObject({ days: 1, rates: 2, to: '2026-11-23' });
    expect(rates.newest()).toEqual({ date: '2026-11-23', source: 'ECB euro reference rates' });
  });

  it('gives direct, inverse and cross rates, exact to 34 digits', () => {
    rates.importEcb('hist.csv', bytes(HIST));
    expect(rates.lookup('EUR', 'USD', '2026-11-20')).toMatchObject({ rate: '1.0569', date: '2026-11-20' });
    expect(rates.lookup('USD', 'EUR')?.rate).toBe('0.9461633077869240230863847100009462');
    expect(rates.lookup('GBP', 'USD')?.rate).toBe('1.268026394721055788842231553689262');
    expect(rates.lookup('USD', 'USD', '2026-11-20')).toMatchObject({ rate: '1', date: '2026-11-20' });
  });

  it('goes back to the latest day with both legs; a gap is never zero', () => {
    rates.importEcb('hist.csv', bytes(HIST));
    expect(rates.lookup('EUR', 'USD', '2026-11-22')?.date).toBe('2026-11-20');
    expect(rates.lookup('USD', 'JPY', '2026-11-19')?.date).toBe('2022-03-01');
    expect(rates.lookup('USD', 'RUB')).toMatchObject({ date: '2022-03-01' });
    expect(rates.lookup('EUR', 'USD', '2022-02-28')).toBeNull();
    expect(rates.lookup('EUR', 'XXX')).toBeNull();
  });

  it('keeps rates of another base as given', () => {
    rates.setRates({ base: 'USD', rates: { KZT: '500.10', RUB: '80' }, date: '2026-11-21', source: 'typed' });
    expect(rates.lookup('USD', 'KZT')).toEqual({ rate: '500.1', date: '2026-11-21', source: 'typed' });
    expect(rates.lookup('RUB', 'KZT')?.rate).toBe('6.25125');
    expect(() => rates.setRates({ base: 'USD', rates: { KZT: '0' }, date: '2026-11-21', source: '' })).toThrow(
      /above zero/,
    );
  });

  it.each([
    ['', /first line/],
    ['hello\nworld', /first line/],
    ['Date,USD\n2026-02-30,1', /Line 2 of x.csv: "2026-02-30" is not a date/],
    ['Date,USD\n2026-11-20,abc', /Line 2 of x.csv: "abc" is not a rate/],
    ['Date,USD\n2026-11-20,0', /above zero/],
    ['Date,USD\n2026-11-20,-1', /above zero/],
    ['Date,USD,JPY\n2026-11-20,1', /should be 2 rates/],
    ['Date,USD\n2026-11-20,1\n2026-11-20,2', /twice/],
    ['Date,USD,USD\n2026-11-20,1,2', /twice/],
    ['Date,USD\n', /no rates/],
    ['PK garbage', /damaged/],
  ])('refuses a bad file whole: %j', (text, message) => {
    expect(() => rates.importEcb('x.csv', bytes(text))).toThrow(message);
    expect(rates.newest()).toBeNull();
  });
});
