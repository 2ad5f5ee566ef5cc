/** Module text → a function of decimals and lists of them, both written as text. Everything that a program must not have is refused here, by kind. */
import { FEATURES } from './features.ts';
import wabt from 'wabt';
import { DecimalError, Decimals, type DecimalFunctions } from '../../decimal/index.ts';
import { HOST_FUNCTIONS, HOST_MODULE } from '../program/abi.ts';
import { entriesOf } from './limits.ts';
import { DEPTH_EXPORT, DEPTH_LIMIT, GAS_EXPORT, GAS_LIMIT, meter } from './meter.ts';
import { Trap, type RunInput, type TrapCode } from './types.ts';

type Wabt = Awaited<ReturnType<typeof wabt>>;

/** Sections of a module by number; those without a trap code are allowed: type, import, function, global, export, code. */
const REFUSED: Record<number, TrapCode> = { 4: 'table', 5: 'memory', 8: 'start', 9: 'table', 11: 'memory' };
const ALLOWED = new Set([1, 2, 3, 6, 7, 10]);
/** The runtime exports more than a program may call: what the host sets its limits with, for one. */
const ALLOWED_IMPORTS = new Set(HOST_FUNCTIONS.map(({ name }) => name));

/** wabt itself overflowed: its memory cannot be trusted any more, so the process must end. */
export class BrokenCompiler extends Error {}

/** Compiles and runs modules inside the child process. */
export class Compiler {
  private readonly wabt: Wabt;
  private constructor(loaded: Wabt) {
    this.wabt = loaded;
  }

  static async load(): Promise<Compiler> {
    return new Compiler(await wabt());
  }

  /** The module as it runs: checked, with its counters. Throws Trap. */
  metered(wat: string, gas: number = GAS_LIMIT): Uint8Array<ArrayBuffer> {
    const bytes = encode(this.wabt, wat);
    refuseSections(bytes);
    refuseImports(new WebAssembly.Module(bytes));
    return meter(bytes, gas);
  }

  /** Runs `answer`; gives its value and the gas that it took. Throws Trap, or what the engine throws. */
  run({ wat, args, gas = GAS_LIMIT }: RunInput): { value: string; gas: number } {
    const module = new WebAssembly.Module(this.metered(wat, gas));
    const decimals = new Decimals();
    const { answer, left, depth } = this.link(module, decimals, args.length);
    try {
      const handles = args.map((arg) => bring(decimals, arg));
      const value = decimals.write(decimals.run(() => answer(...handles)));
      return { value, gas: gas - Number(left.value) };
    } catch (error) {
      if (error instanceof DecimalError) throw new Trap(error.code, error.message, error.own);
      if (left.value < 0n) throw new Trap('gas', 'the program took too many steps');
      if (depth.value > DEPTH_LIMIT) throw new Trap('stack', 'the program calls itself too deeply');
      throw error;
    }
  }

  /** The program's imports are the runtime's exports themselves, so that a wrong signature does not link. */
  private link(module: WebAssembly.Module, { functions }: Decimals, arity: number): Linked {
    const allowed = Object.fromEntries(
      HOST_FUNCTIONS.map(({ name }) => [name, functions[name as keyof DecimalFunctions]]),
    );
    const { exports } = link('import', () => new WebAssembly.Instance(module, { [HOST_MODULE]: allowed }));
    const { answer } = exports;
    if (typeof answer !== 'function') throw new Trap('signature', 'the program has no function "answer"');
    const caller = new WebAssembly.Module(encode(this.wabt, answerText(arity)));
    const checked = link('signature', () => new WebAssembly.Instance(caller, { program: { answer } })).exports[
      'answer'
    ];
    return {
      answer: checked as (...args: number[]) => number,
      left: exports[GAS_EXPORT] as WebAssembly.Global<'i64'>,
      depth: exports[DEPTH_EXPORT] as WebAssembly.Global<'i32'>,
    };
  }
}

/** An argument's handle: of a decimal, or of a list. */
function bring(decimals: Decimals, arg: string): number {
  const entries = entriesOf(arg);
  if (!entries) return decimals.read(arg);
  const handles = entries.map((entry) => decimals.read(entry));
  return decimals.run((f) => handles.reduce((list, handle) => f.list_append(list, handle), f.list_new()));
}

interface Linked {
  answer: (...args: number[]) => number;
  /** Gas that is left. */
  left: WebAssembly.Global<'i64'>;
  depth: WebAssembly.Global<'i32'>;
}

function encode(loaded: Wabt, wat: string): Uint8Array<ArrayBuffer> {
  let module: ReturnType<Wabt['parseWat']> | undefined;
  try {
    module = loaded.parseWat('program.wat', new TextEncoder().encode(wat), FEATURES);
    module.resolveNames();
    module.validate();
    return new Uint8Array(module.toBinary({ write_debug_names: false }).buffer);
  } catch (error) {
    if (broke(error)) {
      // Its memory is not touched again, so that no second failure hides the first.
      module = undefined;
      throw new BrokenCompiler();
    }
    throw new Trap('syntax', firstLines(error));
  } finally {
    release(module);
  }
}

const broke = (error: unknown): boolean => error instanceof RangeError || error instanceof WebAssembly.RuntimeError;

function release(module: ReturnType<Wabt['parseWat']> | undefined): void {
  try {
    module?.destroy();
  } catch {
    throw new BrokenCompiler();
  }
}

/** Reads section numbers only: an inner memory, table or start function shows in no list that the engine offers. */
function refuseSections(bytes: Uint8Array): void {
  for (let at = 8; at < bytes.length;) {
    const id = bytes[at++] ?? 0;
    let size = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) {
      byte = bytes[at++] ?? 0;
      size += (byte & 0x7f) * 2 ** shift;
    }
    const trap = REFUSED[id];
    if (trap) throw new Trap(trap, `a program cannot have a ${trap}`);
    if (!ALLOWED.has(id)) throw new Trap('section', `a program cannot have a section ${id}`);
    at += size;
  }
}

function refuseImports(module: WebAssembly.Module): void {
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (from === HOST_MODULE && kind === 'function' && ALLOWED_IMPORTS.has(name)) continue;
    if (kind === 'memory' || kind === 'table') throw new Trap(kind, `a program cannot have a ${kind}`);
    throw new Trap('import', `a program cannot import ${kind} ${from.slice(0, 40)}.${name.slice(0, 40)}`);
  }
}

function link(trap: TrapCode, make: () => WebAssembly.Instance): WebAssembly.Instance {
  try {
    return make();
  } catch (error) {
    if (error instanceof WebAssembly.LinkError) throw new Trap(trap, firstLines(error));
    throw error;
  }
}

const type = (arity: number): string => `(param${' i32'.repeat(arity)}) (result i32)`;

const answerText = (arity: number): string =>
  `(module (import "program" "answer" (func $answer ${type(arity)})) (export "answer" (func $answer)))`;

function firstLines(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').slice(0, 2).join(' ').slice(0, 300);
}
