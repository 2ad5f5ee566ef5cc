/**
 * The process in which programs run; killable from outside. The same file serves a Node child process and
 * Electron's utility process. It answers each message with one result, and never throws to its parent.
 */
import { BrokenCompiler, Compiler } from './compile.ts';
import { checkArgs, checkText } from './limits.ts';
import { failed, Trap, type FromChild, type RunResult, type ToChild } from './types.ts';

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const port = (process as unknown as { parentPort?: ParentPort }).parentPort;
const post = (message: FromChild): void => (port ? port.postMessage(message) : void process.send?.(message));

let compiler: Compiler;

// No await at the top: the file must also work when it is bundled as CommonJS.
void Compiler.load().then((loaded) => {
  compiler = loaded;
  const answer = (message: ToChild): void => post({ id: message.id, result: run(message) });
  if (port) port.on('message', (event) => answer(event.data as ToChild));
  else process.on('message', (message) => answer(message as ToChild));
  // A child whose parent is gone has no one to answer.
  process.on('disconnect', () => process.exit(0));
  post({ ready: true });
});

function run(input: ToChild): RunResult {
  const start = performance.now();
  try {
    checkText(input.wat);
    checkArgs(input.args);
    const { value, gas } = compiler.run(input);
    return { ok: true, value, gas, ms: Math.round((performance.now() - start) * 100) / 100 };
  } catch (error) {
    if (error instanceof BrokenCompiler) process.exit(1);
    return failed(toTrap(error));
  }
}

function toTrap(error: unknown): Trap {
  if (error instanceof Trap) return error;
  if (error instanceof RangeError) return new Trap('stack', 'the program calls itself too deeply');
  const message = error instanceof Error ? error.message.slice(0, 300) : 'the program failed';
  if (error instanceof WebAssembly.RuntimeError && message.includes('unreachable')) {
    return new Trap('unreachable', 'the program reached a point that it must not reach');
  }
  return new Trap('engine', message);
}
