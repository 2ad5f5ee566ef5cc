import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Ledger } from '../ledger/ledger.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { Evidence } from './evidence.ts';
import { fileKeyStore } from './key.ts';
import { entryOf, Log, MAX_ENTRY } from './log.ts';
import { leafHash, Tree } from './merkle.ts';
import { sample } from './test-sample.ts';

let folder: string;
let ledger: Ledger;
const at = (name: string): string => join(folder, name);
const open = (): Evidence => new Evidence(ledger, at('evidence'), fileKeyStore(at('evidence/key')));
const append = (evidence: Evidence, ...questions: string[]): void => {
  for (const question of questions) {
    ledger.append(sample(question));
    evidence.seal();
  }
};
const reopen = (): Evidence => {
  ledger.close();
  ledger = Ledger.open(at('ledger.db'));
  return open();
};
const newest = (): string => readFileSync(at('evidence/checkpoint'), 'utf8');
/** What somebody with the disk can do: triggers are no wall. */
const force = (sql: string): void => {
  const triggers = ledger.db
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) ledger.db.exec(`DROP TRIGGER ${name}`);
  ledger.db.exec(sql);
  for (const trigger of triggers) ledger.db.exec(trigger.sql);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  ledger = Ledger.open(at('ledger.db'));
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

describe('the log', () => {
  it('has the root of a tree over the bodies, at every size', () => {
    const log = new Log(ledger);
    const tree = new Tree();
    for (let i = 0; i < 40; i++) {
      ledger.append(sample(`q ${i}`));
      tree.push(leafHash(Buffer.from(ledger.row(i + 1)!.body)));
      if (i % 3 === 0) log.grow();
    }
    log.grow();
    expect(log.size).toBe(40);
    for (let size = 0; size <= 40; size++) expect(log.root(size)).toEqual(tree.root(size));
  });

  it('names a body by its hash where it is too long for a tile', () => {
    const long = 'x'.repeat(MAX_ENTRY + 1);
    expect(entryOf(long.slice(1)).toString()).toBe(long.slice(1));
    expect(entryOf(long).toString()).toMatch(/^\{"body":\{"bytes":65536,"sha256":"[0-9a-f]{64}"\}\}$/);
  });

  it('refuses changes to what was written', () => {
    append(open(), 'one');
    for (const table of ['tree_node', 'blob', 'checkpoint', 'signer']) {
      expect(() => ledger.db.exec(`DELETE FROM ${table}`)).toThrow(/append-only/);
      const column = { tree_node: 'hash', blob: 'bytes', checkpoint: 'note', signer: 'vkey' }[table];
      expect(() => ledger.db.exec(`UPDATE ${table} SET ${column} = ${column}`)).toThrow(/append-only/);
    }
    expect(() => ledger.db.exec('INSERT INTO tree_node VALUES (0, 5, zeroblob(32))')).toThrow(/follow the last/);
    const before = ledger.db.prepare('SELECT * FROM blob').all();
    ledger.db.exec("INSERT OR REPLACE INTO blob SELECT hash, x'00' FROM blob");
    expect(ledger.db.prepare('SELECT * FROM blob').all()).toEqual(before);
  });
});

