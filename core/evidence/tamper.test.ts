/**
 * Every way to falsify a bundle that test-tamper.ts knows: none may be missed, and none may be raised on clean bundles.
 * WATLEDGER_MUTANTS=1000 makes that many of each class instead of a few; WATLEDGER_CLASSES=nesting only those of the
 * classes with that in their name.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunOutcome } from '../ledger/record.ts';
import { Sandbox } from '../sandbox/supervisor.ts';
import { formatVkey } from './note.ts';
import { CLASSES, cleanBundle, Random, trueAnchor, type TamperClass } from './test-tamper.ts';
import { bundleOf, KEY, sampleRecords, VERSIONS, worldOf, writeFiles, type Files, type World } from './test-world.ts';
import { verifyBundle, type Verified } from './verify.ts';
import { has } from './test-tools.ts';

const MUTANTS = Number(process.env['WATLEDGER_MUTANTS'] ?? 2);
const CHOSEN = CLASSES.filter(({ name }) => name.includes(process.env['WATLEDGER_CLASSES'] ?? ''));
const BATCH = 400;
const LONG = 120_000 + MUTANTS * 60_000;

const folder = mkdtempSync(join(tmpdir(), 'tamper-'));
const anchorFile = join(folder, 'anchor');
const sandbox = new Sandbox({ deadlineMs: 20_000 });
const runs = new Map<string, Promise<RunOutcome>>();
/** The same program with the same arguments is run once. */
const run = (program: { wat: string; args: string[] }): Promise<RunOutcome> => {
  const key = JSON.stringify(program);
  if (!runs.has(key)) runs.set(key, sandbox.run(program));
  return runs.get(key)!;
};

let world: World;
let clean: Files;
beforeAll(async () => {
  world = worldOf(await sampleRecords());
  clean = await cleanBundle(world);
  writeFileSync(anchorFile, trueAnchor(world));
});
afterAll(() => {
  sandbox.close();
  rmSync(folder, { recursive: true });
});

const byApp = (path: string, anchored: boolean): Promise<Verified> =>
  verifyBundle(path, {
    run,
    runtime: VERSIONS.runtime,
    versions: VERSIONS,
    keys: [KEY.verifier],
    anchors: anchored ? [trueAnchor(world)] : [],
  });

interface Said {
  bundle: string;
  ok: boolean;
  faults: { record: number | null; message: string }[];
}

/** What verify.py says of each folder; it must never end in an error of its own. */
async function byPython(paths: string[], anchored: boolean): Promise<Said[]> {
  const args = ['-I', join(import.meta.dirname, 'verify.py'), '--json', '--key', formatVkey(KEY.verifier)];
  if (anchored) args.push('--anchor', anchorFile);
  const options = { maxBuffer: 1 << 28 };
  const done = await promisify(execFile)('python3', [...args, ...paths], options).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  expect(done.stderr.replaceAll(`${anchorFile} is a checkpoint of none of these bundles.\n`, '')).toBe('');
  return done.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Said);
}

interface Made {
  tamper: TamperClass;
  path: string;
}

/** Makes mutants and says which of them were missed, and by whom. */
async function missed(batch: readonly { tamper: TamperClass; seed: number }[]): Promise<string[]> {
  const out: string[] = [];
  const made: Record<'plain' | 'anchored', Made[]> = { plain: [], anchored: [] };
  for (const [i, { tamper, seed }] of batch.entries()) {
    const mutant = await tamper.make(new Random(seed), world, clean);
    const path = join(folder, `m${i}`);
    writeFiles(path, mutant.files);
    mutant.after?.(path);
    if (!mutant.after && !different(mutant.files, clean)) out.push(`${tamper.name} (${seed}) changes nothing`);
    const { ok } = await byApp(path, mutant.anchored ?? false);
    if (ok) out.push(`${tamper.name} (${seed}) was missed by the app`);
    made[mutant.anchored ? 'anchored' : 'plain'].push({ tamper, path });
  }
  for (const [kind, list] of Object.entries(made)) {
    if (!list.length) continue;
    const said = await byPython(
      list.map(({ path }) => path),
      kind === 'anchored',
    );
    expect(said.map(({ bundle }) => bundle)).toEqual(list.map(({ path }) => path));
    list.forEach(({ tamper, path }, i) => {
      if (tamper.python && said[i]?.ok) out.push(`${tamper.name} (${path}) was missed by verify.py`);
    });
  }
  for (const entry of readdirSync(folder)) if (entry !== 'anchor') rmSync(join(folder, entry), { recursive: true });
  return out;
}

const different = (a: Files, b: Files): boolean =>
  a.size !== b.size || [...a].some(([name, bytes]) => !b.get(name)?.equals(bytes));

describe.skipIf(!has.python)('falsified bundles', () => {
  it('come in more than forty classes, each under its own name', () => {
    expect(new Set(CLASSES.map(({ name }) => name)).size).toBe(CLASSES.length);
    expect(CLASSES.length).toBeGreaterThanOrEqual(40);
  });

  it(
    `are all found, ${MUTANTS} of each class`,
    async () => {
      const all = Array.from({ length: MUTANTS }, (_, n) =>
        CHOSEN.map((tamper, i) => ({ tamper, seed: n * 1009 + i })),
      ).flat();
      const out: string[] = [];
      for (let start = 0; start < all.length; start += BATCH)
        out.push(...(await missed(all.slice(start, start + BATCH))));
      expect(out).toEqual([]);
    },
    LONG,
  );
});

describe.skipIf(!has.python)('clean bundles', () => {
  it(
    'raise nothing, whole or in part, with and without anchors',
    async () => {
      const random = new Random(7);
      const given = await sampleRecords();
      const paths: string[] = [];
      for (let i = 0; i < Math.max(6, MUTANTS); i++) {
        const some = worldOf(Array.from({ length: 2 + random.below(12) }, () => random.of(given)));
        const chosen = new Set(some.bodies.flatMap((_, id) => (random.below(3) ? [id + 1] : [])).concat(1));
        const path = join(folder, `clean${i}`);
        writeFiles(path, await bundleOf(some, random.below(2) ? {} : { keep: (id) => chosen.has(id) }));
        const { faults } = await byApp(path, false);
        expect(faults).toEqual([]);
        paths.push(path);
      }
      for (let start = 0; start < paths.length; start += BATCH)
        for (const { faults } of await byPython(paths.slice(start, start + BATCH), false)) expect(faults).toEqual([]);
      const own = join(folder, 'own');
      writeFiles(own, clean);
      expect(await byApp(own, true)).toMatchObject({ faults: [], anchored: 8 });
      expect(await byPython([own], true)).toMatchObject([{ faults: [] }]);
      expect(existsSync(own)).toBe(true);
    },
    LONG,
  );
});
