import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import wabt from 'wabt';
import { compile, hashOf } from './build.ts';
import { RUNTIME_HASH } from './index.ts';

const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, 'decimal.wasm')));

describe('decimal.wasm', () => {
  it('imports nothing', () => {
    expect(WebAssembly.Module.imports(new WebAssembly.Module(bytes))).toEqual([]);
  });

  it('has no floating point, which engines may differ in', async () => {
    const module = (await wabt()).readWasm(bytes, { bulk_memory: true });
    const text = module.toText({});
    expect(text).toContain('i64.mul');
    expect(text).not.toMatch(/\b[fv](32|64|128)\b/);
  });

  it('is at most 64 KB', () => {
    expect(bytes.length).toBeLessThanOrEqual(64 * 1024);
  });

  it('is what the sources compile to, byte for byte', async () => {
    expect(hashOf(await compile())).toBe(hashOf(bytes));
  });

  it('has the hash that is written beside it', () => {
    const written = readFileSync(join(import.meta.dirname, 'decimal.wasm.sha256'), 'utf8').trim();
    expect(written).toBe(hashOf(bytes));
    expect(RUNTIME_HASH).toBe(written);
  });

  it('has a memory that cannot grow', () => {
    const { memory } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
    if (!(memory instanceof WebAssembly.Memory)) throw new Error('no memory');
    expect(memory.buffer.byteLength).toBe(128 * 65_536);
    expect(() => memory.grow(1)).toThrow(RangeError);
  });
});
