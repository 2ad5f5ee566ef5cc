/** What must hold of a ledger whose writers were killed. Every check throws an Error that says what does not. */
import { join } from 'node:path';
import { parseCheckpoint } from '../../core/evidence/checkpoint.ts';
import { Evidence } from '../../core/evidence/evidence.ts';
import { EvidenceFiles } from '../../core/evidence/files.ts';
import { fileKeyStore } from '../../core/evidence/key.ts';
import { GENESIS, rowFault, verifyChain } from '../../core/ledger/chain.ts';
import { Ledger, type Row } from '../../core/ledger/ledger.ts';
import { pack } from '../../core/ledger/pack.ts';
import { nameIn, recordFor, wordOf, type Name } from './records.ts';
import type { Life } from './life.ts';

/** How far a ledger has been checked. */
export interface Checked {
  records: number;
  head: string;
}
export const NOTHING: Checked = { records: 0, head: GENESIS };

export interface Found extends Checked {
  /** Writes that were killed: those that are there whole, and those that left nothing. */
  whole: number;
  none: number;
  /** Signings that were killed or not come to. */
  unsigned: number;
}

function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}

/** Opens the ledger as the product does and checks it from where the last check ended; with `all`, from the beginning. */
export function checkLedger(folder: string, before: Checked, lives: readonly Life[], all: boolean): Found {
  const ledger = Ledger.open(join(folder, 'watledger.db'));
  try {
    must(
      before.records === 0 || ledger.row(before.records)?.hash === before.head,
      'Records of earlier rounds changed.',
    );
    const ids = new Map<string, number>();
    let { records, head } = before;
    for (const row of ledger.rows(before.records)) {
      must(row.id === records + 1, `Record ${records + 1} is missing.`);
      const fault = rowFault(row, head);
      must(fault === null, fault ?? '');
      ids.set(wordOf(checkContent(ledger, row)), row.id);
      records++;
      head = row.hash;
    }
    must(ledger.count() === records, `There are ${ledger.count()} records, and ${records} were read.`);
    const killed = lives.map((life) => checkLife(life, ids));
    const expected = killed.reduce((sum, { there }) => sum + there, 0);
    must(ids.size === expected, `There are ${ids.size} new records, and ${expected} were written.`);
    if (all) checkWhole(ledger, head);
    checkEvidence(ledger, folder, lives);
    const sum = (key: 'whole' | 'none' | 'unsigned'): number => killed.reduce((n, life) => n + life[key], 0);
    return { records, head, whole: sum('whole'), none: sum('none'), unsigned: sum('unsigned') };
  } finally {
    ledger.close();
  }
}

/** A record is there with every byte that its writer gave, and is found by its word. */
function checkContent(ledger: Ledger, row: Row): Name {
  const name = nameIn(row.question);
  must(name !== null, `Record ${row.id} is none that was written.`);
  const { record, parts } = recordFor(name);
  const packed = pack(record, parts);
  must(row.body === packed.body, `Record ${row.id} is not what was written.`);
  for (const hash of Object.values(packed.stored.blobs ?? {}))
    must(ledger.blobs.get(hash) !== null, `A blob of record ${row.id} is missing.`);
  const found = ledger.history({ search: wordOf(name) }).filter(({ id }) => id === row.id);
  must(found.length === 1, `Record ${row.id} is not found by its word.`);
  return name;
}

/** All that a writer was told was kept is there, in its order; the one it was killed at is there whole or not at all. */
function checkLife(life: Life, ids: ReadonlyMap<string, number>): Omit<Found, keyof Checked> & { there: number } {
  const idOf = (n: number): number | undefined => ids.get(wordOf({ ...life.name, n }));
  life.kept.forEach((id, n) => must(idOf(n) === id, `Record ${id}, acknowledged, is ${idOf(n) ?? 'not there'}.`));
  const inside = life.started > life.kept.length;
  const whole = inside && idOf(life.kept.length) !== undefined;
  const unsigned = life.signs && life.kept.length > life.signed.length;
  return {
    there: life.kept.length + Number(whole),
    whole: Number(whole),
    none: Number(inside && !whole),
    unsigned: Number(unsigned),
  };
}

function checkWhole(ledger: Ledger, head: string): void {
  const { ok, detail } = verifyChain(ledger, head);
  must(ok, detail);
  const said = ledger.db.pragma('integrity_check', { simple: true });
  must(said === 'ok', `SQLite finds: ${String(said)}`);
  ledger.db.exec("INSERT INTO record_text (record_text) VALUES ('integrity-check')");
}

/** The checkpoint speaks for everything that was said to be signed, and nothing is suspected that nobody did. */
function checkEvidence(ledger: Ledger, folder: string, lives: readonly Life[]): void {
  const files = new EvidenceFiles(join(folder, 'evidence'));
  const sizeNow = (): number => {
    const note = files.newest();
    return note === null ? 0 : parseCheckpoint(note).size;
  };
  const signed = Math.max(0, ...lives.flatMap((life) => life.signed));
  must(sizeNow() >= signed, `${signed} records were signed, and the checkpoint speaks of ${sizeNow()}.`);
  // Where nobody signs, the tree stays behind, and the next who signs takes it all in.
  if (!lives.some(({ signs }) => signs)) return;
  const evidence = new Evidence(ledger, join(folder, 'evidence'), fileKeyStore(join(folder, 'key')));
  must(evidence.findings.length === 0, `The evidence finds: ${evidence.findings.join(' ')}`);
  must(sizeNow() === ledger.count(), `The checkpoint speaks of ${sizeNow()} of ${ledger.count()} records.`);
}
