/** Runs programs one at a time in a child process that can be killed, and keeps a fresh one ready. */
import { join } from 'node:path';
import { checkArgs, checkText } from './limits.ts';
import { nodeSpawner, type ChildHandle, type Spawner } from './spawn.ts';
import { failed, Trap, type FromChild, type RunInput, type RunResult } from './types.ts';

export interface SandboxOptions {
  /** The child's file; `child.ts` beside this file where it is left out. A bundle must say where its own child is. */
  childPath?: string;
  spawn?: Spawner;
  /** Most time of one run, in milliseconds, counted from the moment the program is sent. Default 500. */
  deadlineMs?: number;
  /** Most time for the child to come up, in milliseconds. Default 15,000. */
  startMs?: number;
}

interface Job {
  input: RunInput;
  done: (result: RunResult) => void;
}

/** A sealed place to run programs. `run` never rejects: every failure is a typed trap. */
export class Sandbox {
  private readonly options: SandboxOptions;
  private readonly queue: Job[] = [];
  private job: Job | null = null;
  private jobId = 0;
  private child: ChildHandle | null = null;
  private ready = false;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(options: SandboxOptions = {}) {
    this.options = options;
  }

  /** Runs `answer` of a module on decimal strings, after the runs asked for before it. */
  run(input: RunInput): Promise<RunResult> {
    const refused = this.refuse(input);
    if (refused) return Promise.resolve(refused);
    return new Promise((done) => {
      this.queue.push({ input, done });
      this.next();
    });
  }

  /** Kills the child; runs under way or waiting end as trap "closed". */
  close(): void {
    this.closed = true;
    this.drop();
    const closed = failed(new Trap('closed', 'the sandbox is closed'));
    this.finish(closed);
    for (const { done } of this.queue.splice(0)) done(closed);
  }

  private refuse(input: RunInput): RunResult | null {
    if (this.closed) return failed(new Trap('closed', 'the sandbox is closed'));
    try {
      checkText(input.wat);
      checkArgs(input.args);
      return null;
    } catch (error) {
      if (error instanceof Trap) return failed(error);
      throw error;
    }
  }

  private next(): void {
    if (this.closed) return;
    this.job ??= this.queue.shift() ?? null;
    if (!this.job) return;
    if (!this.child) this.start();
    else if (this.ready) this.send(this.job);
  }

  private send({ input }: Job): void {
    if (this.timer) return; // Under way.
    const limit = this.options.deadlineMs ?? 500;
    this.limit(limit, new Trap('deadline', `the program ran longer than ${limit} ms`));
    const { wat, args, gas } = input;
    this.child?.send({ id: ++this.jobId, wat, args: [...args], ...(gas === undefined ? {} : { gas }) });
  }

  private start(): void {
    const spawn = this.options.spawn ?? nodeSpawner;
    const path = this.options.childPath ?? join(import.meta.dirname, 'child.ts');
    this.limit(this.options.startMs ?? 15_000, new Trap('crashed', 'the sandbox did not start'));
    // Events of a child that was dropped come late; only those of the present one count.
    const live = (): boolean => child !== null && this.child === child;
    let child: ChildHandle | null = null;
    try {
      child = spawn(path, {
        message: (message) => void (live() && this.receive(message)),
        exit: () => void (live() && this.fail(new Trap('crashed', 'the sandbox process ended'))),
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown reason';
      return this.fail(new Trap('crashed', `the sandbox did not start: ${reason}`));
    }
    this.child = child;
  }

  private receive(message: FromChild): void {
    if ('ready' in message) {
      this.ready = true;
      this.clear();
      this.next();
    } else if (message.id === this.jobId) {
      this.clear();
      this.finish(message.result);
      this.next();
    }
  }

  private limit(ms: number, trap: Trap): void {
    this.clear();
    this.timer = setTimeout(() => this.fail(trap), ms);
  }

  private fail(trap: Trap): void {
    const wasReady = this.ready;
    this.drop();
    this.finish(failed(trap));
    this.next();
    // The next question should not wait for a start. A child that never came up is not tried again unasked.
    if (wasReady && !this.child && !this.closed) this.start();
  }

  private finish(result: RunResult): void {
    const { job } = this;
    this.job = null;
    job?.done(result);
  }

  private drop(): void {
    this.clear();
    const { child } = this;
    this.child = null;
    this.ready = false;
    child?.kill();
  }

  private clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
