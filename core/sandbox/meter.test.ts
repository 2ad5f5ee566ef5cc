import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import wabt from 'wabt';
import { DEPTH_LIMIT, meter } from './meter.ts';

const tools = await wabt();
const encode = (wat: string): Uint8Array => {
  const module = tools.parseWat('x.wat', wat);
  module.validate();
  return module.toBinary({}).buffer;
};
interface Run {
  value: number | null;
  gas: bigint;
  depth: number;
}
/** Runs `answer` of the metered module. */
function run(wat: string, args: number[] = [], gas = 100_000): Run {
  const module = new WebAssembly.Module(meter(encode(wat), gas));
  const decimal = { add: (a: number, b: number) => (a + b) | 0, div: (a: number, b: number) => (a / b) | 0 };
  const {
    answer,
    gas: left,
    depth,
  } = new WebAssembly.Instance(module, { decimal }).exports as unknown as {
    answer: (...args: number[]) => number;
    gas: WebAssembly.Global<'i64'>;
    depth: WebAssembly.Global<'i32'>;
  };
  let value: number | null = null;
  try {
    value = answer(...args);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
  }
  return { value, gas: left.value, depth: depth.value };
}

const COUNT = `(module (func (export "answer") (param $n i32) (result i32) (local $i i32)
  (block $out (loop $again
    (br_if $out (i32.ge_s (local.get $i) (local.get $n)))
    (local.set $i (i32.add (local.get $i) (i32.const 1)))
    (br $again)))
  (local.get $i)))`;
const FIB = `(module (func $fib (export "answer") (param $n i32) (result i32)
  (if (i32.lt_s (local.get $n) (i32.const 2)) (then (return (local.get $n))))
  (i32.add (call $fib (i32.sub (local.get $n) (i32.const 1))) (call $fib (i32.sub (local.get $n) (i32.const 2))))))`;
const EARLY = `(module (func (export "answer") (param $n i32) (result i32)
  (block (result i32)
    (br_table 0 1 0 (i32.const 7) (local.get $n)))
  (if (result i32) (i32.eqz (local.get $n)) (then (i32.const 1)) (else (br 1 (i32.const 9))))
  (return (i32.add))))`;

describe('a metered module', () => {
  it('gives what it gave before, and always comes back to depth zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 12 }), fc.constantFrom(COUNT, FIB, EARLY), (n, wat) => {
        const plain = new WebAssembly.Instance(new WebAssembly.Module(encode(wat) as Uint8Array<ArrayBuffer>)).exports;
        const expected = (plain['answer'] as (n: number) => number)(n);
        expect(run(wat, [n])).toMatchObject({ value: expected, depth: 0 });
      }),
    );
  });

  it('pays the same for each round of a loop', () => {
    const spent = (n: number): bigint => 100_000n - run(COUNT, [n]).gas;
    expect(spent(7) - spent(6)).toBe(spent(100) - spent(99));
    expect(spent(1)).toBeGreaterThan(spent(0));
  });

  it('pays for the runtime by what its functions cost', () => {
    const call = (name: string): string =>
      `(module (import "decimal" "${name}" (func $f (param i32 i32) (result i32)))
        (func (export "answer") (result i32) (call $f (i32.const 8) (i32.const 2))))`;
    expect(run(call('add'))).toMatchObject({ value: 10 });
    expect(run(call('div')).gas).toBeLessThan(run(call('add')).gas);
  });

  it.each([
    ['an endless loop', '(module (func (export "answer") (result i32) (loop $l (br $l)) (i32.const 0)))'],
    ['a long loop', COUNT],
  ])('stops %s with its gas below zero', (_name, wat) => {
    const { value, gas } = run(wat, [1_000_000]);
    expect(value).toBeNull();
    expect(gas).toBeLessThan(0n);
  });

  it('stops calls without end at the depth limit, with gas left', () => {
    const endless = '(module (func $f (export "answer") (result i32) (call $f)))';
    const { value, gas, depth } = run(endless);
    expect([value, depth]).toEqual([null, DEPTH_LIMIT + 1]);
    expect(gas).toBeGreaterThan(0n);
  });

  it('keeps globals of its own apart', () => {
    const wat = `(module (global $g (mut i32) (i32.const 300)) (func (export "answer") (result i32)
      (global.set $g (i32.add (global.get $g) (i32.const 1))) (global.get $g)))`;
    expect(run(wat)).toMatchObject({ value: 301 });
  });

  it.each([
    ['a long function', `(module (func (export "answer") (result i32) (i32.const 7) ${'return '.repeat(9000)}))`],
    ['many functions', `(module (func (export "answer") (result i32) (i32.const 7)) ${'(func)'.repeat(5000)})`],
  ])('takes %s', (_name, wat) => expect(run(wat)).toMatchObject({ value: 7 }));

  it('refuses instructions that it does not know', () => {
    expect(() => meter(encode('(module (func (export "answer") (result f32) (f32.const 1)))'))).toThrow(/not known/);
  });
});
