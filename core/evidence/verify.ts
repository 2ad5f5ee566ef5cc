/** Verifies a bundle: every file, hash, proof and signature, the reports, and each program once more. */
import { z } from 'zod';
import { sha256Hex, type GetBlob } from '../ledger/blobs.ts';
import { chainHash, GENESIS } from '../ledger/chain.ts';
import { LedgerError } from '../ledger/error.ts';
import { complete } from '../ledger/pack.ts';
import { Again, type Machine } from './again.ts';
import { addReports, headOf, readmeHead, REPORTS, type Manifest } from './bundle.ts';
import { BundleFiles } from './bundle-files.ts';
import { openCheckpoint } from './checkpoint.ts';
import { EvidenceError } from './error.ts';
import { Faults, Stop, type Fault } from './faults.ts';
import { consistencyForm, manifestForm, proofForm, readCanonical } from './forms.ts';
import { judge } from './judge.ts';
import { originOf } from './key.ts';
import { entryOf } from './log.ts';
import { leafHash, Tree, verifyConsistency, verifyInclusion } from './merkle.ts';
import { proofFile, recordFile, recordOfFile } from './names.ts';
import { formatVkey, parseVkey, type Verifier } from './note.ts';
import { allowedSigner, verifySsh } from './sshsig.ts';
import { parseSums } from './sums.ts';
import type { Computation } from './table.ts';
import { entryTile, entryTiles, hashTile, hashTiles, tilePath } from './tiles.ts';

export interface VerifyOptions extends Machine {
  /** The keys that may have signed; any key passes, and is named, where this is left out. */
  keys?: readonly Verifier[];
  /** Checkpoints that were kept earlier. */
  anchors?: readonly string[];
}

export interface Verified {
  ok: boolean;
  /** The first bad record, or what is wrong with the bundle; null where nothing is. */
  first: Fault | null;
  faults: readonly Fault[];
  origin: string;
  vkey: string;
  records: number;
  size: number;
  replayed: number;
  /** The last record that a checkpoint kept earlier speaks for; 0 without one. */
  anchored: number;
  /** What was not compared, and why. */
  remarks: readonly string[];
}

