import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '../ledger/canonical.ts';
import { Sandbox } from '../sandbox/supervisor.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { NAMESPACE } from './sshsig.ts';
import { formatVkey } from './note.ts';
import { tilePath } from './tiles.ts';
import {
  bundleOf,
  KEY,
  noteOf,
  sampleRecords,
  VERSIONS,
  worldOf,
  writeFiles,
  type Files,
  type World,
} from './test-world.ts';
import { verifyBundle, type Verified } from './verify.ts';
import { hasAll } from './test-tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
const sandbox = new Sandbox({ deadlineMs: 20_000 });
let world: World;
beforeAll(async () => {
  world = worldOf(await sampleRecords());
});
afterAll(() => {
  sandbox.close();
  rmSync(folder, { recursive: true });
});

const runs = new Map<string, ReturnType<Sandbox['run']>>();
/** The same program with the same arguments is run once. */
const run: Sandbox['run'] = (program) => {
  const key = JSON.stringify(program);
  const known = runs.get(key) ?? sandbox.run(program);
  runs.set(key, known);
  return known;
};

let count = 0;
function put(files: Files): string {
  const path = join(folder, String(++count));
  writeFiles(path, files);
  return path;
}
const verify = (path: string, more = {}): Promise<Verified> =>
  verifyBundle(path, {
    run,
    runtime: VERSIONS.runtime,
    versions: VERSIONS,
    keys: [KEY.verifier],
    ...more,
  });
const python = (...args: string[]): { status: number | null; out: string } => {
  const done = spawnSync('python3', ['-I', join(import.meta.dirname, 'verify.py'), ...args], { encoding: 'utf8' });
  return { status: done.status, out: done.stdout + done.stderr };
};
const vkey = formatVkey(KEY.verifier);

