/** A small ledger in memory for tests of bundles, and its bundle as files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256Hex } from '../ledger/blobs.ts';
import { canonical } from '../ledger/canonical.ts';
import { chainHash, GENESIS } from '../ledger/chain.ts';
import { pack, type Parts } from '../ledger/pack.ts';
import type { LedgerRecordInput } from '../ledger/record.ts';
import { addLog, makeBundle, type Add, type BundleRow, type Selection, type Source } from './bundle.ts';
import { signCheckpoint, type Checkpoint } from './checkpoint.ts';
import { EvidenceError } from './error.ts';
import { keyOf, type LedgerKey } from './key.ts';
import { entryOf } from './log.ts';
import { leafHash, Tree } from './merkle.ts';
import { compile } from './module.ts';
import { signSsh } from './sshsig.ts';
import { formatSums } from './sums.ts';
import { sample, SAMPLE_WAT } from './test-sample.ts';
import { environment } from '../environment.ts';
import Database from 'better-sqlite3';

export const RUNTIME = Buffer.from('the decimal runtime of these tests');
export const APP = '0.1.0';
export const VERSIONS = { ...environment(new Database(':memory:'), APP), runtime: sha256Hex(RUNTIME) };
export const KEY = keyOf(Buffer.alloc(32, 1), false);
export const OTHER_KEY = keyOf(Buffer.alloc(32, 2), false);
const ECB = 'Date,USD,JPY,\n2026-11-20,1.0569,163.50,\n2026-11-19,1.0500,160.00,\n';

export interface Given {
  record: LedgerRecordInput;
  parts: Parts;
}

/** Records as a ledger holds them. */
export interface World {
  bodies: string[];
  blobs: Map<string, Buffer>;
}

/** Eight records of every kind. */
export async function sampleRecords(): Promise<Given[]> {
  const module = await compile(SAMPLE_WAT);
  if (!module) throw new Error('the sample program does not compile');
  const base = { versions: VERSIONS };
  const run: Parts = { runtime: RUNTIME, module };
  const plain = sample('What is three times 2?', '2', base);
  const percent = sample('=HYPERLINK("http://x")', '5', base);
  const negative = sample('Сколько будет −4 втрое? 😀', '-4', base);
  const declined = unanswered('declined', 'What is the weather?');
  const asked = unanswered('asked', 'Interest on 100?');
  return [
    { record: plain, parts: run },
    { record: { ...percent, card: { ...percent.card, unit: '%', value: '1500', display: '1,500.00 %' } }, parts: run },
    { record: declined, parts: {} },
    { record: negative, parts: run },
    { record: asked, parts: {} },
    { record: rateRecord(), parts: { ...run, ...rateParts() } },
    { record: sample('+1 more\r\n@SUM(1)', '11', base), parts: run },
    { record: sample('What is three times 3, corrected?', '3', base), parts: run },
  ];
}

function unanswered(status: 'declined' | 'asked', question: string): LedgerRecordInput {
  const { card, ...rest } = sample(question, '1', { versions: VERSIONS });
  const nothing = { value: null, unit: '', display: '', formula: '', wat: '', inputs: [] };
  return {
    ...rest,
    card: { ...card, ...nothing, status, sentence: 'No.' },
    bindings: [],
    args: [],
    wat: '',
    result: null,
  };
}

const RATE_SOURCE = 'ECB euro reference rates';
const rateRows = (): unknown[] =>
  [
    ['JPY', '163.50'],
    ['USD', '1.0569'],
  ].map(([currency, perBase]) => ({
    date: '2026-11-20',
    base: 'EUR',
    currency,
    perBase,
    source: RATE_SOURCE,
    file: sha256Hex(ECB),
  }));
export const rateParts = (rows = rateRows()): Parts => ({ rates: canonical({ rates: rows }), 'rate-file-1': ECB });

