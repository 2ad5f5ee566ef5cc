/** The binary of a program, to be kept beside its text: WebAssembly that any engine can load without our compiler. */
import { FEATURES } from '../sandbox/features.ts';
import wabt from 'wabt';
import { checkText } from '../sandbox/limits.ts';
import { meter } from '../sandbox/meter.ts';
import { Trap } from '../sandbox/types.ts';

/** Loading makes a machine of its own each time, so it is done once. */
let loading: ReturnType<typeof wabt> | undefined;

/** Most binaries kept in memory; a question has at most a few candidates. */
const KEPT = 32;

export class Modules {
  private readonly kept = new Map<string, Buffer | null>();

  /** Compiles a program ahead, so that `of` has it. */
  async prepare(wat: string): Promise<void> {
    if (this.kept.has(wat)) return;
    if (this.kept.size >= KEPT) this.kept.clear();
    this.kept.set(wat, await compile(wat));
  }

  /** The binary of a prepared program; null where the text is none. */
  of(wat: string): Buffer | null {
    return this.kept.get(wat) ?? null;
  }
}

/** The binary of a text as it runs, with its counters; null for a text that the sandbox would refuse. */
export async function compile(wat: string): Promise<Buffer | null> {
  const { parseWat } = await (loading ??= wabt());
  try {
    // The same limits as before the sandbox: wabt's parser recurses.
    checkText(wat);
  } catch (error) {
    if (error instanceof Trap) return null;
    throw error;
  }
  let module: ReturnType<typeof parseWat>;
  try {
    module = parseWat('program.wat', new TextEncoder().encode(wat), FEATURES);
  } catch {
    // wabt throws plain errors for texts that are not programs.
    return null;
  }
  try {
    module.resolveNames();
    module.validate();
    return Buffer.from(meter(new Uint8Array(module.toBinary({ write_debug_names: false }).buffer)));
  } catch {
    return null;
  } finally {
    module.destroy();
  }
}
