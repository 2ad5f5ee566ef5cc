/** The append-only ledger of questions and answers. */
import type { Database } from 'better-sqlite3';
import type { Card, HistoryRequest } from '../contract.ts';
import { Blobs } from './blobs.ts';
import { chainHash, GENESIS } from './chain.ts';
import { onDisk } from './disk.ts';
import { LedgerError } from './error.ts';
import { openDatabase, type OpenOptions } from './open.ts';
import { pack, unpack, type Parts } from './pack.ts';
import type { LedgerRecord, LedgerRecordInput } from './record.ts';
import { toMatch } from './search.ts';

/** A row as SQLite has it. */
export interface Row {
  id: number;
  conversation: string;
  time: string;
  status: string;
  question: string;
  body: string;
  previous: string;
  hash: string;
}

/** A record with its place in the chain. */
export interface Entry {
  id: number;
  previous: string;
  hash: string;
  record: LedgerRecord;
  card: Card;
}

const PAGE = 500;

/** All methods throw LedgerError "damaged" for a body that cannot be read. */
export class Ledger {
  readonly db: Database;
  readonly blobs: Blobs;
  /** Set once the disk failed: what a failed write left there is known only after opening again. */
  private stopped: LedgerError | null = null;
  constructor(db: Database) {
    this.db = db;
    this.blobs = new Blobs(db);
  }

  /** Opens or creates a ledger file; throws as openDatabase does. */
  static open(path: string, options?: OpenOptions): Ledger {
    return new Ledger(openDatabase(path, options));
  }

  /**
   * Writes one record, the blobs that belong to it, and its place in the chain in one transaction; on return it is on
   * disk. Times become whole milliseconds. Throws LedgerError "record" for a record that does not fit, and "full", "busy"
   * or "disk" where the disk refuses it; after "disk", nothing more is written before the ledger is opened again.
   */
  append(record: LedgerRecordInput, parts: Parts = {}): { id: number; hash: string; card: Card } {
    const { stored, body, parts: all } = pack(record, parts);
    const { conversation, time, status, question } = stored.card;
    // Immediate: the last hash must not change between reading it and writing after it.
    const write = this.db.transaction(() => {
      const last = this.db.prepare<[], Row>('SELECT * FROM record ORDER BY id DESC LIMIT 1').get();
      const previous = last?.hash ?? GENESIS;
      const row: Row = {
        id: (last?.id ?? 0) + 1,
        conversation,
        time,
        status,
        question,
        body,
        previous,
        hash: chainHash(previous, body),
      };
      this.db
        .prepare('INSERT INTO record VALUES (@id, @conversation, @time, @status, @question, @body, @previous, @hash)')
        .run(row);
      for (const bytes of Object.values(all)) this.blobs.put(bytes);
      return row;
    });
    const { id, hash } = this.keep('The record was not written; all earlier ones are kept.', () => write.immediate());
    return { id, hash, card: { ...stored.card, id, hash } };
  }

  get(id: number): Entry | null {
    const row = this.row(id);
    return row ? this.entry(row) : null;
  }

  /** Newest first. `search` finds whole words and beginnings of words in question and sentence, all of them. */
  history({ search = '', before, limit = 50 }: HistoryRequest = {}): Card[] {
    const end = before ?? Number.MAX_SAFE_INTEGER;
    const match = toMatch(search);
    if (match === null) {
      return this.cards(
        'SELECT * FROM record WHERE id < ? AND instr(question, ?) > 0 ORDER BY id DESC LIMIT ?',
        end,
        search.trim(),
        limit,
      );
    }
    if (match === '') return this.cards('SELECT * FROM record WHERE id < ? ORDER BY id DESC LIMIT ?', end, limit);
    const found = 'SELECT rowid FROM record_text WHERE record_text MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?';
    return this.cards(`SELECT * FROM record WHERE id IN (${found}) ORDER BY id DESC`, match, end, limit);
  }

  /** Oldest first, as it was said. */
  conversation(id: string): Card[] {
    return this.cards('SELECT * FROM record WHERE conversation = ? ORDER BY id', id);
  }

  /** The newest record of a conversation that has a value; null where there is none. */
  lastAnswered(conversation: string): Entry | null {
    const row = this.db
      .prepare<[string], Row>(
        "SELECT * FROM record WHERE conversation = ? AND status = 'answered' ORDER BY id DESC LIMIT 1",
      )
      .get(conversation);
    return row ? this.entry(row) : null;
  }

  count(): number {
    return this.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM record').get()?.n ?? 0;
  }

  row(id: number): Row | null {
    return this.db.prepare<[number], Row>('SELECT * FROM record WHERE id = ?').get(id) ?? null;
  }

  /** Every row after number `after`, oldest first, in pages: an open cursor would keep this connection from writing. */
  *rows(after = 0): Generator<Row> {
    const next = this.db.prepare<[number, number], Row>('SELECT * FROM record WHERE id > ? ORDER BY id LIMIT ?');
    for (let page = next.all(after, PAGE); page.length; page = next.all(page.at(-1)?.id ?? 0, PAGE)) yield* page;
  }

  /** What a person has set; null where nothing was. */
  setting(name: string): string | null {
    const row = this.db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?').get(name);
    return row?.value ?? null;
  }

  set(name: string, value: string): void {
    const write = this.db.prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)');
    this.keep('The setting was not kept.', () => write.run(name, value));
  }

  /** A write; what the disk refuses is said as onDisk says it. */
  keep<T>(outcome: string, write: () => T): T {
    if (this.stopped) throw this.stopped;
    try {
      return onDisk(outcome, write);
    } catch (error) {
      if (error instanceof LedgerError && error.code === 'disk') this.stopped = error;
      throw error;
    }
  }

  close(): void {
    this.db.close();
  }

  /** A row with its record. Throws LedgerError "damaged". */
  entry({ id, previous, hash, body }: Row): Entry {
    const record = unpack(id, body, this.blobs.get);
    return { id, previous, hash, record, card: { ...record.card, id, hash } };
  }

  private cards(sql: string, ...values: unknown[]): Card[] {
    return this.db
      .prepare<unknown[], Row>(sql)
      .all(...values)
      .map((row) => this.entry(row).card);
  }
}
