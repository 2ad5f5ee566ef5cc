/** Prints a tree as one complete WebAssembly module: the library functions that it uses, and `answer`. */
import { HOST_FUNCTIONS } from './abi.ts';
import type { Signature } from './check.ts';

/** The text of a library function, and what it calls. */
export interface LinkedText {
  wat: string;
  calls: readonly string[];
  /** Functions that only library functions call, those of its calls not among them. */
  parts?: readonly { name: string; wat: string }[];
}

/** A library function with its text. */
export interface LinkedFunction extends Signature, LinkedText {}

/** A program whose leaves are named parameters and constants. A list, and a parameter that is one, stand only where a list is taken. */
export type Tree =
  | { op: 'call'; name: string; args: Tree[] }
  | { op: 'list'; entries: Tree[] }
  | { op: 'param'; name: string; list?: true }
  | { op: 'const'; value: string };

/** The parts of a tree's top. */
export const partsOf = (tree: Tree): readonly Tree[] =>
  tree.op === 'call' ? tree.args : tree.op === 'list' ? tree.entries : [];

const HOST = new Map(HOST_FUNCTIONS.map((f) => [f.name, f.params.length]));
const OWN_NAMES: Record<string, string> = { round_up: 'ceil' };

/** Rounding to places, with the mode that the runtime takes. */
const ROUNDING_MODES: Record<string, number> = { round_half_even: 0, round: 1 };
const MOST_PLACES = 40;

/** A written-out number of places, "2" or "-3"; null for anything else. */
export function placesOf(tree: Tree | undefined): number | null {
  const negative = tree?.op === 'call' && tree.name === 'neg';
  const literal = negative ? tree.args[0] : tree;
  if (literal?.op !== 'const' || !/^\d{1,2}$/.test(literal.value)) return null;
  const places = negative ? -Number(literal.value) : Number(literal.value);
  return Math.abs(places) <= MOST_PLACES ? places : null;
}

/** The module of a tree; its parameters in the order given. */
export function printModule(tree: Tree, params: readonly string[], library: ReadonlyMap<string, LinkedText>): string {
  const linked = linkOrder(tree, library).flatMap((name) => library.get(name) ?? []);
  const parts = new Map(linked.flatMap((fn) => (fn.parts ?? []).map((part) => [part.name, part.wat])));
  const functions = [...parts.values(), ...linked.map((fn) => fn.wat)].map(indent);
  const declared = params.map((name) => `(param $${name} i32) `).join('');
  const answer = `  (func (export "answer") ${declared}(result i32)\n    ${print(tree, 2)})`;
  const text = [...functions, answer].join('\n');
  const imports = [...HOST.keys()].filter((name) => new RegExp(`\\(call \\$${name}\\b`).test(text));
  return `(module\n${imports.map(importLine).join('\n')}\n${text})\n`;
}

/** Digits of a coefficient that surely fit an i32. */
const CHUNK = 9;

/** A constant: its coefficient as i32 where it fits, else as a sum of parts of nine digits. */
function constant(value: string): string {
  const [mantissa = '0', power = '0'] = value.toLowerCase().split('e');
  const [whole = '0', part = ''] = mantissa.split('.');
  const digits = (whole + part).replace(/^0+(?=\d)/, '');
  const exponent = Number(power) - part.length;
  const terms: string[] = [];
  for (let end = digits.length; end > 0; end -= CHUNK) {
    const chunk = Number(digits.slice(Math.max(0, end - CHUNK), end));
    if (chunk || digits.length <= CHUNK)
      terms.push(`(call $dec (i32.const ${chunk}) (i32.const ${exponent + digits.length - end}))`);
  }
  return terms.reduceRight((sum, term) => (sum ? `(call $add ${sum} ${term})` : term), '');
}

/** The library functions a tree needs, callees first, each once. */
function linkOrder(tree: Tree, library: ReadonlyMap<string, LinkedText>): string[] {
  const order: string[] = [];
  const add = (name: string): void => {
    const found = library.get(name);
    if (!found || order.includes(name)) return;
    for (const callee of found.calls) add(callee);
    order.push(name);
  };
  const walk = (t: Tree): void => {
    if (t.op === 'call') add(t.name);
    partsOf(t).forEach(walk);
  };
  walk(tree);
  return order;
}

function print(tree: Tree, depth: number): string {
  if (tree.op === 'param') return `(local.get $${tree.name})`;
  if (tree.op === 'const') return constant(tree.value);
  const pad = '  '.repeat(depth + 1);
  if (tree.op === 'list') {
    // One entry after the other on the stack: nested calls would nest as deeply as the list is long.
    const entries = tree.entries.map((entry) => `\n${pad}${print(entry, depth + 1)} (call $list_append)`);
    return `(block (result i32) (call $list_new)${entries.join('')})`;
  }
  const name = OWN_NAMES[tree.name] ?? tree.name;
  const mode = ROUNDING_MODES[tree.name];
  const [value] = tree.args;
  if (mode !== undefined && value)
    return `(call $round\n${pad}${print(value, depth + 1)}\n${pad}(i32.const ${placesOf(tree.args[1]) ?? 0}) (i32.const ${mode}))`;
  const flat = `(call $${name} ${tree.args.map((a) => print(a, depth + 1)).join(' ')})`;
  if (flat.length < 88) return flat;
  return `(call $${name}\n${tree.args.map((a) => pad + print(a, depth + 1)).join('\n')})`;
}

const indent = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
function importLine(name: string): string {
  return `  (import "decimal" "${name}" (func $${name} (param${' i32'.repeat(HOST.get(name) ?? 0)}) (result i32)))`;
}
