/** Dated exchange rates in the ledger's database, and the rate between any two currencies of one base. */
import type { Database } from 'better-sqlite3';
import { Decimal } from 'decimal.js';
import { Blobs } from '../ledger/blobs.ts';
import { readEcb } from './ecb.ts';
import { readCurrency, readDate, readRate } from './values.ts';

const D = Decimal.clone({
  defaults: true,
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -60,
  toExpPos: 60,
});
const ECB = 'ECB euro reference rates';

/** One unit of `from` is worth `rate` units of `to`: a plain decimal, 34 digits. `date` is the day of the rates used. */
export interface FoundRate {
  rate: string;
  date: string;
  source: string;
}

export interface Imported {
  days: number;
  rates: number;
  from: string;
  to: string;
}

/** A stored rate: one unit of `base` is `perBase` units of `currency`. `file` is the SHA-256 of where it was read from. */
export interface RateRow {
  date: string;
  base: string;
  currency: string;
  perBase: string;
  source: string;
  file: string | null;
}

interface Leg {
  date: string;
  f: string;
  t: string;
  source: string;
}

export class Rates {
  private readonly db: Database;
  /** Takes a database opened by the ledger's openDatabase. */
  constructor(db: Database) {
    this.db = db;
  }

  /**
   * Stores an ECB file and its rates, whole or not at all; a day that is there already is replaced. Throws RatesError.
   */
  importEcb(name: string, data: Uint8Array): Imported {
    const rates = readEcb(name, data);
    const write = this.db.transaction(() => {
      const file = new Blobs(this.db).put(data);
      for (const { date, currency, rate } of rates) this.put(date, 'EUR', currency, rate, ECB, file);
    });
    write.immediate();
    const days = [...new Set(rates.map((r) => r.date))].sort();
    return { days: days.length, rates: rates.length, from: days[0] ?? '', to: days.at(-1) ?? '' };
  }

  /** Stores rates as given: one unit of `base` is `rates[X]` units of X. Throws RatesError. */
  setRates(given: { base: string; rates: Record<string, string>; date: string; source: string }): void {
    const base = readCurrency(given.base);
    const date = readDate(given.date);
    const rows = Object.entries(given.rates).map(
      ([currency, rate]) => [readCurrency(currency), readRate(rate)] as const,
    );
    this.db
      .transaction(() => rows.forEach(([currency, rate]) => this.put(date, base, currency, rate, given.source, null)))
      .immediate();
  }

  /**
   * The rate on `date` (ISO; the newest where it is left out), or on the latest day before it on which one base has
   * both currencies. Both legs are of the same day. Null where there is none. Throws RatesError.
   */
  lookup(from: string, to: string, date?: string): FoundRate | null {
    const until = date === undefined ? '9999-12-31' : readDate(date);
    if (from === to) return { rate: '1', date: date ?? new Date().toISOString().slice(0, 10), source: 'same currency' };
    let best: Leg | null = null;
    for (const base of this.bases(from, to)) {
      const leg = this.leg(base, from, to, until);
      if (leg && (!best || leg.date > best.date)) best = leg;
    }
    return best && { rate: new D(best.t).div(best.f).toString(), date: best.date, source: best.source };
  }

  /** Every rate of a day that may stand behind a found rate with this source (two legs may have two sources). */
  day(date: string, source: string): RateRow[] {
    const sql = `SELECT date, base, currency, per_base AS perBase, source, file FROM rate
      WHERE date = ? ORDER BY base, currency`;
    const sources = new Set([source, ...source.split('; ')]);
    return this.db
      .prepare<[string], RateRow>(sql)
      .all(date)
      .filter((row) => sources.has(row.source));
  }

  /** The newest day of any rate and its source, or null. */
  newest(): { date: string; source: string } | null {
    const sql = 'SELECT date, source FROM rate ORDER BY date DESC LIMIT 1';
    return this.db.prepare<[], { date: string; source: string }>(sql).get() ?? null;
  }

  /** On equal days the first wins: a rate as given, then its inverse, then a cross rate, the euro's first. */
  private bases(from: string, to: string): string[] {
    const all = this.db
      .prepare<[], { base: string }>('SELECT DISTINCT base FROM rate ORDER BY base')
      .all()
      .map((r) => r.base);
    const rank = (base: string): number => [from, to, 'EUR'].indexOf(base) + 1 || 4;
    return all.sort((a, b) => rank(a) - rank(b));
  }

  private leg(base: string, from: string, to: string, until: string): Leg | null {
    const other = base === from ? to : base === to ? from : null;
    if (other !== null) {
      const sql =
        'SELECT date, per_base AS rate, source FROM rate WHERE base = ? AND currency = ? AND date <= ? ORDER BY date DESC LIMIT 1';
      const row = this.db.prepare<string[], FoundRate>(sql).get(base, other, until);
      if (!row) return null;
      const { date, rate, source } = row;
      return base === from ? { date, f: '1', t: rate, source } : { date, f: rate, t: '1', source };
    }
    const sql = `SELECT f.date, f.per_base AS f, t.per_base AS t,
        CASE WHEN f.source = t.source THEN f.source ELSE f.source || '; ' || t.source END AS source
      FROM rate f JOIN rate t ON t.base = f.base AND t.date = f.date AND t.currency = ?
      WHERE f.base = ? AND f.currency = ? AND f.date <= ? ORDER BY f.date DESC LIMIT 1`;
    return this.db.prepare<string[], Leg>(sql).get(to, base, from, until) ?? null;
  }

  private put(
    ...row: [date: string, base: string, currency: string, rate: string, source: string, file: string | null]
  ): void {
    this.db
      .prepare('INSERT OR REPLACE INTO rate (date, base, currency, per_base, source, file) VALUES (?, ?, ?, ?, ?, ?)')
      .run(...row);
  }
}
