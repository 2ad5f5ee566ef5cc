/** The shells that the product's own tests run in: Chromium over the loopback server, and Electron where it is installed. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'electron-vite';
import { _electron, type Page } from 'playwright';
import { openCore } from '../core/app.ts';
import { buildPage, startApp } from './app.ts';
import { launch } from './browser.ts';

export interface Shell {
  name: string;
  open(): Promise<{ page: Page; close(): Promise<void> }>;
}

const root = fileURLToPath(new URL('..', import.meta.url));

const browser: Shell = {
  name: 'Chromium',
  async open() {
    const built = await buildPage();
    const chromium = await launch();
    const app = await startApp(built, openCore);
    const context = await chromium.newContext({ viewport: { width: 1200, height: 800 }, deviceScaleFactor: 2 });
    const page = await context.newPage();
    await page.goto(app.url);
    const close = async (): Promise<void> => {
      await context.close();
      await chromium.close();
      await app.end();
      built.remove();
    };
    return { page, close };
  },
};

/** Electron's binary, where somebody has installed it and a screen is there. */
function electronBinary(): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const path = join(folder, 'path.txt');
  if (!existsSync(path)) return null;
  const binary = join(folder, 'dist', readFileSync(path, 'utf8').trim());
  const screen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  return existsSync(binary) && screen ? binary : null;
}

const electron = (executablePath: string): Shell => ({
  name: 'Electron',
  async open() {
    await build({ root, logLevel: 'warn' });
    const data = mkdtempSync(join(tmpdir(), 'watledger-'));
    const app = await _electron.launch({ executablePath, args: [root, `--data=${data}`], cwd: root });
    const page = await app.firstWindow();
    const close = async (): Promise<void> => {
      await app.close();
      rmSync(data, { recursive: true, force: true });
    };
    return { page, close };
  },
});

const binary = electronBinary();
export const shells: Shell[] = binary ? [browser, electron(binary)] : [browser];
