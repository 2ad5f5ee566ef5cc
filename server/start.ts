/** Starts the loopback shell: node server/start.ts [--port N] [--data DIR] [--model FILE] */
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openCore } from '../core/app.ts';
import { defaultData } from './data.ts';
import { serve } from './serve.ts';

function readOptions(): { port: number; data: string; model: string | undefined } {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, data: { type: 'string' }, model: { type: 'string' } },
  });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port takes a number from 0 to 65535, not “${values.port}”.`);
  return { port, data: resolve(values.data ?? defaultData()), model: values.model };
}

async function start(): Promise<void> {
  const { port, data, model } = readOptions();
  await mkdir(data, { recursive: true });
  const core = await openCore(model ? { data, model } : { data });
  const root = fileURLToPath(new URL('../out/renderer', import.meta.url));
  const serving = await serve({ api: core, root, port });
  console.log(`WatLedger is at ${serving.url}`);
  console.log(`The ledger is in ${data}. Ctrl+C ends it.`);
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    await serving.close();
    await core.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
}

start().catch((error: unknown) => {
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  console.error(taken ? 'That port is in use. Choose another with --port.' : (error as Error).message);
  process.exit(1);
});
