/** Caps that hold before wabt sees a text: its parser recurses, so deep nesting would overflow it. */
import { Trap } from './types.ts';

export const MAX_BYTES = 64 * 1024;
/** wabt 1.0.39 was seen to overflow its stack at 150 nested blocks. */
export const MAX_NESTING = 100;
export const MAX_TOKENS = 16_384;
/** Characters of one word or text. wabt puts a word that it complains of on its stack, which 64,000 digits overflow. */
export const MAX_WORD = 1000;
/** Types of one function, its locals among them: wabt writes them all out where two signatures do not fit. */
export const MAX_TYPES = 1000;
export const MAX_ARGS = 64;
/** Characters of one decimal, alone or in a list. */
export const MAX_ARG_LENGTH = 128;
/** Entries of a list. */
export const MAX_ENTRIES = 1000;

const DECIMAL = /^-?\d+(\.\d+)?(E[+-]?\d+)?$/;

const TOKEN = /\(;|;;|"[^"\\\r\n]*"|[()]|[^ \t\r\n()";]+|[";]/g;
/** Characters of keywords, numbers and identifiers. */
const WORD = /^[\w!#$%&'*+\-./:<=>?\\^`|~][\w!#$%&'*+\-./:<=>?@\\^`|~]*$/;
const TYPE = /^(?:i\d+|\w+ref)$/;
/** Where lexers may disagree on what a line or a text is: control characters, and a return without a new line. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const UNCLEAR = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)/;
const OPENS_FLAT = new Set(['block', 'loop', 'if', 'try', 'try_table']);
/** After "module", these put a second module into texts, where no count sees it. */
const HIDES = new Set(['quote', 'binary']);

/** Refuses a module text that is too large, too deep, too long or unbalanced, or that names a float. Throws Trap. */
export function checkText(wat: string): void {
  // Length first: counting the bytes of a huge string would itself cost time.
  if (wat.length > MAX_BYTES || Buffer.byteLength(wat) > MAX_BYTES) {
    throw new Trap('too_large', `the program is longer than ${MAX_BYTES} bytes`);
  }
  if (UNCLEAR.test(wat)) throw new Trap('syntax', 'the program has a control character');
  new Scan(wat).run();
}

/** The entries of an argument that is written as a list, "[-1000, 300.5]"; null where it is none. */
export function entriesOf(arg: string): string[] | null {
  if (!arg.startsWith('[') || !arg.endsWith(']')) return null;
  const inside = arg.slice(1, -1).trim();
  return inside === '' ? [] : inside.split(',').map((entry) => entry.trim());
}

/** Refuses arguments that are too many, or neither decimals nor lists of at most 1,000 of them. Throws Trap. */
export function checkArgs(args: readonly string[]): void {
  if (args.length > MAX_ARGS) throw new Trap('argument', `a program takes at most ${MAX_ARGS} arguments`);
  for (const arg of args) {
    // Length first: splitting a huge string would itself cost time.
    const tooLong = arg.length > MAX_ENTRIES * (MAX_ARG_LENGTH + 2);
    const entries = tooLong ? null : entriesOf(arg);
    if (tooLong || (entries && entries.length > MAX_ENTRIES))
      throw new Trap('argument', `a list has at most ${MAX_ENTRIES} entries`);
    const bad = (entries ?? [arg]).find((text) => text.length > MAX_ARG_LENGTH || !DECIMAL.test(text));
    if (bad !== undefined) throw new Trap('argument', `"${bad.slice(0, 40)}" is not a decimal`);
  }
}

/**
 * Walks the tokens once, without recursion. Flat blocks nest like parentheses do: `block … end` recurses in wabt too.
 * Stricter than WebAssembly text on purpose: what this scan and wabt could read differently (escapes in texts,
 * annotations, characters outside words, modules in texts) is refused, so that nothing can hide from the count.
 */
class Scan {
  private readonly wat: string;
  private readonly open: ('(' | 'block')[] = [];
  private tokens = 0;
  /** Types since the last "func". */
  private types = 0;
  private afterParen = false;
  constructor(wat: string) {
    this.wat = wat;
  }

  run(): void {
    const pattern = new RegExp(TOKEN);
    for (let match = pattern.exec(this.wat); match; match = pattern.exec(this.wat)) {
      const token = match[0];
      if (token === ';;') pattern.lastIndex = this.endOfLine(pattern.lastIndex);
      else if (token === '(;') pattern.lastIndex = this.endOfComment(pattern.lastIndex);
      else this.take(token);
    }
    if (this.open.length) throw new Trap('syntax', 'the program is not closed');
  }

  private take(token: string): void {
    if (++this.tokens > MAX_TOKENS) throw new Trap('too_many_tokens', `the program has more than ${MAX_TOKENS} tokens`);
    if (token.length > MAX_WORD) throw new Trap('too_large', `a word is longer than ${MAX_WORD} characters`);
    if (token.length > 1 && token.startsWith('"')) return void (this.afterParen = false);
    const folded = this.afterParen;
    this.afterParen = token === '(';
    if (token === '(') this.push('(');
    else if (token === ')') this.pop('(');
    else if (!folded && OPENS_FLAT.has(token)) this.push('block');
    else if (token === 'end') this.pop('block');
    else if (token === 'func') this.types = 0;
    else if (TYPE.test(token)) this.count();
    else if (HIDES.has(token)) throw new Trap('syntax', 'a program is written out, not held in texts');
    else if (!WORD.test(token)) throw new Trap('syntax', `"${token.slice(0, 40)}" is not a word of the language`);
    else if (/^[fv](32|64|128)/.test(token)) throw new Trap('float', `a program cannot use ${token.slice(0, 40)}`);
  }

  private count(): void {
    if (++this.types > MAX_TYPES) throw new Trap('too_large', `a function has more than ${MAX_TYPES} types`);
  }

  private push(kind: '(' | 'block'): void {
    if (this.open.push(kind) > MAX_NESTING) throw new Trap('too_deep', `the program nests deeper than ${MAX_NESTING}`);
  }

  private pop(kind: '(' | 'block'): void {
    if (this.open.pop() !== kind) throw new Trap('syntax', 'the program is not balanced');
  }

  private endOfLine(from: number): number {
    const end = this.wat.indexOf('\n', from);
    return end < 0 ? this.wat.length : end;
  }

  private endOfComment(from: number): number {
    const pattern = /\(;|;\)/g;
    pattern.lastIndex = from;
    for (let depth = 1; depth;) {
      const match = pattern.exec(this.wat);
      if (!match) throw new Trap('syntax', 'a comment is not closed');
      depth += match[0] === '(;' ? 1 : -1;
    }
    return pattern.lastIndex;
  }
}
