/**
 * The ledger beside plain SQLite: appending, verifying, searching. Run: npm run bench -- ledger
 * LEDGER_RECORDS sets how many records the search has (20,000; up to 1,000,000).
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Evidence } from '../core/evidence/evidence.ts';
import { fileKeyStore } from '../core/evidence/key.ts';
import { sample } from '../core/evidence/test-sample.ts';
import { verifyChain } from '../core/ledger/chain.ts';
import { Ledger, type Row } from '../core/ledger/ledger.ts';
import type { LedgerRecordInput } from '../core/ledger/record.ts';
import { replayAll } from '../core/ledger/replay.ts';
import { Sandbox } from '../core/sandbox/supervisor.ts';
import { measure, report, type Measured } from './measure.ts';

const APPENDS = 200;
const VERIFIED = 5000;
const REPLAYED = 200;
const BATCH = 1000;
const count = (n: number): string => Math.round(n).toLocaleString('en-US');

const TOPICS = [
  'interest on a deposit',
  'a loan payment',
  'the margin of a sale',
  'yield of a bond',
  'tax on a salary',
];
const recordAt = (n: number): LedgerRecordInput =>
  sample(`What is ${TOPICS[n % TOPICS.length]} of ${1000 + (n % 977)}.50 dollars, invoice inv${n}?`, String(n + 1));

export default async function ledger(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'watledger-bench-'));
  try {
    await appends(folder);
    await verifying(folder);
    await searching(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A table of the same columns without index, trigger or chain, opened with the ledger's own pragmas. */
