/** The command line of the app: --data DIR. Chromium's own switches pass by. */
import { resolve } from 'node:path';

export function dataOption(argv: readonly string[]): string | null {
  const at = argv.findIndex((word) => word === '--data' || word.startsWith('--data='));
  if (at < 0) return null;
  const value = argv[at] === '--data' ? argv[at + 1] : argv[at]?.slice('--data='.length);
  return value ? resolve(value) : null;
}
