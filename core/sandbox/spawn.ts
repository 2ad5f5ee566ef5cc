/** Ways to start the child process: plain Node, or Electron's utility process handed in from outside. */
import { fork } from 'node:child_process';
import type { FromChild, ToChild } from './types.ts';

/** A running child as the supervisor sees it. */
export interface ChildHandle {
  send(message: ToChild): void;
  /** Ends the process at once; it cannot be caught or delayed inside. */
  kill(): void;
}

export interface ChildEvents {
  message(message: FromChild): void;
  /** The process is gone, or could not start. Called once or more. */
  exit(): void;
}

/** Starts the child file at `path`. */
export type Spawner = (path: string, events: ChildEvents) => ChildHandle;

/** Node's own child process, with no environment, no flags and no streams. */
export const nodeSpawner: Spawner = (path, events) => {
  const child = fork(path, [], { env: {}, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  child.on('message', (message) => events.message(message as FromChild));
  child.on('exit', () => events.exit());
  child.on('error', () => events.exit());
  return {
    // A child that died a moment ago refuses messages; its exit event tells the supervisor.
    send: (message) => void child.send(message, () => undefined),
    kill: () => void child.kill('SIGKILL'),
  };
};

/** The part of Electron's `utilityProcess` that is used here. */
export interface UtilityProcessLike {
  fork(
    path: string,
    args: string[],
    options: { env: Record<string, string>; execArgv: string[]; stdio: 'ignore'; serviceName: string },
  ): UtilityChildLike;
}

export interface UtilityChildLike {
  readonly pid: number | undefined;
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  kill(): boolean;
}

/** Electron's utility process. Its own `kill` sends SIGTERM only, so the process is killed by its number. */
export function utilitySpawner(
  utilityProcess: UtilityProcessLike,
  killProcess: (pid: number, signal: 'SIGKILL') => void = (pid, signal) => void process.kill(pid, signal),
): Spawner {
  return (path, events) => {
    const options = { env: {}, execArgv: [], stdio: 'ignore', serviceName: 'WatLedger sandbox' } as const;
    const child = utilityProcess.fork(path, [], { ...options, execArgv: [] });
    child.on('message', (message) => events.message(message as FromChild));
    child.on('exit', () => events.exit());
    return {
      send: (message) => child.postMessage(message),
      kill: () => {
        const { pid } = child;
        if (pid === undefined) return void child.kill();
        try {
          killProcess(pid, 'SIGKILL');
        } catch {
          // It is gone already.
        }
      },
    };
  };
}
