import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Sandbox } from '../sandbox/supervisor.ts';
import { canonical } from './canonical.ts';
import { verifyChain } from './chain.ts';
import { Ledger } from './ledger.ts';
import type { LedgerRecordInput } from './record.ts';
import { replay, replayAll } from './replay.ts';

const WAT = `(module (import "decimal" "mul" (func $mul (param i32 i32) (result i32)))
  (func (export "answer") (param $a i32) (param $b i32) (result i32) (call $mul (local.get $a) (local.get $b))))`;

function record(question: string, a = '2', more: Partial<LedgerRecordInput['card']> = {}): LedgerRecordInput {
  const value = String(Number(a) * 3);
  const card = {
    conversation: 'c1',
    time: '2026-11-24T10:00:00.000Z',
    status: 'answered' as const,
    question,
    value,
    unit: 'USD',
    display: value,
    sentence: `The answer is ${value}.`,
    confidence: 'sure' as const,
    inputs: [],
    unused: [],
    asks: [],
    formula: '',
    wat: WAT,
    model: 'test',
    ms: 12.6,
    ...more,
  };
  const bindings = [{ param: 'a', value: a, source: { kind: 'figure' as const, text: a, start: 0, end: 1 } }];
  return {
    card,
    figures: [{ value: a }],
    bindings,
    wat: WAT,
    args: [a, '3'],
    result: { ok: true, value, ms: 0.4 },
    versions: { app: '0.1.0' },
  };
}

