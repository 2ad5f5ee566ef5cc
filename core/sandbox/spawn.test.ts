import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { utilitySpawner, type UtilityProcessLike } from './spawn.ts';
import { Sandbox } from './supervisor.ts';

/** A double of Electron's utility process: answers one run, hangs on the second. */
class Utility extends EventEmitter {
  pid: number | undefined = 4242;
  runs = 0;
  postMessage(message: { id: number }): void {
    if (this.runs++ === 0) this.emit('message', { id: message.id, result: { ok: true, value: '1', ms: 0 } });
  }
  kill(): boolean {
    return true;
  }
}

it('runs in a utility process with an empty environment and kills it by number', async () => {
  const killed: unknown[] = [];
  const forks: unknown[] = [];
  const utilityProcess: UtilityProcessLike = {
    fork: (...args) => {
      forks.push(args);
      const child = new Utility();
      setTimeout(() => child.emit('message', { ready: true }));
      return child as never;
    },
  };
  const spawn = utilitySpawner(utilityProcess, (...args) => void killed.push(args));
  const sandbox = new Sandbox({ spawn, childPath: '/app/child.js', deadlineMs: 50 });
  const run = { wat: '(module)', args: [] };
  expect(await sandbox.run(run)).toMatchObject({ ok: true, value: '1' });
  expect(await sandbox.run(run)).toMatchObject({ ok: false, trap: 'deadline' });
  expect(await sandbox.run(run)).toMatchObject({ ok: true, value: '1' });
  sandbox.close();
  expect(forks[0]).toMatchObject(['/app/child.js', [], { env: {}, execArgv: [] }]);
  expect(killed).toEqual([
    [4242, 'SIGKILL'],
    [4242, 'SIGKILL'],
  ]);
});
