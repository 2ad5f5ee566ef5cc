/** What goes into the sandbox and what comes out. Decimals are strings; times are milliseconds. */

/** Why a run gave no value. Every way to fail has its own code. */
export const TRAP_CODES = [
  // Refused before compiling (limits.ts).
  'too_large',
  'too_deep',
  'too_many_tokens',
  'float',
  // Refused while compiling and linking (compile.ts).
  'syntax',
  'import',
  'memory',
  'table',
  'start',
  'section',
  'signature',
  'argument',
  // Raised by the decimal runtime (decimal/index.ts).
  'divide_by_zero',
  'invalid',
  'overflow',
  'underflow',
  'handle',
  'too_many_handles',
  'program',
  'gas',
  'date',
  'index',
  'undecided',
  // Raised by the engine.
  'unreachable',
  'stack',
  'engine',
  // Raised from outside (supervisor.ts).
  'deadline',
  'crashed',
  'closed',
] as const;

export type TrapCode = (typeof TRAP_CODES)[number];

/**
 * One run: a complete module text, the arguments of its export `answer`, and the gas that it may take. An argument is a
 * decimal ("-0.5") or a list of at most 1,000 decimals ("[-1000, 300, 420]").
 */
export interface RunInput {
  wat: string;
  args: readonly string[];
  /** What the run may spend (meter.ts); GAS_LIMIT where it is left out. */
  gas?: number;
}

/**
 * A value and the gas that it took, or the reason why there is none. `code` is the number a program gave to `trap`. `ms` is
 * the time inside the child.
 */
export type RunResult =
  { ok: true; value: string; gas: number; ms: number } | { ok: false; trap: TrapCode; message: string; code?: number };

/** Parent → child. */
export type ToChild = RunInput & { id: number };
/** Child → parent: `ready` once, then one result for each run. */
export type FromChild = { ready: true } | { id: number; result: RunResult };

/** A typed failure inside the sandbox. */
export class Trap extends Error {
  readonly trap: TrapCode;
  readonly code: number | undefined;
  constructor(trap: TrapCode, message: string, code?: number) {
    super(message);
    this.name = 'Trap';
    this.trap = trap;
    this.code = code;
  }
}

/** A trap as a result that can cross a process boundary. */
export function failed(trap: Trap): RunResult {
  return { ok: false, trap: trap.trap, message: trap.message, ...(trap.code === undefined ? {} : { code: trap.code }) };
}
