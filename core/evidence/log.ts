/** The Merkle tree over the ledger's records, kept in the database so that roots and proofs need only a few reads. */
import type { Ledger } from '../ledger/ledger.ts';
import { canonical } from '../ledger/canonical.ts';
import { sha256Hex } from '../ledger/blobs.ts';
import { grown, leafHash, rootOf, type Hash, type Nodes } from './merkle.ts';

/** Most bytes of an entry: tlog-tiles gives its length two bytes. */
export const MAX_ENTRY = 65_535;

/**
 * What of a record goes into the tree: its body, canonical JSON. A body too long for that is named by its hash instead
 * (records of format 1 may hold their program twice).
 */
export function entryOf(body: string): Buffer {
  const bytes = Buffer.from(body);
  if (bytes.length <= MAX_ENTRY) return bytes;
  return Buffer.from(canonical({ body: { sha256: sha256Hex(bytes), bytes: bytes.length } }));
}

export class Log {
  private readonly ledger: Ledger;
  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }

  /** Records in the tree. */
  get size(): number {
    const sql = 'SELECT coalesce(max(idx), -1) + 1 AS n FROM tree_node WHERE level = 0';
    return this.ledger.db.prepare<[], { n: number }>(sql).get()?.n ?? 0;
  }

  /** Throws RangeError for a subtree that is not complete. */
  readonly nodes: Nodes = (level, index): Hash => {
    const sql = 'SELECT hash FROM tree_node WHERE level = ? AND idx = ?';
    const row = this.ledger.db.prepare<[number, number], { hash: Buffer }>(sql).get(level, index);
    if (!row) throw new RangeError(`the tree has no node ${level}/${index}`);
    return row.hash;
  };

  root(size: number): Hash {
    return rootOf(this.nodes, size);
  }

  /** Takes in the records that are not in the tree yet; call it inside a transaction. */
  grow(): void {
    const insert = this.ledger.db.prepare('INSERT INTO tree_node (level, idx, hash) VALUES (?, ?, ?)');
    let size = this.size;
    for (const row of this.ledger.rows(size)) {
      for (const node of grown(this.nodes, size, leafHash(entryOf(row.body))))
        insert.run(node.level, node.index, node.hash);
      size++;
    }
  }

  /** The first of the last `depth` records that is not what the tree says, or null. */
  firstChanged(depth: number): number | null {
    const start = Math.max(0, this.size - depth);
    let at = start;
    for (const row of this.ledger.rows(start)) {
      if (at >= this.size) return null;
      if (row.id !== at + 1 || !leafHash(entryOf(row.body)).equals(this.nodes(0, at))) return at + 1;
      at++;
    }
    return at < this.size ? at + 1 : null;
  }
}