describe('at start', () => {
  it('finds nothing wrong in a ledger that went on, nor in an empty one', () => {
    append(open(), 'one', 'two');
    const again = reopen();
    expect(again.findings).toEqual([]);
    append(again, 'three');
    expect(reopen().findings).toEqual([]);
    expect(parseCheckpoint(newest()).size).toBe(3);
  });

  it('signs records that were there before there were checkpoints', () => {
    for (const q of ['one', 'two', 'three']) ledger.append(sample(q));
    expect(open().findings).toEqual([]);
    expect(parseCheckpoint(newest()).size).toBe(3);
  });

  it('suspects nobody where a signing was killed between its file and its tree, but still sees a change', () => {
    append(open(), 'one');
    for (const question of ['two', 'three']) {
      const evidence = reopen();
      ledger.append(sample(question));
      const killed = ledger.db.transaction(() => {
        evidence.seal();
        throw new Error('killed');
      });
      expect(killed).toThrow('killed');
      expect(parseCheckpoint(newest()).size).toBe(ledger.count());
      expect(evidence.log.size).toBe(ledger.count() - 1);
      if (question === 'three') force(`UPDATE record SET body = replace(body, '"three"', '"four"') WHERE id = 3`);
      const { findings, log } = reopen();
      expect(log.size).toBe(ledger.count());
      expect(findings).toEqual(question === 'two' ? [] : [expect.stringContaining('not those that were signed')]);
    }
  });

  it('shows an older copy of the database, and goes on saying so', () => {
    append(open(), 'one', 'two');
    ledger.close();
    copyFileSync(at('ledger.db'), at('old.db'));
    ledger = Ledger.open(at('ledger.db'));
    append(open(), 'three', 'four', 'five');
    ledger.close();
    for (const end of ['', '-wal', '-shm']) rmSync(at(`ledger.db${end}`), { force: true });
    copyFileSync(at('old.db'), at('ledger.db'));
    ledger = Ledger.open(at('ledger.db'));
    const rolled = open();
    expect(rolled.findings).toEqual([
      'Records 3 to 5 are missing: 5 records were signed, and the ledger now has 2. The database was cut, or an older copy of it was put back.',
    ]);
    append(rolled, 'another three');
    expect(reopen().findings[0]).toContain('Records 4 to 5 are missing');
    append(open(), 'another four', 'another five', 'six');
    expect(reopen().findings).toEqual([expect.stringContaining('Records 1 to 5 are not those that were signed')]);
    expect(readdirSync(at('evidence')).filter((name) => name.startsWith('conflict'))).toHaveLength(1);
  });

  it('shows a cut end, a changed record and a new database', () => {
    append(open(), 'one', 'two', 'three');
    force('DELETE FROM record WHERE id = 3');
    expect(reopen().findings).toEqual([
      expect.stringContaining('Record 3 is missing or was changed'),
      expect.stringContaining('Record 3 is missing: 3 records were signed, and the ledger now has 2'),
    ]);
    force("UPDATE record SET body = replace(body, 'two', 'TWO') WHERE id = 2");
    expect(reopen().findings[0]).toContain('Record 2 is missing or was changed');
    ledger.close();
    for (const end of ['', '-wal', '-shm']) rmSync(at(`ledger.db${end}`), { force: true });
    ledger = Ledger.open(at('ledger.db'));
    expect(open().findings).toEqual([expect.stringContaining('Records 1 to 3 are missing')]);
  });

  it('shows a rewritten history even where the tree was rewritten with it', () => {
    append(open(), 'one', 'two', 'three');
    ledger.close();
    for (const end of ['', '-wal', '-shm']) rmSync(at(`ledger.db${end}`), { force: true });
    ledger = Ledger.open(at('ledger.db'));
    for (const q of ['one', 'TWO', 'three', 'four']) ledger.append(sample(q));
    new Log(ledger).grow();
    expect(open().findings).toEqual([expect.stringContaining('Records 1 to 3 are not those that were signed')]);
  });

  it('shows a checkpoint that is gone, damaged or forged, and a key that changed', () => {
    append(open(), 'one');
    const note = newest();
    rmSync(at('evidence/checkpoint'));
    expect(reopen().findings).toEqual([expect.stringContaining('is gone')]);
    writeFileSync(at('evidence/checkpoint'), note.replace('\n1\n', '\n2\n'));
    expect(reopen().findings).toEqual([expect.stringContaining('is damaged')]);
    writeFileSync(at('evidence/checkpoint'), note);
    rmSync(at('evidence/key'));
    const other = reopen();
    expect(other.findings).toEqual([
      expect.stringContaining('The signing key is not the one that signed up to record 1'),
    ]);
    append(other, 'two');
    expect(reopen().findings).toEqual([]);
    expect(open().verifiers()).toHaveLength(2);
  });
});

