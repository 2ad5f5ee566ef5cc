/** Content-addressed blobs in the ledger's database: each is kept once, under the SHA-256 of its bytes. */
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

export const sha256Hex = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Gets the bytes of a hash; null where there are none, or where they are not what their name says. */
export type GetBlob = (hash: string) => Buffer | null;

export class Blobs {
  private readonly db: Database;
  constructor(db: Database) {
    this.db = db;
  }

  /** Keeps the bytes, if they are not there yet; their hash. */
  put(bytes: Uint8Array | string): string {
    const hash = sha256Hex(bytes);
    this.db.prepare('INSERT INTO blob (hash, bytes) VALUES (?, ?)').run(hash, Buffer.from(bytes as string));
    return hash;
  }

  readonly get: GetBlob = (hash) => {
    const row = this.db.prepare<[string], { bytes: Buffer }>('SELECT bytes FROM blob WHERE hash = ?').get(hash);
    return row && sha256Hex(row.bytes) === hash ? row.bytes : null;
  };

  count(): number {
    return this.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM blob').get()?.n ?? 0;
  }
}
