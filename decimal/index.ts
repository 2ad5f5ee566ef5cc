/** The decimal runtime: a WebAssembly module without imports, instantiated afresh for each run. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as codes from './assembly/codes.ts';
import * as modes from './assembly/modes.ts';

const bytes = readFileSync(new URL('./decimal.wasm', import.meta.url));
const module = new WebAssembly.Module(bytes);

/** The bytes of the module. */
export const RUNTIME: Buffer = bytes;

/** SHA-256 of the module: says with which arithmetic a result was made. */
export const RUNTIME_HASH = createHash('sha256').update(bytes).digest('hex');

/** Why the runtime stopped, by the code that it records. */
const ERRORS = {
  [codes.INVALID]: 'invalid',
  [codes.DIVIDE_BY_ZERO]: 'divide_by_zero',
  [codes.OVERFLOW]: 'overflow',
  [codes.UNDERFLOW]: 'underflow',
  [codes.HANDLE]: 'handle',
  [codes.TOO_MANY_HANDLES]: 'too_many_handles',
  [codes.PROGRAM]: 'program',
  [codes.GAS]: 'gas',
  [codes.ARGUMENT]: 'argument',
  [codes.DATE]: 'date',
  [codes.INDEX]: 'index',
  [codes.UNDECIDED]: 'undecided',
} as const;

export type DecimalErrorCode = (typeof ERRORS)[keyof typeof ERRORS];

const SENTENCES: Record<DecimalErrorCode, string> = {
  invalid: 'the result is not a number',
  divide_by_zero: 'division by zero',
  overflow: 'the result is too large',
  underflow: 'the result is too small',
  handle: 'a handle stands for no value of the kind that is needed',
  too_many_handles: 'the program makes too many values',
  program: 'the program stopped',
  gas: 'the program took too many steps',
  argument: 'the text is not a decimal of at most 34 digits',
  date: 'there is no such day',
  index: 'the list has no such entry',
  undecided: 'the result cannot be told apart from a tie',
};

/** A typed failure of the runtime. The instance that it comes from serves no longer. */
export class DecimalError extends Error {
  readonly code: DecimalErrorCode;
  /** What the program gave to trap. */
  readonly own: number | undefined;
  constructor(code: DecimalErrorCode, own?: number) {
    super(own === undefined ? SENTENCES[code] : `${SENTENCES[code]} with code ${own}`);
    this.name = 'DecimalError';
    this.code = code;
    this.own = own;
  }
}

/** Rounding modes by name. */
export const ROUNDING = {
  half_even: modes.HALF_EVEN,
  half_up: modes.HALF_UP,
  half_down: modes.HALF_DOWN,
  up: modes.UP,
  down: modes.DOWN,
  ceiling: modes.CEILING,
  floor: modes.FLOOR,
} as const;

export type Rounding = keyof typeof ROUNDING;

/** Precision, exponent range and rounding of the operations. */
export interface Context {
  precision: number;
  emax: number;
  emin: number;
  rounding: Rounding;
  clamp: boolean;
}

/** IEEE 754 decimal128 with round-half-even: what a fresh runtime has. */
export const DECIMAL128: Context = { precision: 34, emax: 6144, emin: -6143, rounding: 'half_even', clamp: false };

type One = (a: number) => number;
type Two = (a: number, b: number) => number;
type Three = (a: number, b: number, c: number) => number;

