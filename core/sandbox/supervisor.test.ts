import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeSpawner } from './spawn.ts';
import { Sandbox } from './supervisor.ts';

const HOST = {
  add: 2,
  sub: 2,
  mul: 2,
  div: 2,
  pow: 2,
  neg: 1,
  exp: 1,
  ln: 1,
  sqrt: 1,
  ceil: 1,
  dec: 2,
  lt: 2,
  trap: 1,
  list_new: 0,
  list_append: 2,
  list_length: 1,
  list_get: 2,
};
const IMPORTS = Object.entries(HOST)
  .map(([name, n]) => `(import "decimal" "${name}" (func $${name} (param${' i32'.repeat(n)}) (result i32)))`)
  .join('\n');
const program = (params: string, body: string, more = ''): string =>
  `(module ${IMPORTS} ${more} (func (export "answer") ${params} (result i32) ${body}))`;
const ONE = '(call $dec (i32.const 1) (i32.const 0))';
const INTEREST = program(
  '(param $principal i32) (param $annual_rate i32) (param $years i32)',
  '(call $mul (local.get $principal) (call $mul (local.get $annual_rate) (local.get $years)))',
);

describe('Sandbox', () => {
  let sandbox: Sandbox;
  beforeAll(() => void (sandbox = new Sandbox({ deadlineMs: 3000 })));
  afterAll(() => sandbox.close());
  const answers = async (): Promise<void> =>
    expect(await sandbox.run({ wat: INTEREST, args: ['1500', '0.0525', '2'] })).toMatchObject({
      ok: true,
      value: '157.5',
    });

  it('computes exact values', async () => {
    await answers();
    const value = async (body: string, args: string[] = []): Promise<unknown> => {
      const params = args.map((_, i) => `(param $p${i} i32)`).join(' ');
      const result = await sandbox.run({ wat: program(params, body), args });
      return result.ok ? result.value : result.trap;
    };
    const p = (i: number): string => `(local.get $p${i})`;
    expect(await value(`(call $add ${p(0)} ${p(1)})`, ['0.1', '0.2'])).toBe('0.3');
    expect(await value(`(call $div ${p(0)} ${p(1)})`, ['1', '3'])).toBe('0.3333333333333333333333333333333333');
    expect(await value(`(call $add ${p(0)} ${p(1)})`, ['9999999999999999999999999999999999', '0.5'])).toBe(
      '10000000000000000000000000000000000',
    );
    expect(await value(`(call $pow ${p(0)} ${p(1)})`, ['1.05', '10'])).toBe('1.62889462677744140625');
    expect(await value(`(call $exp ${ONE})`)).toBe('2.718281828459045235360287471352662');
    expect(await value(`(call $ln ${p(0)})`, ['10'])).toBe('2.302585092994045684017991454684364');
    expect(await value(`(call $sqrt ${p(0)})`, ['2'])).toBe('1.414213562373095048801688724209698');
    expect(await value(`(call $ceil ${p(0)})`, ['-1.5'])).toBe('-1');
    expect(await value(`(call $dec (i32.const -525) (i32.const -4))`)).toBe('-0.0525');
    expect(await value(p(0), ['1E+50'])).toBe('1E+50');
  });

  it.each([
    ['divide_by_zero', program('', `(call $div ${ONE} (call $dec (i32.const 0) (i32.const 0)))`)],
    ['invalid', program('', `(call $sqrt (call $neg ${ONE}))`)],
    ['invalid', program('', `(call $ln (call $neg ${ONE}))`)],
    ['overflow', program('', `(call $dec (i32.const 1) (i32.const 6145))`)],
    ['underflow', program('', `(call $exp (call $dec (i32.const -1) (i32.const 9)))`)],
    ['handle', program('', '(i32.const 0)')],
    ['handle', program('', '(i32.const 77)')],
    ['program', program('', '(call $trap (i32.const 7))')],
    ['unreachable', program('', '(unreachable)')],
    ['stack', program('', '(call $f)', '(func $f (result i32) (i32.add (call $f) (i32.const 1)))')],
    ['too_many_handles', program('', `(loop $l (drop ${ONE}) (br $l)) (i32.const 1)`)],
    ['gas', program('', '(loop $l (br $l)) (i32.const 1)')],
    ['too_deep', `(module ${'(func '.repeat(100_000)}`.slice(0, 60_000)],
    ['too_large', '('.repeat(100_000)],
    ['too_deep', `(module (func ${'block '.repeat(5000)} ${'end '.repeat(5000)}))`],
    ['too_large', ';; x\n'.repeat(2_000_000)],
    ['too_many_tokens', '()'.repeat(8200)],
    ['import', '(module (import "env" "evil" (func)) (func (export "answer") (result i32) (i32.const 1)))'],
    ['import', '(module (import "decimal" "evil" (func)) (func (export "answer") (result i32) (i32.const 1)))'],
    ['import', '(module (import "decimal" "add" (func (param i64 i64) (result i32))))'],
    ['import', '(module (import "decimal" "add" (global i32)))'],
    ['import', '(module (import "decimal" "gas" (func (param i64))))'],
    ['memory', '(module (import "decimal" "memory" (memory 128 128)))'],
    ['memory', program('', '(memory.grow (i32.const 1000))', '(memory 1)')],
    ['memory', '(module (import "decimal" "add" (memory 1)))'],
    ['table', program('', '(i32.const 1)', '(table 1 funcref)')],
    ['start', program('', '(i32.const 1)', '(func $s) (start $s)')],
    ['float', '(module (func (export "answer") (result i32) (drop (f64.const 1)) (i32.const 1)))'],
    ['syntax', '(module (func (export "answer") (result i32) (drop (i32x4.splat (i32.const 1))) (i32.const 1)))'],
    ['signature', '(module (func (export "answer") (result i64) (i64.const 1)))'],
    ['signature', '(module (func (export "answer") (param i32) (result i32) (local.get 0)))'],
    ['signature', '(module)'],
    ['syntax', 'garbage }{ \u0000 \ud800'],
    ['signature', ''],
    ['syntax', '(module (func (export "answer") (result i32) (call $nobody)))'],
  ])('ends in trap %s and serves the next run (%#)', async (trap, wat) => {
    const result = await sandbox.run({ wat, args: [] });
    expect(result).toMatchObject({ ok: false, trap });
    await answers();
  });

  it('refuses arguments that are not decimals or are too long', async () => {
    const wat = program('(param i32)', '(local.get 0)');
    for (const arg of ['NaN', '1e5', '', '0x10', '1'.repeat(35)]) {
      expect(await sandbox.run({ wat, args: [arg] })).toMatchObject({ ok: false, trap: 'argument' });
    }
  });

  it('brings lists in as handles of their own kind', async () => {
    const run = async (body: string, arg: string): Promise<unknown> => {
      const result = await sandbox.run({ wat: program('(param $l i32)', body), args: [arg] });
      return result.ok ? result.value : result.trap;
    };
    const last = '(call $list_get (local.get $l) (i32.sub (call $list_length (local.get $l)) (i32.const 1)))';
    expect(await run(last, '[-1000, 300, 420.50]')).toBe('420.5');
    expect(await run(last, '[]')).toBe('index');
    expect(await run('(call $dec (call $list_length (local.get $l)) (i32.const 0))', `[${'7, '.repeat(999)}7]`)).toBe(
      '1000',
    );
    expect(await run('(call $add (local.get $l) (local.get $l))', '[1]')).toBe('handle');
    expect(await run('(call $dec (call $list_length (local.get $l)) (i32.const 0))', '5')).toBe('handle');
    expect(await run('(local.get $l)', '[1, 2]')).toBe('handle');
    expect(await run(last, `[1, ${'1'.repeat(35)}]`)).toBe('argument');
    const sum = '(call $list_append (call $list_append (call $list_new) (local.get $l)) (local.get $l))';
    expect(await run(`(call $list_get ${sum} (i32.const 1))`, '9')).toBe('9');
  });

  it('gives the code of the program, and counts gas the same way every time', async () => {
    expect(await sandbox.run({ wat: program('', '(call $trap (i32.const 7))'), args: [] })).toMatchObject({ code: 7 });
    const wat = program('', `(call $add ${ONE} ${ONE})`);
    const first = await sandbox.run({ wat, args: [] });
    if (!first.ok) throw new Error(first.message);
    expect(await sandbox.run({ wat, args: [], gas: first.gas })).toMatchObject({ value: '2', gas: first.gas });
    expect(await sandbox.run({ wat, args: [], gas: first.gas - 1 })).toMatchObject({ ok: false, trap: 'gas' });
  });

  it('is stopped from outside where gas does not stop it', async () => {
    const wat = program('', '(loop $l (br $l)) (i32.const 1)');
    expect(await sandbox.run({ wat, args: [], gas: Number.MAX_SAFE_INTEGER })).toMatchObject({ trap: 'deadline' });
    await answers();
  });

  it('queues runs and answers each with its own result', async () => {
    const wat = program('(param i32)', '(local.get 0)');
    const loop = sandbox.run({ wat: program('', '(loop $l (br $l)) (i32.const 1)'), args: [] });
    const results = await Promise.all(Array.from({ length: 50 }, (_, i) => sandbox.run({ wat, args: [String(i)] })));
    expect(results.map((r) => (r.ok ? r.value : r.trap))).toEqual(Array.from({ length: 50 }, (_, i) => String(i)));
    expect(await loop).toMatchObject({ trap: 'gas' });
  });
});

