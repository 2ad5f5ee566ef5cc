/** Sends cases to sandboxes and holds every result against the laws that no program may break. */
import { nodeSpawner, type Spawner } from '../../core/sandbox/spawn.ts';
import { Sandbox } from '../../core/sandbox/supervisor.ts';
import { GAS_LIMIT } from '../../core/sandbox/meter.ts';
import { TRAP_CODES, type RunInput, type RunResult } from '../../core/sandbox/types.ts';
import { makeCase, type Case } from './generator.ts';

export interface Campaign {
  seed: number;
  cases: number;
  /** Number of the first case. Default 0. */
  first?: number;
  sandboxes?: number;
  deadlineMs?: number;
  /** Called from time to time. */
  progress?: (report: Report) => void;
}

export interface Failure {
  what: string;
  case: Case;
}

export interface Report {
  cases: number;
  /** How often each verdict was given: "value" or the trap's code. */
  verdicts: Map<string, number>;
  longest: { ms: number; case: Case | null };
  /** Cases that were over the time once, but not when they were sent again: the machine was busy. */
  late: number;
  /** Cases that were sent twice, and known programs between the cases. */
  repeated: number;
  known: number;
  /** Cases at which the child process died: no failure, but each shows a hole in the caps before the compiler. */
  crashes: Case[];
  failures: Failure[];
}

/** What a case may take above the deadline. */
export const GRACE_MS = 50;
const KNOWN_EVERY = 100;
const REPEATED_EVERY = 10;
const MOST_FAILURES = 20;

const KNOWN = {
  wat: `(module (import "decimal" "div" (func $div (param i32 i32) (result i32)))
    (func (export "answer") (param i32 i32) (result i32) (call $div (local.get 0) (local.get 1))))`,
  args: ['1', '3'],
  value: '0.3333333333333333333333333333333333',
};

const DECIMAL = /^-?\d+(\.\d+)?(E[+-]?\d+)?$/;
const CODES: ReadonlySet<string> = new Set(TRAP_CODES);

/** What is wrong with a result; null where nothing is. */
export function wrong(result: RunResult, gas = GAS_LIMIT): string | null {
  if (typeof result !== 'object' || result === null) return 'the result is no object';
  if (result.ok === true) {
    if (typeof result.value !== 'string' || !DECIMAL.test(result.value)) return 'the value is no decimal';
    if (!Number.isInteger(result.gas) || result.gas < 0 || result.gas > gas) return `its gas is ${result.gas}`;
    return null;
  }
  if (result.ok !== false || !CODES.has(result.trap)) return 'the trap has no known code';
  if (typeof result.message !== 'string' || result.message.length > 400) return 'the message is no short text';
  if (result.code !== undefined && !Number.isInteger(result.code)) return 'the code is no whole number';
  return null;
}

export const verdict = (result: RunResult): string => (result.ok ? 'value' : result.trap);

/** All that must be the same when a case is run again. */
const exactly = (result: RunResult): string =>
  result.ok ? `value ${result.value}, ${result.gas} gas` : `${result.trap} ${result.code ?? ''}`;

/** A sandbox with a clock that starts when a program is sent to the child, not while a new child comes up. */
class Timed {
  private sent = 0;
  private readonly sandbox: Sandbox;
  constructor(deadlineMs: number) {
    const spawn: Spawner = (path, events) => {
      const child = nodeSpawner(path, events);
      const send: typeof child.send = (message) => {
        this.sent = performance.now();
        child.send(message);
      };
      return { send, kill: () => child.kill() };
    };
    this.sandbox = new Sandbox({ deadlineMs, spawn });
  }

  async run(input: RunInput): Promise<{ result: RunResult; ms: number }> {
    const asked = performance.now();
    this.sent = Infinity;
    const running = this.sandbox.run(input);
    // The host itself must not stand still either.
    const blocked = performance.now() - asked;
    const result = await running;
    return { result, ms: Math.max(blocked, performance.now() - this.sent) };
  }

  close(): void {
    this.sandbox.close();
  }
}

/** Runs the cases of a seed; stops early after too many failures. */
export async function fuzz({
  seed,
  cases,
  first = 0,
  sandboxes = 2,
  deadlineMs = 500,
  progress,
}: Campaign): Promise<Report> {
  const report: Report = {
    cases: 0,
    verdicts: new Map(),
    longest: { ms: 0, case: null },
    late: 0,
    repeated: 0,
    known: 0,
    crashes: [],
    failures: [],
  };
  const most = deadlineMs + GRACE_MS;
  let next = first;

  const check = async (sandbox: Timed, it: Case): Promise<void> => {
    const fail = (what: string): void => void report.failures.push({ what, case: it });
    const { result, ms } = await sandbox.run(it);
    report.cases++;
    report.verdicts.set(verdict(result), (report.verdicts.get(verdict(result)) ?? 0) + 1);
    if (verdict(result) === 'crashed') report.crashes.push(it);
    if (ms > report.longest.ms) report.longest = { ms, case: it };
    const fault = wrong(result, it.gas);
    if (fault) fail(`${fault}: ${JSON.stringify(result).slice(0, 400)}`);
    if (ms > most) {
      report.late++;
      const again = [await sandbox.run(it), await sandbox.run(it)].map((run) => run.ms);
      if (again.every((time) => time > most)) fail(`it takes ${[ms, ...again].map(Math.round).join(', ')} ms`);
    }
    if (it.number % REPEATED_EVERY === 0) {
      const second = (await sandbox.run(it)).result;
      const clock = [result, second].some((run) => verdict(run) === 'deadline');
      if (!clock) report.repeated++;
      // The deadline is a matter of the clock; all else is the same each time.
      if (!clock && exactly(result) !== exactly(second)) fail(`first ${exactly(result)}, then ${exactly(second)}`);
    }
    if (it.number % KNOWN_EVERY === KNOWN_EVERY - 1) {
      report.known++;
      let { result: known } = await sandbox.run(KNOWN);
      if (verdict(known) === 'deadline') ({ result: known } = await sandbox.run(KNOWN));
      if (!known.ok || known.value !== KNOWN.value) fail(`after it, the known program gives ${JSON.stringify(known)}`);
    }
  };

  const work = async (sandbox: Timed): Promise<void> => {
    while (next < first + cases && report.failures.length < MOST_FAILURES) {
      const it = makeCase(seed, next++);
      try {
        await check(sandbox, it);
      } catch (error) {
        report.failures.push({ what: `the supervisor throws: ${String(error)}`, case: it });
      }
      if (report.cases % 1000 === 0) progress?.(report);
    }
  };

  const pool = Array.from({ length: sandboxes }, () => new Timed(deadlineMs));
  try {
    await Promise.all(pool.map(work));
  } finally {
    for (const sandbox of pool) sandbox.close();
  }
  return report;
}
