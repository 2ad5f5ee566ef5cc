import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('start.mjs', import.meta.url));

it.each([
  [['--frobnicate'], 'There is no option --frobnicate.'],
  [['--port', 'x'], '--port takes a number'],
  [['--data'], 'The options are not understood.'],
  [['stray'], 'The options are not understood.'],
])('%j gets a sentence', (args, sentence) => {
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  expect(stderr).toContain(sentence);
  expect(stderr).not.toContain('    at ');
  expect(status).toBe(1);
});
