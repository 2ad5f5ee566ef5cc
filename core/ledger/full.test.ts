import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Evidence } from '../evidence/evidence.ts';
import { fileKeyStore } from '../evidence/key.ts';
import { sample } from '../evidence/test-sample.ts';
import { verifyChain } from './chain.ts';
import { LedgerError } from './error.ts';
import { Ledger } from './ledger.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-full-'));
  path = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const watch = (ledger: Ledger): Evidence =>
  new Evidence(ledger, join(folder, 'evidence'), fileKeyStore(join(folder, 'key')));

/** What the failure says; anything but a LedgerError is a failure of the test. */
function failure(work: () => unknown): LedgerError {
  try {
    work();
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

/** Leaves `pages` more pages to a ledger, for this connection alone. */
function leave(ledger: Ledger, pages: number): void {
  ledger.db.pragma(`max_page_count = ${Number(ledger.db.pragma('page_count', { simple: true })) + pages}`);
}

it('says in a sentence that the disk is full, loses nothing, and goes on once there is room', () => {
  const ledger = Ledger.open(path);
  const evidence = watch(ledger);
  leave(ledger, 30);
  const kept: { id: number; hash: string }[] = [];
  const fill = (): void => {
    for (let n = 0; n < 1000; n++) {
      kept.push(ledger.append(sample(`question ${n}`)));
      evidence.seal();
    }
  };
  const error = failure(fill);
  expect(error.code).toBe('full');
  expect(error.message).toMatch(/^The disk of the ledger is full\. .* Please make room and try again\.$/);
  expect(kept.length).toBeGreaterThan(3);
  const large = { module: Buffer.alloc(1 << 20) };
  expect(failure(() => ledger.append(sample('still no room'), large))).toMatchObject({
    code: 'full',
    message: expect.stringContaining('The record was not written; all earlier ones are kept.'),
  });
  expect(failure(() => ledger.set('user', 'A'.repeat(1 << 20))).message).toContain('The setting was not kept.');
  expect(verifyChain(ledger)).toMatchObject({ ok: true, records: kept.length });
  ledger.close();

  const again = Ledger.open(path);
  expect(verifyChain(again, kept.at(-1)?.hash)).toMatchObject({ ok: true, records: kept.length });
  for (const { id, hash } of kept) expect(again.get(id)).toMatchObject({ id, hash });
  const seen = watch(again);
  expect(seen.findings).toEqual([]);
  expect(again.append(sample('there is room'), large).id).toBe(kept.length + 1);
  seen.seal();
  expect(verifyChain(again)).toMatchObject({ ok: true, records: kept.length + 1 });
  expect(again.db.pragma('integrity_check', { simple: true })).toBe('ok');
  again.close();
});

it('keeps a record whose signing found no room, and signs it later', () => {
  const ledger = Ledger.open(path);
  const evidence = watch(ledger);
  // Records in bulk, so that the tree that signing makes is larger than the room that is left.
  ledger.db.transaction(() => {
    for (let n = 0; n < 300; n++) ledger.append(sample(`question ${n}`));
  })();
  leave(ledger, 1);
  expect(failure(() => evidence.seal())).toMatchObject({
    code: 'full',
    message: expect.stringContaining('Records that were written are kept'),
  });
  leave(ledger, 1000);
  evidence.seal();
  expect(evidence.log.size).toBe(300);
  expect(evidence.checkpoint()).toContain('\n300\n');
  ledger.close();
});

it('says that another process holds the ledger', () => {
  const holder = Ledger.open(path);
  const ledger = Ledger.open(path, { busyMs: 10 });
  holder.db.exec('BEGIN IMMEDIATE');
  expect(failure(() => ledger.append(sample('one')))).toMatchObject({
    code: 'busy',
    message: 'The ledger is in use elsewhere. The record was not written; all earlier ones are kept. Please try again.',
  });
  holder.db.exec('ROLLBACK');
  expect(ledger.append(sample('one')).id).toBe(1);
  ledger.close();
  holder.close();
});

// A limit on the size of files makes the system refuse a write with EFBIG, which SQLite reports as SQLITE_IOERR_WRITE.
it.skipIf(process.platform === 'win32')(
  'stops writing after the disk failed, and goes on when it is opened again',
  () => {
    const script = join(folder, 'write.ts');
    const at = (name: string): string => JSON.stringify(join(import.meta.dirname, name));
    writeFileSync(
      script,
      `import { Ledger } from ${at('ledger.ts')};
       import { sample } from ${at('../evidence/test-sample.ts')};
       const ledger = Ledger.open(${JSON.stringify(path)});
       const said = [];
       for (let n = 0; n < 500 && said.length < 2; n++) {
         try { const { id, hash } = ledger.append(sample('question ' + n)); console.log(id + ' ' + hash); }
         catch (error) { said.push(error.code + ': ' + error.message); }
       }
       console.log(said.join('\\n'));
       ledger.close();`,
    );
    const { stdout, stderr } = spawnSync('sh', ['-c', `ulimit -f 1000; exec "$0" "$1"`, process.execPath, script], {
      encoding: 'utf8',
    });
    const lines = stdout.trim().split('\n');
    const said = lines.splice(-2);
    expect({ said, stderr }).toEqual({ said: [said[0], said[0]], stderr: '' });
    expect(said[0]).toMatch(/^disk: The disk of the ledger failed \(SQLITE_IOERR\w*\)\. .*start WatLedger again\.$/);
    expect(lines.length).toBeGreaterThan(3);

    const again = Ledger.open(path);
    const { id } = again.append(sample('the disk is well again'));
    // A write that failed may be there or not; what was acknowledged must be.
    expect([lines.length + 1, lines.length + 2]).toContain(id);
    expect(verifyChain(again, lines.at(-1)?.split(' ')[1])).toMatchObject({ ok: true, records: id });
    for (const line of lines) {
      const [number, hash] = line.split(' ');
      expect(again.get(Number(number))).toMatchObject({ hash });
    }
    again.close();
  },
);
