import { describe, expect, it } from 'vitest';
import { BrokenCompiler, Compiler } from './compile.ts';
import { checkArgs, checkText, MAX_NESTING, MAX_TYPES, MAX_WORD } from './limits.ts';
import { Trap } from './types.ts';

function trapOf(run: () => unknown): string {
  try {
    run();
    return 'none';
  } catch (error) {
    return error instanceof Trap ? error.trap : 'other';
  }
}

describe('checkText', () => {
  it('reads comments, texts and folded blocks as WebAssembly does', () => {
    const text = '(module (; ( (; ( ;) ;) ;; ( block\n (func (export "answer ( ;; ") (if (i32.const 1) (then nop))))';
    expect(trapOf(() => checkText(text))).toBe('none');
  });

  it.each([
    ['a text with an escape', '(module (export "a\\"b"))'],
    ['a return alone, which may or may not end a comment', '(module ;; \r block\n)'],
    ['an end that closes nothing', '(func end)'],
    ['a parenthesis that closes a block', '(func block)'],
    ['a character between words', '(func block,end)'],
    ['an annotation', '(@name block)'],
    ['a module in a text', `(module quote "(func ${'(block '.repeat(1000)}")`],
    ['a module in bytes', '(module $m binary "asm")'],
    ['an open comment', '(module (; )'],
    ['an open text', '(module "x)'],
    ['too many closed', '(module))'],
  ])('refuses %s', (_, text) => expect(trapOf(() => checkText(text))).toBe('syntax'));

  it('refuses words and texts that would overflow wabt where it quotes them', () => {
    const number = (digits: number): string => `(module (func (drop (i32.const ${'9'.repeat(digits)}))))`;
    expect(trapOf(() => checkText(number(MAX_WORD)))).toBe('none');
    for (const wat of [
      number(64_000),
      `(module (func $${'a'.repeat(MAX_WORD)}))`,
      `(module "${'a'.repeat(MAX_WORD)}")`,
    ])
      expect(trapOf(() => checkText(wat))).toBe('too_large');
  });

  it('refuses a function of so many types that wabt overflows where it lists them', async () => {
    const wat = (types: number): string =>
      `(module (func $f (param${' i32'.repeat(types)})) (func ${'i64.const 0 '.repeat(900)} call $f))`;
    expect(trapOf(() => checkText(wat(MAX_TYPES)))).toBe('none');
    expect(trapOf(() => checkText(wat(13_000)))).toBe('too_large');
    // Without that, the compiler must at least be known as broken.
    const compiler = await Compiler.load();
    expect(() => compiler.metered(wat(13_000))).toThrow(BrokenCompiler);
  });

  it.each(['block', 'loop', 'if', 'try', 'try_table'])('counts %s as deep as a parenthesis', (opens) => {
    expect(trapOf(() => checkText(`(module (func ${`${opens} `.repeat(1000)}))`))).toBe('too_deep');
  });

  it('lets wabt survive everything up to its limit', async () => {
    const compiler = await Compiler.load();
    const depth = MAX_NESTING - 4;
    const wrap = (open: string, inner: string, close: string): string =>
      open.repeat(depth) + inner + close.repeat(depth);
    for (const body of [
      wrap('(i32.eqz ', '(i32.const 1)', ')'),
      wrap('(block (result i32) ', '(i32.const 1)', ')'),
      `${'(if (result i32) (i32.const 1) (then '.repeat(depth / 2)}(i32.const 1)${') (else (i32.const 2)))'.repeat(depth / 2)}`,
      wrap('(loop (result i32) ', '(i32.const 1)', ')'),
      `${'block '.repeat(depth)} ${'end '.repeat(depth)} i32.const 1`,
    ]) {
      const wat = `(module (func (export "answer") (result i32) ${body}))`;
      checkText(wat);
      expect(['handle', 'none']).toContain(trapOf(() => compiler.run({ wat, args: [] })));
    }
  });
});

describe('checkArgs', () => {
  it('takes decimals only', () => {
    expect(trapOf(() => checkArgs(['1', '-0.5', '1E+9']))).toBe('none');
    expect(trapOf(() => checkArgs(['1,5']))).toBe('argument');
    expect(trapOf(() => checkArgs(Array(100).fill('1')))).toBe('argument');
  });

  it('takes lists of at most 1,000 decimals', () => {
    const list = (entries: string[]): string => `[${entries.join(', ')}]`;
    for (const arg of ['[]', '[1]', '[-1000, 300.5,1E+3]', list(Array(1000).fill('1'))])
      expect(trapOf(() => checkArgs([arg]))).toBe('none');
    for (const arg of ['[1,]', '[a]', '[[1]]', '[1', '1]', '[1 2]', '[1, 1e5]', list(Array(1001).fill('1'))])
      expect(
        trapOf(() => checkArgs([arg])),
        arg.slice(0, 20),
      ).toBe('argument');
    expect(trapOf(() => checkArgs([`[${'1'.repeat(300_000)}]`]))).toBe('argument');
  });
});