describe.skipIf(!hasAll)('a bundle', () => {
  it('is good for sha256sum, ssh-keygen, verify.py and the app', async () => {
    const path = put(await bundleOf(world));
    const sums = spawnSync('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd: path, encoding: 'utf8' });
    expect(sums).toMatchObject({ status: 0, stdout: '', stderr: '' });
    for (const name of ['SHA256SUMS', 'checkpoint']) {
      const args = [
        '-Y',
        'verify',
        '-f',
        'allowed_signers',
        '-I',
        KEY.verifier.name,
        '-n',
        NAMESPACE,
        '-s',
        `${name}.sig`,
      ];
      const input = readFileSync(join(path, name));
      expect(spawnSync('ssh-keygen', args, { cwd: path, input }).status).toBe(0);
    }
    expect(python('--key', vkey, path)).toEqual({
      status: 0,
      out: `${path}: good. 8 of 8 records of ${KEY.verifier.name}.\n`,
    });
    const own = spawnSync('python3', ['-I', 'verify.py', '.'], { cwd: path, encoding: 'utf8' });
    expect(own.stdout).toContain('Compare the key');
    const verified = await verify(path);
    expect(verified.faults).toEqual([]);
    expect(verified).toMatchObject({ ok: true, first: null, records: 8, size: 8, replayed: 6, remarks: [] });
  });

  it('of some records shows those only, with their proofs', async () => {
    const files = await bundleOf(world, { keep: (id) => id === 4 || id === 8 });
    expect([...files.keys()].filter((name) => /^(records|tile\/entries)/.test(name))).toEqual([
      'records/00000004.json',
      'records/00000008.json',
    ]);
    expect(Buffer.concat([...files.values()]).includes('weather')).toBe(false);
    const path = put(files);
    expect(python('--key', vkey, path).out).toContain('good. 2 of 8 records');
    expect((await verify(path)).faults).toEqual([]);
  });

  it('of more records than a tile holds is good, and continues its anchors', async () => {
    const given = await sampleRecords();
    const many = worldOf(Array.from({ length: 600 }, (_, i) => given[i % given.length]!));
    const early = noteOf(many, KEY, 77);
    const anchors = [{ ...parseCheckpoint(early), note: early }];
    const files = await bundleOf(many, { anchors });
    for (const name of ['tile/0/000', 'tile/0/001', 'tile/0/002.p/88', 'tile/1/000.p/2', 'tile/entries/002.p/88'])
      expect(files.has(name)).toBe(true);
    const path = put(files);
    const anchor = join(folder, 'anchor');
    writeFileSync(anchor, noteOf(many, KEY, 300));
    expect(python('--key', vkey, '--anchor', anchor, path).out).toContain('Anchored up to record 300');
    const verified = await verify(path, { anchors: [readFileSync(anchor, 'utf8')] });
    expect(verified.faults).toEqual([]);
    expect(verified).toMatchObject({ records: 600, replayed: 450, anchored: 300 });
  }, 60_000);

  it('of another version of the app is good, and says that its reports were not compared', async () => {
    const verified = await verify(put(await bundleOf(world, { app: '9.9.9' })));
    expect(verified).toMatchObject({ ok: true, faults: [], remarks: [expect.stringContaining('WatLedger 9.9.9')] });
  });

  it('with a run that the machine ended says so, and is good', async () => {
    const record = JSON.parse(world.bodies[3]!);
    record.card = { ...record.card, status: 'declined', value: null, display: '' };
    record.result = { ok: false, trap: 'deadline', message: 'the program ran longer than 500 ms' };
    const bodies = world.bodies.with(3, canonical(record));
    const verified = await verify(put(await bundleOf({ ...world, bodies: bodies.slice(0, 7) })));
    expect(verified).toMatchObject({ ok: true, remarks: [expect.stringContaining('Record 4 ended for a reason')] });
  });

  it('of several machines is verified in one run', async () => {
    const one = put(await bundleOf(world));
    const two = put(await bundleOf(worldOf((await sampleRecords()).slice(0, 3))));
    expect(python('--key', vkey, one, two)).toMatchObject({ status: 0 });
    writeFileSync(join(two, 'records/00000002.json'), 'x');
    const both = python('--key', vkey, one, two);
    expect(both.status).toBe(1);
    expect(both.out).toContain(`${one}: good`);
    expect(both.out).toContain(`${two}: NOT good, first bad record: 2. `);
  });

  it('says what an anchor of another ledger is', async () => {
    const path = put(await bundleOf(world));
    const anchor = join(folder, 'foreign');
    writeFileSync(anchor, 'other.example/log\n1\n');
    expect(python('--anchor', anchor, path)).toMatchObject({
      status: 1,
      out: expect.stringContaining('checkpoint of none'),
    });
    expect(python('--key', 'nonsense', path)).toMatchObject({ status: 2 });
    expect(python('/nowhere')).toMatchObject({ status: 2 });
  });

  it('is the same again, byte for byte', async () => {
    const [one, two] = [await bundleOf(world), await bundleOf(world)];
    for (const [name, bytes] of one) expect(two.get(name)?.equals(bytes), name).toBe(true);
  });

  it('has no formula in its tables, and no script in its page', async () => {
    const files = await bundleOf(world);
    const csv = files.get('computations.csv')!.toString();
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv).toContain(`"'+1 more\r\n@SUM(1)"`);
    expect(csv).toContain('"-12"');
    const sheet = new AdmZip(files.get('computations.xlsx')!).readAsText('xl/worksheets/sheet1.xml');
    expect(sheet).not.toMatch(/<f[ >]/);
    expect([...sheet.matchAll(/<c [^>]*>/g)].every(([cell]) => cell.includes('t="s"'))).toBe(true);
    expect(files.get('report.html')!.toString()).not.toMatch(/<script|onclick|javascript:/i);
    expect(files.get('report.pdf')!.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

it('names tiles as tlog-tiles says', () => {
  expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe('tile/0/x001/x234/067');
  expect(tilePath({ level: 'entries', index: 0, width: 5 })).toBe('tile/entries/000.p/5');
});