/** Verifies the bundle in a folder. Throws only for a folder that cannot be read. */
export async function verifyBundle(root: string, options: VerifyOptions): Promise<Verified> {
  const check = new Check(root, options);
  try {
    await check.all();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
  return check.verified();
}

class Check {
  private readonly faults = new Faults();
  private readonly files: BundleFiles;
  private readonly options: VerifyOptions;
  private readonly again: Again;
  private readonly used = new Set(['SHA256SUMS', 'SHA256SUMS.sig']);
  private readonly remarks: string[] = [];
  private manifest: Manifest | null = null;
  private anchored = 0;

  constructor(root: string, options: VerifyOptions) {
    this.options = options;
    this.again = new Again(options);
    this.files = BundleFiles.list(root, this.faults);
  }

  async all(): Promise<void> {
    this.sums();
    const manifest = (this.manifest = this.readManifest());
    const verifier = this.key(manifest);
    this.checkpoint(manifest, verifier);
    this.signatures(verifier);
    const tree = this.tree(manifest);
    const computations = this.records(manifest, tree);
    this.entries(manifest);
    this.anchors(manifest, tree, verifier);
    this.blobs(computations);
    if (!this.use('README.txt')?.startsWith(readmeHead(headOf(manifest))))
      this.faults.add(null, 'README.txt says something else of the bundle than bundle.json.');
    for (const name of REPORTS) if (!this.bytes(name)) this.faults.add(null, `${name} is missing.`);
    for (const name of this.files.names)
      if (!this.used.has(name)) this.faults.add(recordOfFile(name), `${name} does not belong into this bundle.`);
    // What is bad already is not worth the work of making its reports and running its programs.
    if (this.faults.list.length) return;
    await this.reports(manifest, computations);
    for (const computation of computations)
      for (const fault of await this.again.faultsOf(computation)) this.faults.add(computation.id, fault);
  }

  verified(): Verified {
    const { list, first } = this.faults;
    return {
      ok: list.length === 0,
      first,
      faults: list,
      origin: this.manifest?.origin ?? '',
      vkey: this.manifest?.vkey ?? '',
      records: this.manifest?.records.length ?? 0,
      size: this.manifest?.size ?? 0,
      replayed: this.again.count,
      anchored: this.anchored,
      remarks: [...this.remarks, ...this.again.remarks.values()],
    };
  }

  private sums(): void {
    const text = this.files.text('SHA256SUMS');
    if (text === null) return this.faults.stop('SHA256SUMS is missing or is not text.');
    const sums = this.attempt(() => parseSums(text));
    for (const [name, sum] of sums) {
      const bytes = this.files.get(name);
      if (!bytes) this.faults.add(recordOfFile(name), `${name} is listed in SHA256SUMS and is missing.`);
      else if (sha256Hex(bytes) !== sum)
        this.faults.add(recordOfFile(name), `${name} does not have the hash that SHA256SUMS lists.`);
    }
    for (const name of this.files.names)
      if (!sums.has(name) && !this.used.has(name))
        this.faults.add(recordOfFile(name), `${name} is not listed in SHA256SUMS.`);
  }

  private readManifest(): Manifest {
    const read = manifestForm.safeParse(this.canonicalFile('bundle.json'));
    if (!read.success) return this.faults.stop('bundle.json is not the table of contents of a bundle.');
    const { records, size } = read.data;
    if (!records.every((id, i) => id <= size && id > (records[i - 1] ?? 0)))
      this.faults.stop('bundle.json lists records that are out of order or not in the ledger.');
    return read.data;
  }

  private key({ vkey, origin }: Manifest): Verifier {
    const verifier = this.attempt(() => parseVkey(vkey));
    if (formatVkey(verifier) !== vkey || verifier.name !== origin || originOf(verifier.publicKey) !== origin)
      this.faults.stop('The name of the ledger does not come from its key.');
    const { keys } = this.options;
    if (!keys) this.remarks.push(`Compare the key with the one that the ledger's owner told you: ${vkey}`);
    else if (!keys.some((key) => formatVkey(key) === vkey))
      this.faults.add(null, `The bundle is signed by ${origin}, which is none of the keys that were given.`);
    return verifier;
  }

  private checkpoint({ size, root }: Manifest, verifier: Verifier): void {
    const note = this.use('checkpoint');
    if (note === null) return this.faults.stop('The checkpoint is missing.');
    try {
      const checkpoint = openCheckpoint(note, verifier);
      if (checkpoint.size !== size || checkpoint.root.toString('hex') !== root)
        this.faults.add(null, 'The checkpoint speaks of another tree than bundle.json.');
    } catch (error) {
      this.note(error);
    }
  }

  private signatures(verifier: Verifier): void {
    for (const name of ['checkpoint', 'SHA256SUMS']) {
      try {
        verifySsh(this.files.get(name) ?? Buffer.alloc(0), this.use(`${name}.sig`) ?? '', verifier);
      } catch (error) {
        this.note(error, `${name}.sig: `);
      }
    }
    if (this.use('allowed_signers') !== allowedSigner(verifier))
      this.faults.add(null, 'allowed_signers does not name the key of the ledger, and no other.');
  }

  /** The tree of the leaf hashes in the lowest tiles; the tiles above must follow from it. */
  private tree({ size, root }: Manifest): Tree {
    const tree = new Tree();
    for (const tile of hashTiles(size)) {
      const name = tilePath(tile);
      const bytes = this.bytes(name);
      if (bytes?.length !== tile.width * 32)
        return this.faults.stop(`${name} is missing or has another size than it should.`);
      if (tile.level === 0) for (let at = 0; at < bytes.length; at += 32) tree.push(bytes.subarray(at, at + 32));
      else if (!hashTile(tree.nodes, tile).equals(bytes))
        this.faults.add(null, `${name} does not follow from the tiles below it.`);
    }
    if (tree.root().toString('hex') !== root) this.faults.add(null, 'The tiles give another root than the signed one.');
    return tree;
  }

  private records({ records, size, root }: Manifest, tree: Tree): Computation[] {
    const hashes = new Map<number, string>();
    const read: { id: number; body: string; hash: string }[] = [];
    for (const id of records) {
      const body = this.use(recordFile(id));
      if (body === null) {
        this.faults.add(id, `Record ${id} is missing or is not text.`);
        continue;
      }
      const leaf = leafHash(entryOf(body));
      if (!leaf.equals(tree.nodes(0, id - 1)))
        this.faults.add(id, `Record ${id} is not the one that was signed${elsewhere(leaf, tree)}.`);
      const proof = proofForm.safeParse(this.canonicalFile(proofFile(id)));
      if (!proof.success) {
        this.faults.add(id, `The proof of record ${id} is missing or is not a proof.`);
        continue;
      }
      const { index, previous, path, leaf: named, size: of } = proof.data;
      const nodes = path.map((node) => Buffer.from(node, 'hex'));
      if (
        index !== id - 1 ||
        of !== size ||
        named !== leaf.toString('hex') ||
        !verifyInclusion(leaf, id - 1, size, nodes, Buffer.from(root, 'hex'))
      )
        this.faults.add(id, `The proof of record ${id} does not lead from the record to the signed root.`);
      const before = id === 1 ? GENESIS : hashes.get(id - 1);
      if (chainHash(previous, body) !== proof.data.hash || (before !== undefined && before !== previous))
        this.faults.add(id, `Record ${id} does not follow the record before it.`);
      hashes.set(id, proof.data.hash);
      read.push({ id, body, hash: proof.data.hash });
    }
    return read.flatMap((row) => this.computation(row, (id) => hashes.get(id) ?? null));
  }

  private computation(
    { id, body, hash: named }: { id: number; body: string; hash: string },
    hashOf: (id: number) => string | null,
  ): Computation[] {
    const value = readCanonical(body);
    if (value === undefined) {
      this.faults.add(id, `Record ${id} is not canonical JSON: a key twice, a fraction, or another way of writing.`);
      return [];
    }
    try {
      const record = complete(value, this.blob);
      if (!record) {
        this.faults.add(id, `The program of record ${id} is missing or was changed.`);
        return [];
      }
      for (const fault of judge(id, record, this.blob, hashOf))
        this.faults.add(id, `Record ${id} contradicts itself: ${fault}.`);
      return [{ id, hash: named, record }];
    } catch (error) {
      if (!(error instanceof z.ZodError || error instanceof SyntaxError || error instanceof LedgerError)) throw error;
      this.faults.add(id, `Record ${id} is not a record of a ledger.`);
      return [];
    }
  }

  private readonly blob: GetBlob = (sha) => {
    const bytes = this.files.get(`blobs/${sha}`);
    return bytes && sha256Hex(bytes) === sha ? bytes : null;
  };

  /** Only a bundle of the whole ledger holds the entries themselves in tiles. */
  private entries({ records, size }: Manifest): void {
    if (records.length !== size) return;
    for (const tile of entryTiles(size)) {
      const name = tilePath(tile);
      const first = tile.index * 256;
      const bodies = records.slice(first, first + tile.width).map((id) => this.files.text(recordFile(id)));
      const expected = entryTile(bodies.map((body) => entryOf(body ?? '')));
      if (!this.bytes(name)?.equals(expected))
        this.faults.add(null, `${name} does not hold the records of the bundle.`);
    }
  }

  private anchors(manifest: Manifest, tree: Tree, verifier: Verifier): void {
    for (const name of this.files.names)
      if (/^anchors\/\d{8,}-[0-9a-f]{16}$/.test(name)) {
        const anchor = this.anchor(this.use(name) ?? '', manifest, tree, verifier);
        if (anchor === null) this.faults.add(null, `${name} is not a checkpoint of this ledger.`);
        else this.consistency(`${name}.json`, anchor, manifest, tree);
      }
    for (const note of this.options.anchors ?? []) {
      // A checkpoint of another ledger is for another bundle; whoever gives the anchors sees that each has one.
      if (originOfNote(note) !== manifest.origin) continue;
      const anchor = this.anchor(note, manifest, tree, verifier);
      if (anchor === null)
        this.faults.add(null, 'An earlier checkpoint that was given is not signed by the key of this bundle.');
      else this.anchored = Math.max(this.anchored, anchor);
    }
  }

  /** The size of a checkpoint that this tree continues, 0 for one that it does not; null for one of another ledger. */
  private anchor(note: string, { size, origin }: Manifest, tree: Tree, verifier: Verifier): number | null {
    let anchor;
    try {
      anchor = openCheckpoint(note, verifier);
    } catch (error) {
      if (error instanceof EvidenceError) return null;
      throw error;
    }
    const { size: before, root } = anchor;
    if (before > size)
      this.faults.add(
        size + 1,
        `Records ${size + 1} to ${before} are missing: a checkpoint of ${origin} was signed for ${before} records.`,
      );
    else if (!tree.root(before).equals(root))
      this.faults.add(
        null,
        `Records 1 to ${before} are not those of an earlier checkpoint: the ledger was rewritten after it was signed.`,
      );
    else return before;
    return 0;
  }

  private consistency(name: string, from: number, { size, root }: Manifest, tree: Tree): void {
    const proof = consistencyForm(from, size).safeParse(this.canonicalFile(name));
    const path = proof.success ? proof.data.path.map((node) => Buffer.from(node, 'hex')) : null;
    if (!path || !verifyConsistency(from, size, tree.root(from), Buffer.from(root, 'hex'), path))
      this.faults.add(null, `${name} does not prove that the ledger continues the earlier checkpoint.`);
  }

  private blobs(computations: readonly Computation[]): void {
    const named = new Map<string, { id: number; part: string }>();
    for (const { id, record } of computations)
      for (const [part, sha] of Object.entries(record.blobs ?? {})) if (!named.has(sha)) named.set(sha, { id, part });
    for (const [sha, { id, part }] of named) {
      const bytes = this.bytes(`blobs/${sha}`);
      if (!bytes) this.faults.add(id, `The ${part} of record ${id} is missing.`);
      else if (sha256Hex(bytes) !== sha) this.faults.add(id, `The ${part} of record ${id} was changed.`);
    }
  }

  /** Makes the tables and reports again from the records and compares every byte. */
  private async reports(manifest: Manifest, computations: readonly Computation[]): Promise<void> {
    if (manifest.made.app !== this.options.versions['app']) {
      this.remarks.push(
        `The reports were made by WatLedger ${manifest.made.app} and were not compared with the records; this is ${this.options.versions['app']}.`,
      );
      return;
    }
    const expected = new Map<string, Uint8Array | string>();
    await addReports(headOf(manifest), computations, (name, content) => expected.set(name, content));
    for (const [name, content] of expected)
      if (!this.bytes(name)?.equals(Buffer.from(content as string)))
        this.faults.add(null, `${name} is not what WatLedger makes from the records of this bundle.`);
  }

  /** The bytes of a file that belongs into the bundle. */
  private bytes(name: string): Buffer | null {
    this.used.add(name);
    return this.files.get(name);
  }

  private use(name: string): string | null {
    this.used.add(name);
    return this.files.text(name);
  }

  /** The value of a file of canonical JSON; undefined for any other file. */
  private canonicalFile(name: string): unknown {
    const text = this.use(name);
    return text === null ? undefined : readCanonical(text);
  }

  private attempt<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof EvidenceError) return this.faults.stop(error.message);
      throw error;
    }
  }

  private note(error: unknown, where = ''): void {
    if (!(error instanceof EvidenceError)) throw error;
    this.faults.add(null, `${where}${error.message}`);
  }
}

/** Where a record that is not in its place belongs, if it is in the ledger. */
function elsewhere(leaf: Buffer, tree: Tree): string {
  for (let i = 0; i < tree.size; i++) if (tree.nodes(0, i).equals(leaf)) return `: it is record ${i + 1}`;
  return '';
}

/** The origin that a checkpoint names, whoever signed it. */
export const originOfNote = (note: string): string => note.split('\n')[0] ?? '';
