/** Runs the library's functions on the decimal runtime, for tests. Not part of the product. */
import { FEATURES } from '../core/sandbox/features.ts';
import Decimal from 'decimal.js';
import wabt from 'wabt';
import { DecimalError, Decimals } from '../decimal/index.ts';
import { HOST_FUNCTIONS, HOST_MODULE } from '../core/program/abi.ts';
import { entriesOf } from '../core/sandbox/limits.ts';
import { library, parts } from './index.ts';

/** $trap as an exception. */
export class LibraryTrap extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`trap ${code}`);
    this.code = code;
  }
}

/** One module of the whole library, every function exported. */
async function compile(): Promise<WebAssembly.Module> {
  const imports = HOST_FUNCTIONS.map(
    (f) =>
      `(import "${HOST_MODULE}" "${f.name}" (func $${f.name} ${f.params.map(() => '(param i32)').join(' ')} (result i32)))`,
  );
  const functions = [...library.values()];
  const exports = functions.map((f) => `(export "${f.name}" (func $${f.name}))`);
  const text = `(module\n${[...imports, ...[...parts.values(), ...functions].map((f) => f.wat), ...exports].join('\n')}\n)`;
  const module = (await wabt()).parseWat('library.wat', text, FEATURES);
  module.validate();
  return new WebAssembly.Module(new Uint8Array(module.toBinary({}).buffer));
}

const module = await compile();

/** Runs a library function's WAT on decimal strings, by argument name, on a fresh runtime. */
export function runWat(name: string, inputs: Readonly<Record<string, string>>): Decimal {
  const decimals = new Decimals();
  const instance = new WebAssembly.Instance(module, { [HOST_MODULE]: { ...decimals.functions } });
  const fn = library.get(name);
  const call = instance.exports[name] as ((...args: number[]) => number) | undefined;
  if (!fn || !call) throw new Error(`no function ${name}`);
  const args = fn.arguments.map((argument) => {
    const text = inputs[argument] ?? '';
    const entries = entriesOf(text)?.map((entry) => decimals.read(entry));
    const { list_append: append, list_new: make } = decimals.functions;
    return entries ? entries.reduce((list, entry) => append(list, entry), make()) : decimals.read(text);
  });
  try {
    return new Decimal(decimals.write(decimals.run(() => call(...args))));
  } catch (error) {
    if (error instanceof DecimalError && error.own !== undefined) throw new LibraryTrap(error.own);
    throw error;
  }
}
