/** The hash chain: each row's hash covers the row before it, so a change anywhere shows everywhere after. */
import { createHash } from 'node:crypto';
import { canonical } from './canonical.ts';
import type { Ledger, Row } from './ledger.ts';

/** What the first record follows. */
export const GENESIS = '0'.repeat(64);

/** SHA-256, hex, over the previous hash (hex), a new line, and the canonical body, all as UTF-8. */
export function chainHash(previous: string, body: string): string {
  return createHash('sha256').update(`${previous}\n${body}`, 'utf8').digest('hex');
}

/** Why a row is not what it was when written, or null. `previous` is the hash of the row before it. */
export function rowFault(row: Row, previous: string): string | null {
  if (row.previous !== previous) return `Record ${row.id} does not follow the record before it.`;
  if (chainHash(row.previous, row.body) !== row.hash) return `Record ${row.id} was changed after it was written.`;
  // The columns are copies for finding; only the body is hashed.
  return sameAsBody(row) ? null : `The columns of record ${row.id} differ from its body.`;
}

function sameAsBody(row: Row): boolean {
  try {
    const body = JSON.parse(row.body);
    const same = (['conversation', 'time', 'status', 'question'] as const).every((key) => body.card[key] === row[key]);
    return same && canonical(body) === row.body;
  } catch {
    return false;
  }
}

export interface ChainReport {
  ok: boolean;
  /** Records looked at. */
  records: number;
  /** Hash of the last record that holds; keep it elsewhere to notice a cut end. */
  head: string;
  /** The first record that does not hold, or null. */
  broken: number | null;
  detail: string;
}

/**
 * Walks the whole ledger. A ledger whose last records were cut off is a shorter ledger that holds: only a head kept
 * elsewhere shows that. Pass one as `expected` to check that it is still in the chain.
 */
export function verifyChain(ledger: Ledger, expected?: string): ChainReport {
  let head = GENESIS;
  let records = 0;
  let seen = expected === undefined || expected === GENESIS;
  for (const row of ledger.rows()) {
    const fault = row.id === records + 1 ? rowFault(row, head) : `Record ${records + 1} is missing.`;
    if (fault) return { ok: false, records, head, broken: records + 1, detail: fault };
    records++;
    head = row.hash;
    seen ||= head === expected;
  }
  if (!seen)
    return {
      ok: false,
      records,
      head,
      broken: null,
      detail: 'Records were cut off the end, or the chain was rewritten.',
    };
  return { ok: true, records, head, broken: null, detail: `${records} records, unbroken.` };
}
