/** Ways to falsify a bundle, each with who must notice. */
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { sha256Hex } from '../ledger/blobs.ts';
import { canonical } from '../ledger/canonical.ts';
import { chainHash } from '../ledger/chain.ts';
import { parseCheckpoint, signCheckpoint } from './checkpoint.ts';
import { proofFile, recordFile } from './names.ts';
import { formatVkey } from './note.ts';
import { allowedSigner, signSsh } from './sshsig.ts';
import { bundleOf, KEY, noteOf, OTHER_KEY, sealed, summed, treeOf, type Files, type World } from './test-world.ts';

/** What came out: files, and what cannot be said in files alone. */
export interface Mutant {
  files: Files;
  /** Done to the folder after the files are written. */
  after?: (folder: string) => void;
  /** Whether the auditor has the checkpoint of the true ledger. */
  anchored?: boolean;
}

export interface TamperClass {
  name: string;
  make: (random: Random, world: World, clean: Files) => Mutant | Promise<Mutant>;
  /** False where only running the programs, or making the reports again, can show it. */
  python: boolean;
}

/** Repeatable randomness (mulberry32). */
export class Random {
  private state: number;
  constructor(seed: number) {
    this.state = seed >>> 0;
  }
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  below(n: number): number {
    return Math.floor(this.next() * n);
  }
  of<T>(list: readonly T[]): T {
    if (!list.length) throw new Error('nothing to choose from');
    return list[this.below(list.length)]!;
  }
}

/** JSON of a record, a proof or a manifest, to be falsified. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what is made of it is meant to be wrong
type Json = any;

type Edit = (random: Random, files: Files, world: World) => void;

/** An edit of files: as it is, with SHA256SUMS made again, or (by somebody with the key) signed again. */
function edit(name: string, change: Edit, { python = true, sealing = true } = {}): TamperClass[] {
  const made = (random: Random, world: World, clean: Files): Files => {
    const files = new Map(clean);
    change(random, files, world);
    return files;
  };
  const classes: TamperClass[] = [
    {
      name,
      python: true,
      make: (random, world, clean) => {
        const files = made(random, world, clean);
        return { files: sealing && random.below(2) ? summed(files) : files };
      },
    },
  ];
  if (sealing)
    classes.push({
      name: `${name}, signed again`,
      python,
      make: (random, world, clean) => ({ files: sealed(made(random, world, clean)) }),
    });
  return classes;
}

/** A rewrite by the holder of the key: everything is made and signed anew. */
function rewrite(
  name: string,
  change: (random: Random, world: World) => void,
  { python = true, anchored = false } = {},
): TamperClass {
  return {
    name: `${name}, everything signed again`,
    python,
    make: async (random, world, clean) => {
      const other = { bodies: [...world.bodies], blobs: new Map(world.blobs) };
      change(random, other);
      return { files: await bundleOf(other, { pretended: clean }), anchored };
    },
  };
}

/** Changes the JSON of one record among those that `fits` picks. */
function inRecord(
  change: (record: Json, random: Random, world: World) => void,
  fits: (record: Json) => boolean = () => true,
) {
  return (random: Random, world: World): void => {
    const at = random.of(world.bodies.flatMap((body, i) => (fits(JSON.parse(body)) ? [i] : [])));
    const record = JSON.parse(world.bodies[at]!);
    change(record, random, world);
    world.bodies[at] = canonical(record);
  };
}

const answered = (record: Json): boolean => record.card.status === 'answered';
const withRate = (record: Json): boolean => record.rates?.length > 0;

function flip(random: Random, bytes: Buffer): Buffer {
  const out = Buffer.from(bytes);
  const at = random.below(out.length);
  out[at]! ^= 1 << random.below(8);
  return out;
}

const names = (files: Files, pattern: RegExp): string[] =>
  [...files.keys()].filter((name) => pattern.test(name)).sort();
const flipIn =
  (pattern: RegExp): Edit =>
  (random, files) => {
    const name = random.of(names(files, pattern));
    files.set(name, flip(random, files.get(name)!));
  };
