/** The product as a person meets it: the built page, the real loopback server, a core. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serve, type Serving } from '../server/serve.ts';
import { openDouble } from './double.ts';
import type { Api } from '../core/contract.ts';

export type App = Serving & { end(): Promise<void> };

export const buildPage = async (): Promise<void> => {
  await build({ configFile: fileURLToPath(new URL('../renderer/vite.config.ts', import.meta.url)), logLevel: 'warn' });
};

type Core = Api & { close(): Promise<void> };

/** Serves a core: the double with its canned answers, or the real one. */
export async function startApp(open: (options: { data: string }) => Promise<Core> = openDouble): Promise<App> {
  const data = mkdtempSync(join(tmpdir(), 'watledger-'));
  const core = await open({ data });
  const root = fileURLToPath(new URL('../out/renderer', import.meta.url));
  const serving = await serve({ api: core, root });
  const end = async (): Promise<void> => {
    await serving.close();
    await core.close();
    rmSync(data, { recursive: true, force: true });
  };
  return { ...serving, end };
}
