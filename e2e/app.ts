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

export interface BuiltPage {
  root: string;
  remove(): void;
}

/** Builds the page into a folder of its own: test files run side by side. */
export async function buildPage(): Promise<BuiltPage> {
  const root = mkdtempSync(join(tmpdir(), 'watledger-page-'));
  const configFile = fileURLToPath(new URL('../renderer/vite.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'warn', build: { outDir: root, emptyOutDir: true } });
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

type Core = Api & { close(): Promise<void> };

/** Serves a core: the double with its canned answers, or the real one. */
export async function startApp(
  { root }: BuiltPage,
  open: (options: { data: string }) => Promise<Core> = openDouble,
): Promise<App> {
  const data = mkdtempSync(join(tmpdir(), 'watledger-'));
  const core = await open({ data });
  const serving = await serve({ api: core, root });
  const end = async (): Promise<void> => {
    await serving.close();
    await core.close();
    rmSync(data, { recursive: true, force: true });
  };
  return { ...serving, end };
}
