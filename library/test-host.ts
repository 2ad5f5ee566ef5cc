/** A small decimal runtime for the library's tests, on decimal.js: 34 digits, half-even. Not part of the product. */
import Decimal from 'decimal.js';
import wabt from 'wabt';
import { HOST_FUNCTIONS, HOST_MODULE } from '../core/program/abi.ts';
import { library } from './index.ts';

const D34 = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -60, toExpPos: 60 });

/** $trap as an exception. */
export class LibraryTrap extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`trap ${code}`);
    this.code = code;
  }
}

const FEATURES = {
  exceptions: false,
  mutable_globals: true,
  sat_float_to_int: false,
  sign_extension: false,
  simd: false,
  threads: false,
  function_references: false,
  multi_value: false,
  tail_call: false,
  bulk_memory: false,
  reference_types: false,
  annotations: false,
  code_metadata: false,
  gc: false,
  memory64: false,
  extended_const: false,
  relaxed_simd: false,
};

let handles: Decimal[] = [];
const put = (value: Decimal): number => {
  if (!value.isFinite()) throw new Error('the runtime would have made a NaN or an infinity');
  return handles.push(value) - 1;
};
const get = (handle: number): Decimal => {
  const value = handles[handle];
  if (!value) throw new Error(`no decimal ${handle}`);
  return value;
};
const two = (f: (a: Decimal, b: Decimal) => Decimal) => (a: number, b: number) => put(f(get(a), get(b)));
const one = (f: (a: Decimal) => Decimal) => (a: number) => put(f(get(a)));

const host: Record<string, (a: number, b: number) => number> = {
  add: two((a, b) => a.plus(b)),
  sub: two((a, b) => a.minus(b)),
  mul: two((a, b) => a.times(b)),
  div: two((a, b) => a.div(b)),
  min: two((a, b) => D34.min(a, b)),
  max: two((a, b) => D34.max(a, b)),
  pow: two((a, b) => a.pow(b)),
  neg: one((a) => a.neg()),
  exp: one((a) => a.exp()),
  ln: one((a) => a.ln()),
  sqrt: one((a) => a.sqrt()),
  ceil: one((a) => a.ceil()),
  dec: (coefficient, exponent) => put(new D34(`${coefficient}e${exponent}`)),
  lt: (a, b) => Number(get(a).lt(get(b))),
  eq: (a, b) => Number(get(a).eq(get(b))),
  trap: (code) => {
    throw new LibraryTrap(code);
  },
};

/** One module of the whole library, every function exported. */
async function instantiate(): Promise<Record<string, (...args: number[]) => number>> {
  const imports = HOST_FUNCTIONS.map(
    (f) =>
      `(import "${HOST_MODULE}" "${f.name}" (func $${f.name} ${f.params.map(() => '(param i32)').join(' ')} (result i32)))`,
  );
  const functions = [...library.values()];
  const exports = functions.map((f) => `(export "${f.name}" (func $${f.name}))`);
  const text = `(module\n${[...imports, ...functions.map((f) => f.wat), ...exports].join('\n')}\n)`;
  const module = (await wabt()).parseWat('library.wat', text, FEATURES);
  module.validate();
  const { instance } = await WebAssembly.instantiate(new Uint8Array(module.toBinary({}).buffer), {
    [HOST_MODULE]: host,
  });
  return instance.exports as Record<string, (...args: number[]) => number>;
}

const exported = await instantiate();

/** Runs a library function's WAT on decimal strings, by argument name. */
export function runWat(name: string, inputs: Readonly<Record<string, string>>): Decimal {
  const fn = library.get(name);
  const call = exported[name];
  if (!fn || !call) throw new Error(`no function ${name}`);
  handles = [];
  const args = fn.arguments.map((argument) => put(new D34(inputs[argument] ?? Number.NaN)));
  return get(call(...args));
}