/** What a program may be given. Handles of decimals and lists are numbers from 1; counts, places, modes and days are plain. */
export interface DecimalFunctions {
  add: Two;
  sub: Two;
  mul: Two;
  div: Two;
  /** a × b + c, rounded once. */
  fma: Three;
  remainder: Two;
  min: Two;
  max: Two;
  pow: Two;
  neg: One;
  plus: One;
  abs: One;
  exp: One;
  ln: One;
  log10: One;
  sqrt: One;
  ceil: One;
  floor: One;
  /** a, places behind the point, one of ROUNDING. */
  round: Three;
  /** a with the exponent of b. */
  quantize: Two;
  /** Plain coefficient and exponent. */
  dec: Two;
  /** −1, 0 or 1, plain. */
  compare: Two;
  lt: Two;
  eq: Two;
  trap: One;
  list_new: () => number;
  list_length: One;
  /** list, place from 0. */
  list_get: Two;
  /** list, value; gives the list. */
  list_append: Two;
  list_sum: One;
  /** year, month, day; day 0 is 1970-01-01. */
  date_days: Three;
  date_year: One;
  date_month: One;
  date_day: One;
  /** day number, months; the day is at most the last of the month. */
  date_add_months: Two;
  /** year, month. */
  date_days_in_month: Two;
  /** 1 for Monday to 7 for Sunday. */
  date_weekday: One;
}

interface HostFunctions {
  memory: WebAssembly.Memory;
  context(precision: number, emax: number, emin: number, rounding: number, clamp: number): void;
  error(): number;
  trapped(): number;
  gas(operations: bigint): void;
  begin_at(limbs: number): void;
  text(): number;
  text_size(): number;
  read(length: number): number;
  write(handle: number): number;
  write_scientific(handle: number): number;
}

/** The values of one run. Call the functions inside `run`, which names their errors. */
export class Decimals {
  private readonly host: HostFunctions;
  private readonly text: Uint8Array;
  private stopped: DecimalError | null = null;
  /** The exports to link a program with, each an exported WebAssembly function. */
  readonly functions: DecimalFunctions;

  constructor() {
    const exports = new WebAssembly.Instance(module).exports as unknown as DecimalFunctions & HostFunctions;
    this.functions = exports;
    this.host = exports;
    // The memory never grows, so the view stays.
    this.text = new Uint8Array(exports.memory.buffer, exports.text(), exports.text_size());
  }

  /** Runs something that calls the runtime, and throws DecimalError where that stops it. */
  run<T>(work: (functions: DecimalFunctions) => T): T {
    if (this.stopped) throw this.stopped;
    try {
      return work(this.functions);
    } catch (error) {
      const code = this.host.error();
      if (!(error instanceof WebAssembly.RuntimeError) || code === codes.NONE) throw error;
      const name = ERRORS[code as keyof typeof ERRORS];
      throw (this.stopped = new DecimalError(name, code === codes.PROGRAM ? this.host.trapped() : undefined));
    }
  }

  /** How many operations may be done from now on. */
  limit(operations: number): void {
    this.host.gas(BigInt(operations));
  }

  /** Changes the context of later operations. */
  setContext(context: Context): void {
    const { precision, emax, emin, rounding, clamp } = context;
    this.run(() => this.host.context(precision, emax, emin, ROUNDING[rounding], Number(clamp)));
  }

  /** How many limbs of nine digits the first attempt at an elementary function has: 6 to 66. Results are the same. */
  beginAt(limbs: number): void {
    this.run(() => this.host.begin_at(limbs));
  }

  /** Puts a decimal text into the table. More than 34 digits are refused, never rounded in silence. */
  read(text: string): number {
    const encoded = new TextEncoder().encode(text);
    if (encoded.length > this.text.length) throw new DecimalError('argument');
    this.text.set(encoded);
    return this.run(() => this.host.read(encoded.length));
  }

  /** The value of a handle: plain notation within 40 places, else with "E". Zeros at the end are not kept. */
  write(handle: number): string {
    return this.written(this.run(() => this.host.write(handle)));
  }

  /** Coefficient and exponent as they are: the to-scientific-string of the General Decimal Arithmetic. */
  writeScientific(handle: number): string {
    return this.written(this.run(() => this.host.write_scientific(handle)));
  }

  private written(length: number): string {
    return String.fromCharCode(...this.text.subarray(0, length));
  }
}