describe('Ledger', () => {
  let folder: string;
  let path: string;
  let ledger: Ledger;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    path = join(folder, 'ledger.db');
    ledger = Ledger.open(path);
  });
  afterEach(() => {
    ledger.close();
    rmSync(folder, { recursive: true });
  });

  it('sets durability and keeps what it is given', () => {
    expect(ledger.db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(ledger.db.pragma('synchronous', { simple: true })).toBe(2);
    expect(ledger.db.pragma('foreign_keys', { simple: true })).toBe(1);
    const { id, hash, card } = ledger.append(record('two by three \ud800'));
    expect(card).toMatchObject({ id: 1, hash, ms: 13, question: 'two by three \ufffd' });
    expect(ledger.get(id)).toMatchObject({ id, hash, card, record: { args: ['2', '3'], versions: { app: '0.1.0' } } });
    expect(ledger.get(2)).toBeNull();
    expect(() => ledger.append({ ...record('x'), figures: 0.5 })).toThrow(/does not fit/);
    expect(ledger.count()).toBe(1);
  });

  it('refuses changes, deletions and replacements', () => {
    ledger.append(record('one'));
    ledger.append(record('two'));
    expect(() => ledger.db.exec(`UPDATE record SET question = 'x'`)).toThrow(/append-only/);
    expect(() => ledger.db.exec('DELETE FROM record')).toThrow(/append-only/);
    expect(() => ledger.db.exec('INSERT OR REPLACE INTO record SELECT * FROM record WHERE id = 1')).toThrow(
      /append-only/,
    );
    expect(verifyChain(ledger)).toMatchObject({ ok: true, records: 2 });
  });

  it('shows tampering, a missing record and a cut end', async () => {
    for (const q of ['one', 'two', 'three']) ledger.append(record(q));
    const { head } = verifyChain(ledger);
    ledger.db.exec('DROP TRIGGER record_no_delete; DELETE FROM record WHERE id = 3');
    expect(verifyChain(ledger)).toMatchObject({ ok: true, records: 2 });
    expect(verifyChain(ledger, head)).toMatchObject({ ok: false });
    ledger.db.exec(`DROP TRIGGER record_no_update; UPDATE record SET body = replace(body, '"6"', '"7"') WHERE id = 2`);
    expect(verifyChain(ledger)).toMatchObject({ ok: false, broken: 2 });
    const run = async (): Promise<never> => Promise.reject(new Error('not run'));
    expect(await replay(ledger, 2, run)).toMatchObject({ equal: false, detail: expect.stringContaining('changed') });
    ledger.db.exec('DELETE FROM record WHERE id = 1');
    expect(verifyChain(ledger)).toMatchObject({ ok: false, broken: 1 });
  });

  it('refuses a newer file and a file of another kind, and leaves them as they are', () => {
    const newer = join(folder, 'newer.db');
    const db = new Database(newer);
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(newer);
    expect(() => Ledger.open(newer)).toThrow(/newer version of WatLedger \(format 99/);
    expect(readFileSync(newer)).toEqual(before);
    const other = join(folder, 'other.db');
    new Database(other).exec('CREATE TABLE t (a)').close();
    expect(() => Ledger.open(other)).toThrow(/not a WatLedger ledger/);
    writeFileSync(other, 'hello '.repeat(1000));
    expect(() => Ledger.open(other)).toThrow(/not a WatLedger ledger/);
  });

  it('searches question and sentence, pages, and keeps conversations in order', () => {
    ledger.append(record('Simple interest on 1,500.00 dollars'));
    ledger.append(record('Сколько будет вклад в рублях?', '5', { conversation: 'c2', sentence: 'Вклад вырастет.' }));
    ledger.append(record('Is 5% good? 100 €'));
    const ids = (search: string, more = {}): number[] => ledger.history({ search, ...more }).map((c) => c.id);
    expect(ids('')).toEqual([3, 2, 1]);
    expect(ids('', { before: 3, limit: 1 })).toEqual([2]);
    expect(ids('INTER simple')).toEqual([1]);
    expect(ids('1,500.00')).toEqual([1]);
    expect(ids('ВЫРАСТ')).toEqual([2]);
    expect(ids('€')).toEqual([3]);
    for (const odd of ['"', 'a" OR "b', 'NEAR(', '*', 'question:x', '-']) expect(() => ids(odd)).not.toThrow();
    expect(ledger.conversation('c1').map((c) => c.id)).toEqual([1, 3]);
  });

  it('replays 1,000 records in the sandbox', async () => {
    for (let i = 0; i < 1000; i++) ledger.append(record(`q ${i}`, String(i)));
    const sandbox = new Sandbox();
    let equal = 0;
    for await (const result of replayAll(ledger, (p) => sandbox.run(p))) equal += result.equal ? 1 : 0;
    expect(equal).toBe(1000);
    const wrong = await replay(ledger, 7, async () => ({ ok: true, value: '1', ms: 0 }));
    expect(wrong).toMatchObject({ equal: false, detail: 'The record says 18; the program now gives 1.' });
    expect(await replay(ledger, 5000, (p) => sandbox.run(p))).toMatchObject({ equal: false });
    sandbox.close();
  }, 30_000);

  it('lets two processes open a new file and write at once', async () => {
    const shared = join(folder, 'shared.db');
    const script = join(folder, 'write.ts');
    writeFileSync(
      script,
      `import { Ledger } from ${JSON.stringify(join(import.meta.dirname, 'ledger.ts'))};
       const ledger = Ledger.open(${JSON.stringify(shared)});
       for (let i = 0; i < 200; i++) ledger.append(${JSON.stringify(record('at once'))});
       ledger.close();`,
    );
    const write = (): Promise<number | null> =>
      new Promise((done) => spawn(process.execPath, [script], { stdio: 'inherit' }).on('exit', done));
    expect(await Promise.all([write(), write()])).toEqual([0, 0]);
    const both = Ledger.open(shared);
    expect(verifyChain(both)).toMatchObject({ ok: true, records: 400 });
    both.close();
  }, 30_000);
});

describe('canonical', () => {
  it('sorts keys by UTF-16 units and escapes as RFC 8785 says', () => {
    const value = {
      '\u20ac': 1,
      '\r': 2,
      '1': 3,
      '\u{1f600}': 4,
      '\ufb33': 5,
      a: undefined,
      b: ['\u0007"\\', null, true],
    };
    expect(canonical(value)).toBe('{"\\r":2,"1":3,"b":["\\u0007\\"\\\\",null,true],"€":1,"😀":4,"\ufb33":5}');
  });
  it('refuses fractions and what is not JSON', () => {
    for (const bad of [0.5, NaN, 2 ** 53, 1n, undefined, [undefined], new Date(), '\ud800'])
      expect(() => canonical(bad)).toThrow(TypeError);
    let deep: unknown = 1;
    for (let i = 0; i < 500; i++) deep = [deep];
    expect(canonical(deep)).toHaveLength(1001);
    expect(() => canonical({ deep })).toThrow(/deeper than 500/);
  });
});
