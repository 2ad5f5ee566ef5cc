/** Opens the core for Electron: where its data lies, which model is packaged, and how its sandbox starts. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, safeStorage, utilityProcess } from 'electron';
import type { Api } from '../core/contract.ts';
import { electronKeyStore, type KeyStore } from '../core/evidence/key.ts';
import { utilitySpawner } from '../core/sandbox/spawn.ts';

export type Core = Api & { close(): Promise<void> };

/** A packaged app carries its models beside the archive; from a checkout the core finds its own. */
function packagedModel(): { model?: string } {
  if (!app.isPackaged) return {};
  const model = join(process.resourcesPath, 'models', 'default.gguf');
  return existsSync(model) ? { model } : {};
}

/** Programs run in a utility process: fork() is not there once the RunAsNode fuse is off. */
const sandbox = {
  spawn: utilitySpawner(utilityProcess),
  childPath: fileURLToPath(new URL('./sandbox.js', import.meta.url)),
};

export async function openElectronCore(data: string): Promise<Core> {
  const { openCore } = await import('../core/app.ts');
  const keyStore = (folder: string): KeyStore => electronKeyStore(join(folder, 'key'), safeStorage);
  const options = { data, ...packagedModel(), sandbox, keyStore };
  return openCore(options);
}