const text = (files: Files, name: string): string => files.get(name)!.toString();
const set = (files: Files, name: string, value: string): void => void files.set(name, Buffer.from(value));
const ids = (world: World): number[] => world.bodies.map((_, i) => i + 1);
const pick2 = (random: Random, list: readonly string[]): [string, string] => {
  const a = random.of(list);
  return [a, random.of(list.filter((name) => name !== a))];
};
const inManifest =
  (change: (manifest: Json, random: Random, world: World) => void): Edit =>
  (random, files, world) => {
    const manifest = JSON.parse(text(files, 'bundle.json'));
    change(manifest, random, world);
    set(files, 'bundle.json', canonical(manifest));
  };
const inProof =
  (change: (proof: Json, random: Random) => void): Edit =>
  (random, files, world) => {
    const name = proofFile(random.of(ids(world)));
    const proof = JSON.parse(text(files, name));
    change(proof, random);
    set(files, name, canonical(proof));
  };
const swapped =
  (pattern: RegExp): Edit =>
  (random, files) => {
    const all = names(files, pattern);
    const a = random.of(all);
    const b = random.of(all.filter((name) => !files.get(name)!.equals(files.get(a)!)));
    const first = files.get(a)!;
    files.set(a, files.get(b)!);
    files.set(b, first);
  };

