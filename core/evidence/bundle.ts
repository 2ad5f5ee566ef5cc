/** Writes a bundle: a folder that outsiders verify with their own tools. docs/evidence.md says what is in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '../ledger/canonical.ts';
import type { GetBlob } from '../ledger/blobs.ts';
import { complete } from '../ledger/pack.ts';
import type { Row } from '../ledger/ledger.ts';
import type { Checkpoint } from './checkpoint.ts';
import { EvidenceError } from './error.ts';
import type { LedgerKey } from './key.ts';
import { entryOf } from './log.ts';
import { consistencyProof, inclusionProof, leafHash, rootOf, type Nodes } from './merkle.ts';
import { proofFile, recordFile } from './names.ts';
import { formatVkey } from './note.ts';
import { pdfReport } from './pdf.ts';
import { htmlReport, type ReportHead } from './report.ts';
import { allowedSigner, NAMESPACE, signSsh } from './sshsig.ts';
import { csvOf, type Computation } from './table.ts';
import { entryTile, entryTiles, hashTile, hashTiles, tilePath } from './tiles.ts';
import { workbookOf } from './workbook.ts';

export const FORMAT = 1;
export const VERIFY_PY = join(import.meta.dirname, 'verify.py');

/** Which records were asked for; empty texts where there was no limit. */
export interface Selection {
  from: string;
  to: string;
  search: string;
}

export type BundleRow = Pick<Row, 'id' | 'body' | 'previous' | 'hash'>;

/** All that a bundle is made from. */
export interface Source {
  /** The chosen records, oldest first. */
  rows: readonly BundleRow[];
  selection: Selection;
  nodes: Nodes;
  size: number;
  /** The signed checkpoint of `size` records. */
  note: string;
  key: LedgerKey;
  blob: GetBlob;
  /** Checkpoints that others kept, with their notes. */
  anchors: readonly (Checkpoint & { note: string })[];
  /** Version of the app. */
  app: string;
}

/** Takes one file of a bundle. */
export type Add = (name: string, content: Uint8Array | string) => void;

/** Hands every file of the bundle to `add`, SHA256SUMS and its signature excepted. Throws EvidenceError "export". */
export async function makeBundle(source: Source, add: Add): Promise<void> {
  addLog(source, add);
  const computations = source.rows.map((row) => computationOf(row, source.blob));
  addBlobs(computations, source.blob, add);
  await addReports(headOf(manifestOf(source)), computations, add);
}

/** The checkpoint, its signatures, the tree, and the records with their proofs. */
export function addLog(source: Source, add: Add): void {
  const { rows, nodes, size, note, key } = source;
  add('checkpoint', note);
  add('checkpoint.sig', signSsh(Buffer.from(note), key.signer));
  add('allowed_signers', allowedSigner(key.verifier));
  add('bundle.json', canonical(manifestOf(source)));
  for (const tile of hashTiles(size)) add(tilePath(tile), hashTile(nodes, tile));
  if (rows.length === size) addEntries(rows, add);
  for (const row of rows) addRecord(row, source, add);
  addAnchors(source, add);
}

export interface Manifest {
  format: number;
  origin: string;
  vkey: string;
  size: number;
  root: string;
  records: number[];
  selection: Selection;
  made: { app: string };
}

function manifestOf({ rows, selection, nodes, size, key, app }: Source): Manifest {
  return {
    format: FORMAT,
    origin: key.verifier.name,
    vkey: formatVkey(key.verifier),
    size,
    root: rootOf(nodes, size).toString('hex'),
    records: rows.map(({ id }) => id),
    selection,
    made: { app },
  };
}

/** A tile of entries holds all of its records, so only a bundle of the whole ledger has them. */
function addEntries(rows: readonly BundleRow[], add: Add): void {
  for (const tile of entryTiles(rows.length)) {
    const start = tile.index * 256;
    add(tilePath(tile), entryTile(rows.slice(start, start + tile.width).map(({ body }) => entryOf(body))));
  }
}

function addRecord({ id, body, previous, hash }: BundleRow, { nodes, size }: Source, add: Add): void {
  add(recordFile(id), body);
  const path = inclusionProof(nodes, id - 1, size).map((node) => node.toString('hex'));
  const leaf = leafHash(entryOf(body)).toString('hex');
  add(proofFile(id), canonical({ hash, index: id - 1, leaf, path, previous, size }));
}

