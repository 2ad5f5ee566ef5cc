/** From an open ledger to a bundle in a new folder. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { sha256Hex } from '../ledger/blobs.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { makeBundle, type Add, type BundleRow, type Selection } from './bundle.ts';
import { EvidenceError } from './error.ts';
import type { Evidence } from './evidence.ts';
import type { LedgerKey } from './key.ts';
import { formatVkey } from './note.ts';
import { signSsh } from './sshsig.ts';
import { formatSums } from './sums.ts';

export interface ExportRequest {
  /** The folder to make; it must not be there, or be empty. */
  out: string;
  /** Number of a record, or a day (2026-11-24, UTC); both ends are included. */
  from?: string | undefined;
  to?: string | undefined;
  search?: string | undefined;
}

export interface Exported {
  records: number;
  size: number;
  vkey: string;
}

/** Writes a bundle. Throws EvidenceError "export". */
export async function exportBundle(
  ledger: Ledger,
  evidence: Evidence,
  { out, from = '', to = '', search = '', app }: ExportRequest & { app: string },
): Promise<Exported> {
  const selection = { from, to, search };
  const keep = chooser(ledger, selection);
  const note = evidence.checkpoint();
  const { log } = evidence;
  const key = evidence.signingKey();
  const { size } = log;
  const rows: BundleRow[] = [];
  for (const row of ledger.rows()) if (row.id <= size && keep(row)) rows.push(row);
  if (!rows.length)
    throw new EvidenceError('export', 'No record fits what was asked for, so there is nothing to export.');
  const folder = new Folder(resolve(out));
  const anchors = evidence.anchors();
  await makeBundle(
    { rows, selection, nodes: log.nodes, size, note, key, blob: ledger.blobs.get, anchors, app },
    folder.add,
  );
  folder.seal(key);
  return { records: rows.length, size, vkey: formatVkey(key.verifier) };
}

function chooser(ledger: Ledger, { from, to, search }: Selection): (row: { id: number; time: string }) => boolean {
  const first = limit(from);
  const last = limit(to);
  const found = search ? new Set(ledger.history({ search, limit: Number.MAX_SAFE_INTEGER }).map(({ id }) => id)) : null;
  return (row) =>
    (first === null || (typeof first === 'number' ? row.id >= first : row.time.slice(0, 10) >= first)) &&
    (last === null || (typeof last === 'number' ? row.id <= last : row.time.slice(0, 10) <= last)) &&
    (found === null || found.has(row.id));
}

function limit(text: string): number | string | null {
  if (!text) return null;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw new EvidenceError('export', `“${text}” is neither the number of a record nor a day such as 2026-11-24.`);
  return text;
}

/** A bundle's folder; remembers the hash of each file. */
export class Folder {
  private readonly root: string;
  private readonly hashes = new Map<string, string>();

  /** Throws EvidenceError "export" where something is there already. */
  constructor(root: string) {
    if (existsSync(root) && readdirSync(root).length)
      throw new EvidenceError(
        'export',
        `The folder ${root} is not empty. Choose another, so that nothing is mixed up.`,
      );
    this.root = root;
  }

  readonly add: Add = (name, content) => {
    this.write(name, content);
    this.hashes.set(name, sha256Hex(content));
  };

  /** Writes SHA256SUMS and signs it; the bundle is whole then. */
  seal(key: LedgerKey): void {
    const sums = formatSums(this.hashes);
    this.write('SHA256SUMS', sums);
    this.write('SHA256SUMS.sig', signSsh(Buffer.from(sums), key.signer));
  }

  private write(name: string, content: Uint8Array | string): void {
    const path = join(this.root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, { flag: 'wx' });
  }
}