function rateRecord(): LedgerRecordInput {
  const record = sample('3 EUR in USD', '1.0569', { versions: VERSIONS });
  const source = { kind: 'rate' as const, date: '2026-11-20', source: RATE_SOURCE };
  const [first, second] = record.card.inputs;
  const inputs = [{ ...first!, source }, second!];
  const shown = { value: '3.1707', display: '3.17 USD' };
  return {
    ...record,
    card: { ...record.card, inputs, ...shown },
    bindings: inputs.map((input) => ({ param: input.name, value: input.value, source: input.source })),
    result: { ok: true, value: '3.1707', ms: 1 },
    rates: [{ date: '2026-11-20', source: RATE_SOURCE, file: sha256Hex(ECB) }],
  };
}

/** What a ledger would hold of these records; the last one corrects the first. */
export function worldOf(given: readonly Given[]): World {
  const blobs = new Map<string, Buffer>();
  const bodies: string[] = [];
  let previous = GENESIS;
  let firstHash = '';
  given.forEach(({ record, parts }, i) => {
    const last = i > 0 && i === given.length - 1;
    const links = last ? [{ kind: 'corrects' as const, record: 1, hash: firstHash }] : [];
    const packed = pack({ ...record, links }, parts);
    for (const bytes of Object.values(packed.parts)) blobs.set(sha256Hex(bytes), Buffer.from(bytes as string));
    bodies.push(packed.body);
    previous = chainHash(previous, packed.body);
    if (i === 0) firstHash = previous;
  });
  return { bodies, blobs };
}

/** The tree of a world's records. */
export function treeOf({ bodies }: World): Tree {
  const tree = new Tree();
  for (const body of bodies) tree.push(leafHash(entryOf(body)));
  return tree;
}

export function rowsOf({ bodies }: World): BundleRow[] {
  let previous = GENESIS;
  return bodies.map((body, i) => {
    const row = { id: i + 1, body, previous, hash: chainHash(previous, body) };
    previous = row.hash;
    return row;
  });
}

export const noteOf = (world: World, key: LedgerKey, size = world.bodies.length): string =>
  signCheckpoint({ size, root: treeOf(world).root(size) }, key.signer);

export type Files = Map<string, Buffer>;

/**
 * The bundle of a world, whole or of some records. Where its records cannot be read, the reports and blobs are those of
 * `pretended`: whoever forges them has an exporter of their own.
 */
export async function bundleOf(
  world: World,
  {
    key = KEY,
    keep = () => true,
    anchors = [],
    blobs = world.blobs,
    pretended,
    app = APP,
  }: {
    key?: LedgerKey;
    keep?: (id: number) => boolean;
    anchors?: (Checkpoint & { note: string })[];
    blobs?: Map<string, Buffer>;
    pretended?: Files;
    app?: string;
  } = {},
): Promise<Files> {
  const tree = treeOf(world);
  const selection: Selection = { from: '', to: '', search: '' };
  const source: Source = {
    rows: rowsOf(world).filter(({ id }) => keep(id)),
    selection,
    nodes: tree.nodes,
    size: world.bodies.length,
    note: noteOf(world, key),
    key,
    blob: (hash) => blobs.get(hash) ?? null,
    anchors,
    app,
  };
  const files: Files = new Map();
  const add: Add = (name, content) => void files.set(name, Buffer.from(content as string));
  try {
    await makeBundle(source, add);
  } catch (error) {
    if (!pretended || !(error instanceof EvidenceError)) throw error;
    addLog(source, add);
    for (const [name, bytes] of pretended)
      if (/^(blobs|report|computations|README|verify)/.test(name)) add(name, bytes);
  }
  return sealed(files, key);
}

/** The files with SHA256SUMS made again and signed. */
export function sealed(files: Files, key: LedgerKey = KEY): Files {
  const out = summed(files);
  return out.set('SHA256SUMS.sig', Buffer.from(signSsh(out.get('SHA256SUMS')!, key.signer)));
}

/** The files with SHA256SUMS made again, as somebody without the key could. */
export function summed(files: Files): Files {
  const own = [...files].filter(([name]) => !name.startsWith('SHA256SUMS'));
  const sums = formatSums(new Map(own.map(([name, bytes]) => [name, sha256Hex(bytes)])));
  return new Map(files).set('SHA256SUMS', Buffer.from(sums));
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}