/** A small ZIP of one file that unpacks to many megabytes and says that it is small. */
export function zipBomb(random: Random, name: string): Buffer {
  const packed = deflateRawSync(Buffer.alloc((60 + random.below(8)) * 1024 * 1024, 65 + random.below(26)));
  const file = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(100, 22);
  local.writeUInt16LE(file.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(100, 24);
  central.writeUInt16LE(file.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + file.length, 12);
  end.writeUInt32LE(local.length + file.length + packed.length, 16);
  return Buffer.concat([local, file, packed, central, file, end]);
}

/** The text with one letter replaced by one that looks the same. */
function lookAlike(random: Random, value: string): string {
  const pairs: Record<string, string> = {
    a: 'а',
    e: 'е',
    o: 'о',
    c: 'с',
    p: 'р',
    x: 'х',
    i: 'і',
    T: 'Т',
    '1': 'l',
    '0': 'O',
  };
  const places = [...value].flatMap((c, i) => (pairs[c] ? [i] : []));
  const at = random.of(places);
  return [...value].map((c, i) => (i === at ? pairs[c] : c)).join('');
}

/** JSON with a member of the outermost object written twice. */
function twice(random: Random, json: string): string {
  const key = random.of(Object.keys(JSON.parse(json)));
  const value = random.of(['1', 'null', '"x"', canonical(JSON.parse(json)[key])]);
  return `{${JSON.stringify(key)}:${value},${json.slice(1)}`;
}

/** Another way of writing the same JSON. */
function rewritten(random: Random, json: string): string {
  const value = JSON.parse(json);
  return random.of([
    () => JSON.stringify(value, null, 1),
    () => `${json}\n`,
    () => ` ${json}`,
    () => JSON.stringify(Object.fromEntries(Object.entries(value).reverse())),
    () => json.replace(/[a-z]/, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    () => `\ufeff${json}`,
  ])();
}

const recordEdits = (name: string, change: (random: Random, json: string) => string): TamperClass[] => [
  ...edit(name, (random, files, world) => {
    const file = recordFile(random.of(ids(world)));
    set(files, file, change(random, text(files, file)));
  }),
  rewrite(name, (random, world) => {
    const at = random.below(world.bodies.length);
    world.bodies[at] = change(random, world.bodies[at]!);
  }),
];

/** Done to the folder itself: names and kinds of files that a map of files cannot have. */
const folder = (name: string, change: (random: Random, path: string, world: World) => void): TamperClass => ({
  name,
  python: true,
  make: (random, world, clean) => ({ files: clean, after: (path) => change(random, path, world) }),
});

const signedBy = (
  name: string,
  make: (random: Random, world: World, clean: Files) => Files | Promise<Files>,
): TamperClass => ({
  name,
  python: true,
  make: async (random, world, clean) => ({ files: await make(random, world, clean) }),
});

const FORMULAS = ['=1+1', '+1+1', '-1+cmd|x', '@SUM(A1)', '\t=1', '\r=1', '＝1'];

export const CLASSES: TamperClass[] = [
  // Bits.
  ...edit('bit flip in a record', flipIn(/^records\//)),
  ...edit('bit flip in a proof', flipIn(/^proofs\//)),
  ...edit('bit flip in the checkpoint', flipIn(/^checkpoint$/)),
  ...edit('bit flip in the signature of the checkpoint', flipIn(/^checkpoint\.sig$/)),
  ...edit('bit flip in SHA256SUMS', flipIn(/^SHA256SUMS$/), { sealing: false }),
  ...edit('bit flip in the signature of SHA256SUMS', flipIn(/^SHA256SUMS\.sig$/), { sealing: false }),
  ...edit('bit flip in bundle.json', flipIn(/^bundle\.json$/)),
  ...edit('bit flip in a hash tile', flipIn(/^tile\/\d/)),
  ...edit('bit flip in an entry tile', flipIn(/^tile\/entries/)),
  ...edit('bit flip in a blob', flipIn(/^blobs\//)),
  ...edit('bit flip in allowed_signers', flipIn(/^allowed_signers$/)),
  ...edit('bit flip in the CSV', flipIn(/\.csv$/)),
  ...edit('bit flip in the workbook', flipIn(/\.xlsx$/), { python: false }),
  ...edit('bit flip in the page', flipIn(/\.html$/), { python: false }),
  ...edit('bit flip in the PDF', flipIn(/\.pdf$/), { python: false }),
  ...edit('bit flip in verify.py', flipIn(/verify\.py$/), { python: false }),
  ...edit('bit flip in README.txt', flipIn(/README\.txt$/), { python: false }),
  // Whole files.
  ...edit('truncated file', (random, files) => {
    const name = random.of(names(files, /^(?!SHA256SUMS|computations\.xlsx|report|README|verify)/));
    const bytes = files.get(name)!;
    files.set(name, bytes.subarray(0, random.below(bytes.length)));
  }),
  ...edit('file with something behind its end', (random, files) => {
    const name = random.of(names(files, /^(?!SHA256SUMS|computations\.xlsx|report|README|verify)/));
    files.set(name, Buffer.concat([files.get(name)!, Buffer.from(random.of(['\n', ' ', '\0', 'x', '{}']))]));
  }),
  ...edit('missing file', (random, files) => void files.delete(random.of(names(files, /^(?!SHA256SUMS)/)))),
  ...edit('missing SHA256SUMS', (random, files) => void files.delete(random.of(['SHA256SUMS', 'SHA256SUMS.sig'])), {
    sealing: false,
  }),
  ...edit('additional file', (random, files) =>
    set(
      files,
      random.of([
        'extra.txt',
        'records/00000099.json',
        'blobs/x',
        'tile/0/001',
        'anchors/x',
        `blobs/${'0'.repeat(64)}`,
      ]),
      'x',
    ),
  ),
  ...edit('files swapped', swapped(/^(records|proofs|blobs|tile)\//)),
  // Records.
  ...edit('records swapped', swapped(/^records\//)),
  ...edit('record put in the place of another', (random, files) => {
    const [a, b] = pick2(random, names(files, /^records\//));
    files.set(a, files.get(b)!);
  }),
  ...edit('records swapped with their proofs', (random, files, world) => {
    const a = random.of(ids(world));
    const b = random.of(ids(world).filter((id) => id !== a));
    for (const file of [recordFile, proofFile]) {
      const first = files.get(file(a))!;
      files.set(file(a), files.get(file(b))!);
      files.set(file(b), first);
    }
  }),
  ...edit('record left out', (random, files, world) => {
    const id = random.of(ids(world));
    for (const file of [recordFile(id), proofFile(id)]) files.delete(file);
    inManifest((m) => (m.records = m.records.filter((n: number) => n !== id)))(random, files, world);
  }),
  ...edit('record added', (random, files, world) => {
    const id = world.bodies.length + 1 + random.below(3);
    files.set(recordFile(id), files.get(recordFile(random.of(ids(world))))!);
    files.set(proofFile(id), files.get(proofFile(random.of(ids(world))))!);
    inManifest((m) => m.records.push(id))(random, files, world);
  }),
  ...edit('proof of another record', swapped(/^proofs\//)),
  ...edit(
    'path of a proof cut, lengthened or turned',
    inProof((proof, random) => {
      random.of([
        () => proof.path.pop(),
        () => proof.path.push(proof.path[0]),
        () => proof.path.reverse(),
        () => (proof.path[0] = proof.leaf),
      ])();
    }),
  ),
  ...edit(
    'numbers of a proof',
    inProof((proof, random) => {
      random.of([() => proof.index++, () => proof.size++, () => (proof.index = -1), () => (proof.size = 1e15)])();
    }),
  ),
  ...edit(
    'link to the record before',
    inProof((proof) => (proof.previous = sha256Hex(proof.previous))),
  ),
  ...edit('link to the record before, with its hash', (random, files, world) => {
    const id = 2 + random.below(world.bodies.length - 1);
    const proof = JSON.parse(text(files, proofFile(id)));
    proof.previous = sha256Hex(String(random.next()));
    proof.hash = chainHash(proof.previous, world.bodies[id - 1]!);
    set(files, proofFile(id), canonical(proof));
  }),
  // The manifest.
  ...edit(
    'records listed in another order',
    inManifest((m, random) => {
      const at = 1 + random.below(m.records.length - 1);
      [m.records[0], m.records[at]] = [m.records[at], m.records[0]];
    }),
  ),
  ...edit(
    'record listed twice',
    inManifest((m, random) => m.records.push(random.of(m.records))),
  ),
  ...edit(
    'size of the tree',
    inManifest((m, random) => (m.size = random.of([0, -1, m.size - 1, m.size + 1, 2 ** 40]))),
  ),
  ...edit(
    'root of the tree',
    inManifest((m) => (m.root = sha256Hex(m.root))),
  ),
  ...edit(
    'another key named',
    inManifest((m) => (m.vkey = formatVkey(OTHER_KEY.verifier))),
  ),
  ...edit(
    'another origin named',
    inManifest((m, random) => (m.origin = lookAlike(random, m.origin))),
  ),
  ...edit(
    'another version named',
    inManifest((m, random) => (m.made.app = `0.1.${1 + random.below(1000)}`)),
  ),
  ...edit(
    'another format',
    inManifest((m, random) => (m.format = random.of([0, 2, '1', null]))),
  ),
  ...edit('numbers beyond JSON', (random, files) => {
    const size = random.of(['1e309', '9007199254740993', '8.0', '-0', 'NaN', '08', '0x8']);
    set(files, 'bundle.json', text(files, 'bundle.json').replace(/"size":\d+/, `"size":${size}`));
  }),
  // Signatures and keys.
  ...edit('checkpoint of fewer records', (random, files, world) => {
    const note = noteOf(world, KEY, 1 + random.below(world.bodies.length - 1));
    set(files, 'checkpoint', note);
    set(files, 'checkpoint.sig', signSsh(Buffer.from(note), KEY.signer));
  }),
  ...edit('fork: checkpoint of another history', (random, files, world) => {
    const root = Buffer.from(sha256Hex(String(random.next())), 'hex');
    const note = signCheckpoint({ size: world.bodies.length, root }, KEY.signer);
    set(files, 'checkpoint', note);
    set(files, 'checkpoint.sig', signSsh(Buffer.from(note), KEY.signer));
  }),
  ...edit('checkpoint signed by another key under the same name', (random, files, world) => {
    const { size, root } = parseCheckpoint(text(files, 'checkpoint'));
    set(
      files,
      'checkpoint',
      signCheckpoint({ size: random.of([size, size + 1]), root }, { ...OTHER_KEY.signer, name: KEY.signer.name }),
    );
    void world;
  }),
  ...edit('checkpoint with a line more', (random, files) => {
    const line = random.of(['x\n', '\n', 'size 9\n']);
    set(files, 'checkpoint', text(files, 'checkpoint').replace('\n\n', `\n${line}\n`));
  }),
  ...edit('line ends of another system', (random, files) => {
    const name = random.of(['checkpoint', 'allowed_signers', 'checkpoint.sig']);
    set(files, name, text(files, name).replaceAll('\n', '\r\n'));
  }),
  ...edit('signature of something else', (random, files) =>
    set(files, 'checkpoint.sig', signSsh(Buffer.from(String(random.next())), KEY.signer)),
  ),
  ...edit('signature by another key', (_random, files) =>
    set(files, 'checkpoint.sig', signSsh(files.get('checkpoint')!, OTHER_KEY.signer)),
  ),
  ...edit('one more allowed signer', (random, files) => {
    const own = text(files, 'allowed_signers');
    const more = allowedSigner(OTHER_KEY.verifier);
    set(files, 'allowed_signers', random.below(2) ? own + more : more + own);
  }),
  signedBy('key swap: all signed by another key', (_random, world) => bundleOf(world, { key: OTHER_KEY })),
  signedBy('key swap under the old name', (_random, world) =>
    bundleOf(world, {
      key: {
        made: false,
        signer: { ...OTHER_KEY.signer, name: KEY.signer.name },
        verifier: { ...OTHER_KEY.verifier, name: KEY.verifier.name },
      },
    }),
  ),
  signedBy('SHA256SUMS signed by another key', (random, world, clean) => {
    const files = new Map(clean);
    set(files, recordFile(random.of(ids(world))), '{}');
    return sealed(files, OTHER_KEY);
  }),
  // Blobs.
  ...edit('blobs swapped', swapped(/^blobs\//)),
  ...edit('program replaced', (random, files, world) => {
    const { blobs } = JSON.parse(world.bodies[0]!);
    set(files, `blobs/${blobs.wat}`, `(module ;; ${random.next()}\n)`);
  }),
  ...edit('runtime swapped', (random, files, world) => {
    const { blobs } = JSON.parse(world.bodies[0]!);
    set(files, `blobs/${blobs.runtime}`, `another runtime ${random.next()}`);
  }),
  ...edit('rates edited', (random, files, world) => {
    const { blobs } = JSON.parse(world.bodies.find((body) => withRate(JSON.parse(body)))!);
    const name = `blobs/${random.of([blobs.rates, blobs['rate-file-1']])}`;
    set(files, name, text(files, name).replace('1.0569', `1.${1000 + random.below(9000)}1`));
  }),
  ...edit(
    'zip bomb in the place of a blob',
    (random, files) => void files.set(random.of(names(files, /^blobs\//)), zipBomb(random, 'eurofxref.csv')),
  ),
  ...edit(
    'zip bomb in the place of the workbook',
    (random, files) => void files.set('computations.xlsx', zipBomb(random, 'xl/worksheets/sheet1.xml')),
    { python: false },
  ),
  // Tiles.
  ...edit('tile under another name', (random, files) => {
    const name = random.of(names(files, /^tile\//));
    files.set(
      random.of([name.replace(/\d+$/, '7'), name.replace('/000', '/001'), name.replace('.p/', '/')]),
      files.get(name)!,
    );
    files.delete(name);
  }),
  ...edit('leaf hashes moved', (random, files) => {
    const name = names(files, /^tile\/0/)[0]!;
    const bytes = Buffer.from(files.get(name)!);
    const by = 32 * (1 + random.below(bytes.length / 32 - 1));
    files.set(name, Buffer.concat([bytes.subarray(by), bytes.subarray(0, by)]));
  }),
  ...edit('length of an entry', (random, files) => {
    const name = names(files, /^tile\/entries/)[0]!;
    const bytes = Buffer.from(files.get(name)!);
    bytes.writeUInt16BE((bytes.readUInt16BE(0) + 1 + random.below(1000)) % 65536, 0);
    files.set(name, bytes);
  }),
  // Anchors.
  ...edit('bit flip in an anchor', flipIn(/^anchors\/[^.]*$/)),
  ...edit('bit flip in the proof of an anchor', flipIn(/^anchors\/.*\.json$/)),
  ...edit('anchor of another history', (random, files) => {
    const name = random.of(names(files, /^anchors\/[^.]*$/));
    const root = Buffer.from(sha256Hex(String(random.next())), 'hex');
    set(files, name, signCheckpoint({ size: 1 + random.below(12), root }, KEY.signer));
  }),
  ...edit('anchor of another ledger', (_random, files, world) =>
    set(files, names(files, /^anchors\/[^.]*$/)[0]!, noteOf(world, OTHER_KEY, 5)),
  ),
  // JSON and characters.
  ...recordEdits('key that stands twice', twice),
  ...recordEdits('another way of writing the same JSON', rewritten),
  ...recordEdits('amount as a number', (random, json) =>
    json
      .replace(/"value":"([\d.]+)"/, (_all, n) => `"value":${random.of([n, `${n}.0`, `${n}e0`])}`)
      .replace(/^\{/, '{"agreement2":1.5,'),
  ),
  ...recordEdits('half of a character', (random, json) =>
    json.replace('"question":"', `"question":"\\ud8${random.of(['00', '3d', 'ff'])}`),
  ),
  ...recordEdits('deep nesting', (random, json) => {
    const depth = 501 + random.below(9000);
    return json.replace('"figures":{', `"figures":{"a":${'['.repeat(depth)}${']'.repeat(depth)},`);
  }),
  ...recordEdits('not a record', (random) =>
    random.of(['{}', '[]', 'null', '"x"', '1', '{"card":{}}', '{"card":null,"format":2}', '']),
  ),
  ...edit('look-alike character in a record', (random, files, world) => {
    const name = recordFile(random.of(ids(world)));
    set(files, name, lookAlike(random, text(files, name)));
  }),
  ...edit('the same text composed in another way', (random, files, world) => {
    const name = recordFile(random.of(ids(world)));
    set(
      files,
      name,
      text(files, name).replace(
        '"question":"',
        random.of(['"question":"e\u0301', '"question":"\u200b', '"question":"\u202e']),
      ),
    );
  }),
  ...edit('key that stands twice in bundle.json', (random, files) =>
    set(files, 'bundle.json', twice(random, text(files, 'bundle.json'))),
  ),
  ...edit('key that stands twice in a proof', (random, files, world) => {
    const name = proofFile(random.of(ids(world)));
    set(files, name, twice(random, text(files, name)));
  }),
  // Names.
  ...edit(
    'path traversal in SHA256SUMS',
    (random, files) => {
      const name = random.of([
        '../x',
        '/etc/passwd',
        'a/../../x',
        './checkpoint',
        'records//x',
        '..',
        'C:\\x',
        '~/x',
        'a\u0000b',
        '-x',
      ]);
      const line = `${sha256Hex('')}  ${name}\n`;
      set(files, 'SHA256SUMS', random.below(2) ? text(files, 'SHA256SUMS') + line : line + text(files, 'SHA256SUMS'));
    },
    { sealing: false },
  ),
  signedBy('path traversal in a signed SHA256SUMS', (random, _world, clean) => {
    const files = new Map(clean);
    const name = random.of(['../x', '/etc/passwd', 'records/../../x', './checkpoint']);
    const sums = `${sha256Hex('')}  ${name}\n${text(files, 'SHA256SUMS')}`;
    set(files, 'SHA256SUMS', sums);
    return files.set('SHA256SUMS.sig', Buffer.from(signSsh(Buffer.from(sums), KEY.signer)));
  }),
  signedBy('a name twice in a signed SHA256SUMS', (random, _world, clean) => {
    const files = new Map(clean);
    const lines = text(files, 'SHA256SUMS').split('\n').filter(Boolean);
    const sums = `${[...lines, random.of(lines)].sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join('\n')}\n`;
    set(files, 'SHA256SUMS', sums);
    return files.set('SHA256SUMS.sig', Buffer.from(signSsh(Buffer.from(sums), KEY.signer)));
  }),
  folder('file with an odd name', (random, path) =>
    writeFileSync(
      join(
        path,
        random.of([
          '..x',
          '.hidden',
          '-rf',
          'a\\b',
          'a b',
          'new\nline',
          'сheckpoint',
          'checkpoint ',
          'checkpoint\u200b',
          '%2e%2e',
        ]),
      ),
      '',
    ),
  ),
  folder('link in the place of a file', (random, path, world) => {
    const name = join(path, random.of([recordFile(random.of(ids(world))), 'checkpoint', 'bundle.json']));
    const away = `${path}-${random.below(1e9)}`;
    renameSync(name, away);
    symlinkSync(away, name);
  }),
  folder('link to a folder', (random, path) => {
    const name = join(path, random.of(['records', 'blobs', 'tile']));
    const away = `${path}-${random.below(1e9)}`;
    renameSync(name, away);
    symlinkSync(away, name);
  }),
  folder('folder in the place of a file', (random, path, world) => {
    const name = join(path, recordFile(random.of(ids(world))));
    rmSync(name);
    mkdirSync(name);
  }),
  folder('file far down', (random, path) => {
    const name = join(path, ...Array.from({ length: 9 + random.below(5) }, () => 'd'), 'x');
    mkdirSync(dirname(name), { recursive: true });
    writeFileSync(name, 'x');
  }),
  // Tables.
  ...edit('CSV injection', (random, files) => {
    const csv = text(files, 'computations.csv');
    const formula = random.of(FORMULAS);
    set(
      files,
      'computations.csv',
      random.below(2) ? csv.replace(`"'`, '"') : csv.replace(/"(?=[A-Z][a-z])/, `"${formula}`),
    );
  }),
  ...edit('another value in the CSV', (random, files) =>
    set(
      files,
      'computations.csv',
      text(files, 'computations.csv').replace(random.of(['"6"', '"-12"', '"33"', '"3.1707"']), '"7"'),
    ),
  ),
  ...edit(
    'another value in the page',
    (random, files) =>
      set(
        files,
        'report.html',
        text(files, 'report.html').replace(random.of(['6.00 USD', '-12.00 USD', '33.00 USD']), '7.00 USD'),
      ),
    { python: false },
  ),
  ...edit(
    'script in the page',
    (random, files) =>
      set(
        files,
        'report.html',
        text(files, 'report.html').replace(
          '<h1>',
          random.of(['<script>1</script><h1>', '<h1 onclick="1">', '<img src=x onerror=1><h1>']),
        ),
      ),
    { python: false },
  ),
  // Rewrites by the holder of the key.
  rewrite(
    're-signed rewrite of a question',
    inRecord((r, random) => (r.card.question += random.of(['.', ' ', 'x']))),
    { anchored: true },
  ),
  rewrite('record deleted', (random, world) => void world.bodies.splice(random.below(world.bodies.length - 1), 1), {
    anchored: true,
  }),
  rewrite(
    'record inserted',
    (random, world) => void world.bodies.splice(random.below(world.bodies.length), 0, world.bodies[2]!),
    { anchored: true },
  ),
  rewrite(
    'records reordered',
    (random, world) => {
      const at = random.below(world.bodies.length - 1);
      world.bodies.splice(at, 2, world.bodies[at + 1]!, world.bodies[at]!);
    },
    { anchored: true },
  ),
  rewrite('ledger truncated', (random, world) => void world.bodies.splice(1 + random.below(world.bodies.length - 1)), {
    anchored: true,
  }),
  rewrite(
    'ledger rolled back, and gone on with',
    (random, world) => {
      const keep = 1 + random.below(world.bodies.length - 2);
      const more = world.bodies[2]!;
      world.bodies.splice(keep);
      while (world.bodies.length < 9 + random.below(3))
        world.bodies.push(more.replace('"c1"', `"c${random.below(1e9)}"`));
    },
    { anchored: true },
  ),
  rewrite(
    'another result',
    inRecord((r, random) => {
      const value = String(100_000 + random.below(1e6));
      const percent = r.card.unit === '%';
      r.result.value = value;
      r.card.value = percent ? `${value}00` : value;
      r.card.display = `${r.card.value.replace(/\B(?=(\d{3})+$)/g, ',')}.00 ${r.card.unit}`;
    }, answered),
    { python: false },
  ),
  rewrite(
    'another trap than the program gives',
    inRecord((r) => {
      r.card = { ...r.card, status: 'declined', value: null, display: '' };
      r.result = { ok: false, trap: 'divide_by_zero', message: 'division by zero' };
    }, answered),
    { python: false },
  ),
  rewrite(
    'another value than the result',
    inRecord((r, random) => (r.card.value = `${r.card.value}${1 + random.below(9)}`), answered),
  ),
  rewrite(
    'another display than the value',
    inRecord(
      (r, random) =>
        (r.card.display = random.of([`1${r.card.display}`, '', r.card.display.replace(/\.\d/, '.9'), 'much'])),
      answered,
    ),
  ),
  rewrite(
    'answered without a result',
    inRecord((r) => (r.result = null), answered),
  ),
  rewrite(
    'a value without an answer',
    inRecord(
      (r) => (r.card.value = '5'),
      (r) => !answered(r),
    ),
  ),
  rewrite(
    'other inputs than arguments',
    inRecord((r, random) => (r.args[random.below(2)] = String(200 + random.below(1e6))), answered),
  ),
  rewrite(
    'an input under another name',
    inRecord((r) => (r.card.inputs[0].name = 'z'), answered),
  ),
  rewrite(
    'runtime other than the one named',
    inRecord((r, random, world) => {
      const bytes = Buffer.from(`runtime ${random.next()}`);
      r.blobs.runtime = sha256Hex(bytes);
      world.blobs.set(sha256Hex(bytes), bytes);
    }, answered),
  ),
  rewrite(
    'module of another program',
    inRecord((r, random, world) => {
      const bytes = Buffer.from(`\0asm\x01\0\0\0${random.next()}`);
      r.blobs.module = sha256Hex(bytes);
      world.blobs.set(sha256Hex(bytes), bytes);
    }, answered),
    { python: false },
  ),
  rewrite(
    'program that gives something else',
    inRecord(
      (r, random, world) => {
        const wat = world.blobs
          .get(r.blobs.wat)!
          .toString()
          .replaceAll('mul', random.of(['add', 'sub', 'max']));
        r.blobs.wat = sha256Hex(wat);
        world.blobs.set(r.blobs.wat, Buffer.from(wat));
      },
      (r) => answered(r) && r.args[0] !== '1.5',
    ),
    { python: false },
  ),
  rewrite(
    'rates that the rate does not come from',
    inRecord((r, random, world) => {
      const rates = world.blobs
        .get(r.blobs.rates)!
        .toString()
        .replace('1.0569', `1.${2000 + random.below(7000)}`);
      r.blobs.rates = sha256Hex(rates);
      world.blobs.set(r.blobs.rates, Buffer.from(rates));
    }, withRate),
  ),
  rewrite(
    'rates that their file does not have',
    inRecord((r, random, world) => {
      const rates = JSON.parse(world.blobs.get(r.blobs.rates)!.toString());
      rates.rates[0].perBase = `16${random.below(9)}.${1 + random.below(40)}`;
      const text = canonical(rates);
      r.blobs.rates = sha256Hex(text);
      world.blobs.set(r.blobs.rates, Buffer.from(text));
    }, withRate),
    { python: false },
  ),
  rewrite(
    'zip bomb as the file of rates',
    inRecord((r, random, world) => {
      const bomb = zipBomb(random, 'eurofxref.csv');
      const rates = world.blobs.get(r.blobs.rates)!.toString().replaceAll(r.blobs['rate-file-1'], sha256Hex(bomb));
      Object.assign(r.blobs, { rates: sha256Hex(rates), 'rate-file-1': sha256Hex(bomb) });
      world.blobs.set(sha256Hex(rates), Buffer.from(rates)).set(sha256Hex(bomb), bomb);
    }, withRate),
    { python: false },
  ),
  rewrite(
    'rates of another day',
    inRecord((r, random) => {
      const date = `2026-11-${10 + random.below(9)}`;
      for (const part of [r.card.inputs[0], r.bindings[0]]) part.source.date = date;
    }, withRate),
  ),
  rewrite(
    'correction of a later record',
    inRecord((r, random) => (r.links = [{ kind: 'corrects', record: 8 + random.below(9), hash: '0'.repeat(64) }])),
  ),
  rewrite('correction of something else', (_random, world) => {
    const record = JSON.parse(world.bodies.at(-1)!);
    record.links[0].hash = sha256Hex(String(_random.next()));
    world.bodies[world.bodies.length - 1] = canonical(record);
  }),
];

/** The bundle that is falsified: whole, and continuing an earlier checkpoint. */
export function cleanBundle(world: World): Promise<Files> {
  const note = noteOf(world, KEY, 5);
  return bundleOf(world, { anchors: [{ ...parseCheckpoint(note), note }] });
}

/** The checkpoint of the true ledger, as an auditor keeps it. */
export const trueAnchor = (world: World): string =>
  signCheckpoint({ size: world.bodies.length, root: treeOf(world).root() }, KEY.signer);
