/** The auditor's way through the command line: calculate, correct, export, verify, anchor. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { has } from '../core/evidence/test-tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'watledger-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

function watledger(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'index.ts'), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
const data = ['--data', at('data')];

it.skipIf(!has.python)(
  'exports what it calculated, and verifies it',
  () => {
    expect(watledger('user', 'Ada Lovelace', ...data)).toMatchObject({ status: 0, stdout: 'Ada Lovelace\n' });
    expect(watledger('checkpoint', ...data)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no record yet'),
    });
    expect(watledger('calc', 'a * 1.2', '--input', 'a=-100', ...data).stdout).toBe('-120\n');
    expect(watledger('calc', 'a * 1.3', '--input', 'a=-100', '--corrects', '1', ...data).stdout).toBe('-130\n');
    expect(watledger('calc', 'a * 2', '--input', 'a=1', '--corrects', '9', ...data).stderr).toContain(
      'no record 9 to correct',
    );
    writeFileSync(at('anchor'), watledger('checkpoint', ...data).stdout);
    expect(watledger('calc', '1 / a', '--input', 'a=0', ...data).status).toBe(1);

    const done = watledger('export', '--out', at('all'), '--json', ...data);
    expect(JSON.parse(done.stdout)).toMatchObject({ records: 3, size: 3 });
    const { vkey } = JSON.parse(done.stdout) as { vkey: string };
    const record = JSON.parse(readFileSync(at('all/records/00000002.json'), 'utf8'));
    expect(record).toMatchObject({ format: 2, user: 'Ada Lovelace', links: [{ kind: 'corrects', record: 1 }] });
    expect(Object.keys(record.blobs).sort()).toEqual(['module', 'runtime', 'wat']);
    for (const name of ['app', 'node', 'v8', 'sqlite', 'wabt', 'iso4217', 'os', 'arch', 'runtime'])
      expect(record.versions[name], name).toBeTruthy();

    const good = watledger('verify', at('all'), '--key', vkey, '--anchor', at('anchor'));
    expect(good).toMatchObject({ status: 0, stderr: '' });
    expect(good.stdout).toContain('good. 3 of 3 records');
    expect(good.stdout).toContain('3 programs run again. Anchored up to record 2.');
    expect(watledger('anchor', 'import', at('anchor'), ...data).stdout).toBe('Anchored up to record 2.\n');

    expect(watledger('export', '--out', at('all'), ...data).stderr).toContain('is not empty');
    expect(watledger('export', '--out', at('some'), '--from', '2', '--to', '2026-02-30', ...data).stderr).toContain(
      'neither',
    );
    expect(watledger('export', '--out', at('some'), '--from', '2', '--to', '2', ...data).stdout).toContain(
      '1 of 3 records',
    );
    expect(watledger('export', '--out', at('none'), '--search', 'nowhere', ...data).stderr).toContain(
      'nothing to export',
    );
    expect(existsSync(at('none'))).toBe(false);
    const search = ['--search', 'a * 1.3', '--from', '1', '--to', '9999-12-31'];
    expect(watledger('export', '--out', at('found'), ...search, ...data).stdout).toContain('1 of 3 records');
    expect(existsSync(at('found/records/00000002.json'))).toBe(true);
    expect(watledger('verify', at('found'), '--key', vkey)).toMatchObject({ status: 0 });
    const python = spawnSync('python3', ['-I', 'verify.py', '--key', vkey, '.'], {
      cwd: at('found'),
      encoding: 'utf8',
    });
    expect(python).toMatchObject({ status: 0, stderr: '' });

    appendFileSync(at('all/records/00000002.json'), ' ');
    const bad = watledger('verify', at('some'), at('all'), '--key', vkey);
    expect(bad.status).toBe(1);
    expect(bad.stdout).toContain(`${at('some')}: good. 1 of 3 records`);
    expect(bad.stdout).toContain(
      `${at('all')}: NOT good, first bad record: 2. records/00000002.json does not have the hash`,
    );
    expect(watledger('verify', at('some'), '--anchor', at('all/README.txt'))).toMatchObject({ status: 1 });
    expect(watledger('verify', at('nowhere')).stderr).toContain('is not a folder');
  },
  120_000,
);

it.skipIf(!has.python)('says at start what was cut off', () => {
  const db = new Database(at('data/watledger.db'));
  db.exec('DROP TRIGGER record_no_delete; DELETE FROM record WHERE id = 3');
  db.close();
  const { stderr } = watledger('history', ...data);
  expect(stderr).toContain('Record 3 is missing: 3 records were signed, and the ledger now has 2.');
});
