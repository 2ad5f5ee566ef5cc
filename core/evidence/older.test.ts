/** Ledgers from before there were blobs and trees: they open, read, replay and export as they are. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canonical } from '../ledger/canonical.ts';
import { chainHash, GENESIS, verifyChain } from '../ledger/chain.ts';
import { Ledger } from '../ledger/ledger.ts';
import { replayAll } from '../ledger/replay.ts';
import { Sandbox } from '../sandbox/supervisor.ts';
import { Evidence } from './evidence.ts';
import { exportBundle } from './export.ts';
import { fileKeyStore } from './key.ts';
import { MAX_ENTRY } from './log.ts';
import { sample } from './test-sample.ts';
import { verifyBundle } from './verify.ts';
import { APP, VERSIONS } from './test-world.ts';
import { has } from './test-tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'older-'));
const at = (name: string): string => join(folder, name);
const migrations = join(import.meta.dirname, '../../migrations');
const sandbox = new Sandbox({ deadlineMs: 20_000 });

beforeAll(() => {
  const db = new Database(at('ledger.db'));
  db.pragma('journal_mode = WAL');
  for (const name of ['0001_start.sql', '0002_rates.sql']) db.exec(readFileSync(join(migrations, name), 'utf8'));
  db.pragma('user_version = 2');
  let previous = GENESIS;
  for (const [i, question] of ['short', 'long '.repeat(MAX_ENTRY / 5)].entries()) {
    const body = canonical(sample(question));
    const hash = chainHash(previous, body);
    const insert = db.prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    insert.run(i + 1, 'c1', '2026-11-24T10:00:00.000Z', 'answered', question, body, previous, hash);
    previous = hash;
  }
  db.close();
});
afterAll(() => {
  sandbox.close();
  rmSync(folder, { recursive: true });
});

it.skipIf(!has.python)('opens an older ledger, reads and replays it, and exports it with what came after', async () => {
  const ledger = Ledger.open(at('ledger.db'));
  expect(ledger.get(1)).toMatchObject({ record: { format: 1, args: ['2', '3'] }, card: { question: 'short' } });
  expect(ledger.get(1)?.card.wat).toContain('(module');
  ledger.append(sample('new'));
  expect(ledger.get(3)).toMatchObject({ record: { format: 2 }, card: { wat: ledger.get(1)?.card.wat } });
  expect(ledger.row(3)?.body).not.toContain('(module');
  expect(verifyChain(ledger)).toMatchObject({ ok: true, records: 3 });
  for await (const result of replayAll(ledger, (program) => sandbox.run(program)))
    expect(result).toMatchObject({ equal: true });

  const evidence = new Evidence(ledger, at('evidence'), fileKeyStore(at('evidence/key')));
  expect(evidence.findings).toEqual([]);
  await exportBundle(ledger, evidence, { out: at('bundle'), app: APP });
  ledger.close();
  const verified = await verifyBundle(at('bundle'), {
    run: (program) => sandbox.run(program),
    versions: VERSIONS,
    runtime: VERSIONS.runtime,
  });
  expect(spawnSync('python3', ['-I', 'verify.py', '.'], { cwd: at('bundle') }).status).toBe(0);
  expect(verified.faults).toEqual([]);
  expect(verified).toMatchObject({ records: 3, replayed: 3 });
});