it('leaves signing to the shell that keeps the key, and goes on', () => {
  append(open(), 'one');
  const note = newest();
  rmSync(at('evidence/key'));
  writeFileSync(at('evidence/key.sealed'), 'of the desktop app');
  const evidence = reopen();
  append(evidence, 'two');
  expect(evidence.findings).toEqual([]);
  expect(newest()).toBe(note);
  expect(evidence.verifier()?.name).toBe(parseCheckpoint(note).origin);
  expect(evidence.importAnchor(note)).toEqual({ size: 1 });
  expect(() => evidence.checkpoint()).toThrow(/kept by the desktop app/);
  expect(existsSync(at('evidence/key'))).toBe(false);
});

it('lets two processes sign at once, with one key, and no checkpoint goes back', async () => {
  const script = at('write.ts');
  const from = (path: string): string => JSON.stringify(join(import.meta.dirname, path));
  writeFileSync(
    script,
    `import { Ledger } from ${from('../ledger/ledger.ts')};
     import { Evidence } from ${from('evidence.ts')};
     import { fileKeyStore } from ${from('key.ts')};
     import { sample } from ${from('test-sample.ts')};
     const ledger = Ledger.open(${JSON.stringify(at('shared.db'))});
     const folder = ${JSON.stringify(at('shared'))};
     const evidence = new Evidence(ledger, folder, fileKeyStore(folder + '/key'));
     for (let i = 0; i < 40; i++) {
       ledger.append(sample('at once'));
       evidence.seal();
     }
     ledger.close();`,
  );
  const write = (): Promise<number | null> =>
    new Promise((done) => spawn(process.execPath, [script], { stdio: 'inherit' }).on('exit', done));
  expect(await Promise.all([write(), write()])).toEqual([0, 0]);
  const both = Ledger.open(at('shared.db'));
  const evidence = new Evidence(both, at('shared'), fileKeyStore(at('shared/key')));
  expect(evidence.findings).toEqual([]);
  expect(evidence.verifiers()).toHaveLength(1);
  expect(parseCheckpoint(readFileSync(at('shared/checkpoint'), 'utf8')).size).toBe(80);
  both.close();
}, 60_000);

describe('anchors', () => {
  it('say up to which record the ledger is the one that was signed', () => {
    const evidence = open();
    append(evidence, 'one', 'two');
    const kept = evidence.checkpoint();
    append(evidence, 'three');
    expect(evidence.anchoredUpTo()).toBe(0);
    expect(evidence.importAnchor(kept)).toEqual({ size: 2 });
    expect(() => evidence.importAnchor(kept.replace('\n2\n', '\n3\n'))).toThrow(/no good signature/);
    expect(() => evidence.importAnchor('hello')).toThrow(/not a signed checkpoint/);
    expect(reopen().anchoredUpTo()).toBe(2);
  });

  it('show what the holder of key and disk rewrote', () => {
    append(open(), 'one', 'two');
    const kept = newest();
    ledger.close();
    for (const end of ['', '-wal', '-shm']) rmSync(at(`ledger.db${end}`), { force: true });
    rmSync(at('evidence/checkpoint'));
    ledger = Ledger.open(at('ledger.db'));
    const forged = open();
    append(forged, 'ONE', 'two', 'three');
    expect(reopen().findings).toEqual([]);
    expect(() => open().importAnchor(kept)).toThrow(/Records 1 to 2 are not those that were signed/);
    expect(reopen().findings).toEqual([expect.stringContaining('Records 1 to 2 are not those')]);
    expect(open().anchoredUpTo()).toBe(0);
    expect(existsSync(at('evidence/checkpoint'))).toBe(true);
  });

  it('of an earlier key of this ledger hold, of another ledger they do not', () => {
    append(open(), 'one');
    const kept = newest();
    rmSync(at('evidence'), { recursive: true });
    expect(reopen().importAnchor(kept)).toEqual({ size: 1 });
    const other = Ledger.open(at('other.db'));
    const evidence = new Evidence(other, at('elsewhere'), fileKeyStore(at('elsewhere/key')));
    expect(() => evidence.importAnchor(kept)).toThrow(/another ledger, or another key/);
    other.close();
  });
});
