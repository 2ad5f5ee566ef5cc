/** A browser for tests: the machine's own Chromium where there is one, else Playwright's. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright';

const own = '/usr/bin/chromium';
const quiet = ['--disable-background-networking', '--no-first-run', '--disable-component-update'];

export function launch(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
  return chromium.launch(existsSync(own) ? { executablePath: own, args } : { args });
}