describe('a child that fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const run = { wat: '(module)', args: [] };

  it('is a typed trap when it ends during a run', async () => {
    const path = file('crash.mjs', `process.on('message', () => process.exit(3)); process.send({ ready: true });`);
    const sandbox = new Sandbox({ childPath: path });
    expect(await sandbox.run(run)).toMatchObject({ ok: false, trap: 'crashed' });
    expect(await sandbox.run(run)).toMatchObject({ ok: false, trap: 'crashed' });
    sandbox.close();
  });

  it('is a typed trap when it does not start', async () => {
    const silent = new Sandbox({ childPath: file('silent.mjs', 'setInterval(() => {}, 1000);'), startMs: 200 });
    expect(await silent.run(run)).toMatchObject({ ok: false, trap: 'crashed' });
    silent.close();
    const absent = new Sandbox({ childPath: join(folder, 'absent.mjs') });
    expect(await absent.run(run)).toMatchObject({ ok: false, trap: 'crashed' });
    absent.close();
    const refusing = new Sandbox({
      spawn: () => {
        throw new Error('fork is off');
      },
    });
    expect(await refusing.run(run)).toMatchObject({
      ok: false,
      trap: 'crashed',
      message: expect.stringContaining('fork is off'),
    });
    refusing.close();
  });

  it('gives the child an empty environment', async () => {
    const path = file(
      'env.mjs',
      `process.on('message', ({ id }) => process.send({ id, result: { ok: true, value: JSON.stringify(Object.keys(process.env)), ms: 0 } })); process.send({ ready: true });`,
    );
    const sandbox = new Sandbox({ childPath: path, spawn: nodeSpawner });
    expect(await sandbox.run(run)).toMatchObject({ ok: true, value: expect.not.stringContaining('PATH') });
    sandbox.close();
  });

  it('ends what is under way when it is closed', async () => {
    const sandbox = new Sandbox();
    const runs = [sandbox.run(run), sandbox.run(run)];
    sandbox.close();
    expect(await Promise.all(runs)).toMatchObject([{ trap: 'closed' }, { trap: 'closed' }]);
    expect(await sandbox.run(run)).toMatchObject({ trap: 'closed' });
  });
});
