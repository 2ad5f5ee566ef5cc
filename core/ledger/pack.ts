/** Between a record and its body: the program's text stands in a blob, once for all records that use it. */
import { canonical, wellFormed } from './canonical.ts';
import { sha256Hex, type GetBlob } from './blobs.ts';
import { LedgerError } from './error.ts';
import { ledgerRecord, type LedgerRecord, type LedgerRecordInput } from './record.ts';

/** Bytes that belong to a record, by their part: "module", "runtime", "rates" … */
export type Parts = Readonly<Record<string, Uint8Array | string>>;

export interface Packed {
  stored: LedgerRecord;
  body: string;
  parts: Parts;
}

/** Throws LedgerError "record" for a record that does not fit. */
export function pack(record: LedgerRecordInput, given: Parts): Packed {
  try {
    const parsed = ledgerRecord.parse(wellFormed(record));
    const parts: Parts = parsed.wat ? { ...given, wat: parsed.wat } : given;
    const blobs = Object.fromEntries(Object.entries(parts).map(([part, bytes]) => [part, sha256Hex(bytes)]));
    const stored = ledgerRecord.parse({ ...parsed, format: 2, blobs });
    return { stored, body: canonical(withoutText(stored)), parts };
  } catch (error) {
    throw new LedgerError('record', 'The record does not fit the ledger and was not written.', { cause: error });
  }
}

function withoutText({ wat, card, ...rest }: LedgerRecord): unknown {
  const { wat: shown, ...bare } = card;
  return { ...rest, card: shown === wat ? bare : card };
}

/** The record of a body. Throws LedgerError "damaged" where it or its program cannot be read. */
export function unpack(id: number, body: string, get: GetBlob): LedgerRecord {
  let found: LedgerRecord | null;
  try {
    found = complete(JSON.parse(body), get);
  } catch (error) {
    throw new LedgerError('damaged', `Record ${id} cannot be read: its stored text is damaged.`, { cause: error });
  }
  if (!found) throw new LedgerError('damaged', `The program of record ${id} is missing or was changed.`);
  return found;
}

/** Null where the program is not there. Throws ZodError for what is not a record. */
export function complete(body: unknown, get: GetBlob): LedgerRecord | null {
  const { format, blobs } = ledgerRecord.pick({ format: true, blobs: true }).parse(body);
  if (format === 1) return ledgerRecord.parse(body);
  const { card, ...rest } = body as { card: object };
  const text = blobs?.['wat'] === undefined ? Buffer.alloc(0) : get(blobs['wat']);
  if (!text) return null;
  const wat = text.toString();
  return ledgerRecord.parse({ ...rest, wat, card: { wat, ...card } });
}