function plainDatabase(path: string, synchronous: string): Database.Database {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${synchronous}`);
  db.exec(
    `CREATE TABLE record (id INTEGER PRIMARY KEY, conversation TEXT, time TEXT, status TEXT, question TEXT, body TEXT,
     previous TEXT, hash TEXT)`,
  );
  return db;
}

async function appends(folder: string): Promise<void> {
  const made = Ledger.open(join(folder, 'made.db'));
  made.db.transaction(() => {
    for (let n = 0; n < 2 * APPENDS; n++) made.append(recordAt(n));
  })();
  const rows = [...made.rows()];
  made.close();
  for (const synchronous of ['FULL', 'OFF']) {
    const db = plainDatabase(join(folder, `plain-${synchronous}.db`), synchronous);
    const insert = db.prepare(
      'INSERT INTO record VALUES (@id, @conversation, @time, @status, @question, @body, @previous, @hash)',
    );
    let [a, b, c] = [0, 0, 0];
    const plain = await measure('plain SQLite insert of the same rows', () => insert.run(rows[a++]), APPENDS);
    db.close();
    const open = (name: string): Ledger => {
      const opened = Ledger.open(join(folder, `${name}-${synchronous}.db`));
      opened.db.pragma(`synchronous = ${synchronous}`);
      return opened;
    };
    const bare = open('bare');
    const appended = await measure('ledger: append', () => bare.append(recordAt(b++)), APPENDS);
    bare.close();
    const signed = open('signed');
    const evidence = new Evidence(signed, join(folder, synchronous), fileKeyStore(join(folder, 'key')));
    const sealed = await measure(
      'ledger: append, and sign a checkpoint on disk',
      () => {
        signed.append(recordAt(c++));
        evidence.seal();
      },
      APPENDS,
    );
    signed.close();
    const durable = synchronous === 'FULL';
    report(
      durable ? 'One record, durable (synchronous = FULL)' : 'One record, not waiting for the disk (synchronous = OFF)',
      plain,
      [appended, sealed],
    );
    perSecond(1, [plain, appended, sealed]);
  }
}

function perSecond(records: number, all: readonly Measured[]): void {
  console.log(`  Records a second: ${all.map(({ ms }) => count((1000 * records) / ms)).join(', ')}`);
}

/** Many records at once, for what is measured after them. */
function fill(ledger: Ledger, records: number): void {
  ledger.db.pragma('synchronous = OFF');
  const batch = ledger.db.transaction((from: number, to: number) => {
    for (let n = from; n < to; n++) ledger.append(recordAt(n));
  });
  for (let n = 0; n < records; n += BATCH) batch(n, Math.min(records, n + BATCH));
}

async function verifying(folder: string): Promise<void> {
  const ledger = Ledger.open(join(folder, 'verified.db'));
  fill(ledger, VERIFIED);
  const rows = [...ledger.rows()];
  const hashAll = (given: Iterable<Row>): void => {
    for (const { previous, body } of given) createHash('sha256').update(`${previous}\n${body}`, 'utf8').digest('hex');
  };
  const plain = await measure('SHA-256 over the same bytes, in memory', () => hashAll(rows), 9, 2);
  const read = await measure('the same, read from the database', () => hashAll(ledger.rows()), 9, 2);
  const verified = await measure('ledger: verify the chain and the columns', () => verifyChain(ledger), 9, 2);
  report(`${count(VERIFIED)} records by their hashes`, plain, [read, verified]);
  perSecond(VERIFIED, [plain, read, verified]);
  ledger.close();

  const short = Ledger.open(join(folder, 'replayed.db'));
  fill(short, REPLAYED);
  const sandbox = new Sandbox();
  const entries = [...short.rows()].map((row) => short.entry(row).record);
  const runs = async (): Promise<void> => {
    for (const { wat, args } of entries) await sandbox.run({ wat, args });
  };
  const replays = async (): Promise<void> => {
    for await (const { equal, detail } of replayAll(short, (program) => sandbox.run(program)))
      if (!equal) throw new Error(detail);
  };
  const ran = await measure('the programs alone, in the sandbox', runs, 3, 1);
  const replayed = await measure('ledger: verify by full replay', replays, 3, 1);
  const hashed = await measure('ledger: verify by hashes', () => verifyChain(short), 9, 2);
  report(`${count(REPLAYED)} records by running them again`, ran, [replayed, hashed]);
  perSecond(REPLAYED, [ran, replayed, hashed]);
  sandbox.close();
  short.close();
}

async function searching(folder: string): Promise<void> {
  const records = Math.min(1_000_000, Math.max(1, Number(process.env['LEDGER_RECORDS'] ?? 20_000) || 20_000));
  const db = new Database(join(folder, 'plain-search.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.exec(`CREATE VIRTUAL TABLE text USING fts5(question, sentence, tokenize = 'unicode61 remove_diacritics 2');
           CREATE TABLE line (id INTEGER PRIMARY KEY, question TEXT, sentence TEXT)`);
  const index = db.prepare('INSERT INTO text (rowid, question, sentence) VALUES (?, ?, ?)');
  const line = db.prepare('INSERT INTO line VALUES (?, ?, ?)');
  const ledger = Ledger.open(join(folder, 'search.db'));
  const began = performance.now();
  fill(ledger, records);
  console.log(`\nA ledger of ${count(records)} records, made in ${count((performance.now() - began) / 1000)} s`);
  db.transaction(() => {
    for (const { id, question, body } of ledger.rows()) {
      const { sentence } = (JSON.parse(body) as { card: { sentence: string } }).card;
      index.run(id, question, sentence);
      line.run(id, question, sentence);
    }
  })();
  const match = db.prepare('SELECT rowid, * FROM text WHERE text MATCH ? ORDER BY rowid DESC LIMIT 50');
  const like = (words: string[]): (() => unknown[]) => {
    const each = words.map(() => `question || ' ' || sentence LIKE ?`).join(' AND ');
    const find = db.prepare(`SELECT * FROM line WHERE ${each} ORDER BY id DESC LIMIT 50`);
    return () => find.all(words.map((word) => `%${word}%`));
  };
  const old = Math.ceil(records / 10);
  for (const [title, search, query] of [
    ['one record of all', `inv${old}`, `"inv${old}"*`],
    ['a word in each fifth', 'margin', '"margin"*'],
    ['two beginnings of words', 'bon yie', '"bon"* "yie"*'],
  ] as const) {
    const found = ledger.history({ search }).length;
    const fts = await measure('plain FTS5, its rows', () => match.all(query), 30, 3);
    const own = await measure('ledger: history, its cards', () => ledger.history({ search }), 30, 3);
    const scan = await measure('plain LIKE', like(search.split(' ')), 5, 1);
    report(`Search for ${title} (“${search}”, ${found} shown)`, fts, [own, scan]);
  }
  db.close();
  ledger.close();
}