function addAnchors({ anchors, nodes, size, key }: Source, add: Add): void {
  for (const anchor of anchors) {
    // Those of an earlier key cannot be checked with the key of this bundle.
    if (anchor.origin !== key.verifier.name) continue;
    const name = `anchors/${String(anchor.size).padStart(8, '0')}-${anchor.root.toString('hex').slice(0, 16)}`;
    add(name, anchor.note);
    const path = consistencyProof(nodes, anchor.size, size).map((node) => node.toString('hex'));
    add(`${name}.json`, canonical({ from: anchor.size, path, to: size }));
  }
}

/** A record of the bundle, read. Throws EvidenceError "export" where it or its program cannot be. */
export function computationOf({ id, body, hash }: BundleRow, blob: GetBlob): Computation {
  let record;
  try {
    record = complete(JSON.parse(body), blob);
  } catch (error) {
    throw new EvidenceError('export', `Record ${id} cannot be read, so it cannot be exported.`, { cause: error });
  }
  if (!record) throw new EvidenceError('export', `The program of record ${id} is missing or was changed.`);
  return { id, hash, record };
}

function addBlobs(computations: readonly Computation[], blob: GetBlob, add: Add): void {
  const added = new Set<string>();
  for (const { id, record } of computations)
    for (const [part, hash] of Object.entries(record.blobs ?? {})) {
      if (added.has(hash)) continue;
      const bytes = blob(hash);
      if (!bytes) throw new EvidenceError('export', `The ${part} of record ${id} is missing or was changed.`);
      add(`blobs/${hash}`, bytes);
      added.add(hash);
    }
}

/** Everything that is made from the records and the head alone; a verifier makes it again and compares. */
export async function addReports(head: ReportHead, computations: readonly Computation[], add: Add): Promise<void> {
  add('computations.csv', csvOf(computations));
  add('computations.xlsx', await workbookOf(computations));
  add('report.html', htmlReport(head, computations));
  add('report.pdf', await pdfReport(head, computations));
  add('verify.py', readFileSync(VERIFY_PY));
  add('README.txt', readme(head));
}

/** Files that addReports makes. */
export const REPORTS = [
  'computations.csv',
  'computations.xlsx',
  'report.html',
  'report.pdf',
  'verify.py',
  'README.txt',
];

export function headOf({ origin, vkey, size, root, records, selection, made }: Manifest): ReportHead {
  return { origin, vkey, size, root, selection: selectionSaid(records.length, size, selection), app: made.app };
}

/** "All 12 records of the ledger." */
function selectionSaid(records: number, size: number, { from, to, search }: Selection): string {
  if (records === size) return `All ${size} records of the ledger.`;
  const limits = [from && `from ${from}`, to && `to ${to}`, search && `with “${search}”`].filter(Boolean).join(', ');
  return `${records} of the ${size} records of the ledger${limits ? `: ${limits}` : ''}.`;
}

/** How README.txt begins in every version: it repeats what bundle.json says of the bundle as a whole. */
export const readmeHead = ({ app, selection }: ReportHead): string => `WatLedger ${app} evidence\n${selection}\n`;

function readme(head: ReportHead): string {
  const { origin, vkey } = head;
  return `${readmeHead(head)}
Public key of the ledger; compare it with the one that its owner told you:
  ${vkey}

Check the files:
  sha256sum -c SHA256SUMS

Check the signatures (OpenSSH 8.0 or newer):
  ssh-keygen -Y verify -f allowed_signers -I ${origin} -n ${NAMESPACE} -s SHA256SUMS.sig < SHA256SUMS
  ssh-keygen -Y verify -f allowed_signers -I ${origin} -n ${NAMESPACE} -s checkpoint.sig < checkpoint

Check every hash and proof (Python 3.8 or newer, nothing else; better with a verify.py that you have from elsewhere):
  python3 -I verify.py --key "${vkey}" .

Run every program again (WatLedger):
  watledger verify .

Keep the file "checkpoint": with --anchor FILE, a later bundle shows whether anything before it was rewritten.
`;
}
