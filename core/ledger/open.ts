/** Opens the one database file, brings it to the present version, and sets what durability needs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { LedgerError } from './error.ts';

export interface OpenOptions {
  /** Folder of the numbered SQL files; `migrations/` of the source tree where it is left out. A bundle must say. */
  migrations?: string;
  /** How long a write waits for another writer, in milliseconds. Default 5,000. */
  busyMs?: number;
}

/**
 * Opens or creates the database at `path` and applies migrations. Throws LedgerError: "newer" for a file of a newer
 * version (which is left untouched), "foreign" for a file that is not a ledger, "migration" for one that cannot be
 * brought up to date.
 */
export function openDatabase(path: string, options: OpenOptions = {}): Database.Database {
  const steps = readMigrations(options.migrations ?? join(import.meta.dirname, '../../migrations'));
  const db = new Database(path, { timeout: options.busyMs ?? 5000 });
  try {
    // Looked at before anything is set: WAL is a write to the file.
    // In one transaction: another process may be making the ledger between one look and the next.
    db.transaction(() => refuseOthers(db, steps.length))();
    db.pragma(`busy_timeout = ${options.busyMs ?? 5000}`);
    useWal(db, options.busyMs ?? 5000);
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    for (const step of steps) apply(db, step);
    return db;
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') throw foreign();
    throw error;
  }
}

/**
 * Switching a new file to WAL needs it alone, and SQLite does not wait for that: two processes that open a new ledger at
 * once meet here, and one tries again.
 */
function useWal(db: Database.Database, busyMs: number): void {
  const until = Date.now() + busyMs;
  for (;;) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || Date.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

interface Migration {
  version: number;
  name: string;
  sql: string;
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort();
  return names.map((name, i) => {
    const version = Number(name.slice(0, 4));
    if (version !== i + 1) throw new LedgerError('migration', `migration ${i + 1} is missing: found ${name}`);
    return { version, name, sql: readFileSync(join(folder, name), 'utf8') };
  });
}

const versionOf = (db: Database.Database): number => Number(db.pragma('user_version', { simple: true }));

function refuseOthers(db: Database.Database, newest: number): void {
  const version = versionOf(db);
  if (version > newest) {
    const said = `This ledger was written by a newer version of WatLedger (format ${version}; this version reads up to ${newest}).`;
    throw new LedgerError('newer', `${said} Please update WatLedger. The file has not been changed.`);
  }
  if (version === 0 && db.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() !== undefined) throw foreign();
}

function foreign(): LedgerError {
  return new LedgerError(
    'foreign',
    'This file is not a WatLedger ledger. Please choose another file. It has not been changed.',
  );
}

/** One migration, whole or not at all. The version is read again inside: another process may have been first. */
function apply(db: Database.Database, { version, name, sql }: Migration): void {
  try {
    db.transaction(() => {
      if (versionOf(db) >= version) return;
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  } catch (error) {
    const said = `The ledger could not be brought up to date (${name}). Nothing was changed.`;
    throw new LedgerError('migration', said, { cause: error });
  }
}
