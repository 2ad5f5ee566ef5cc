#!/usr/bin/env node
// What `npm run verify:engines` runs: the library's examples here, then the same modules under Python's wasmtime.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, '..', '..', 'node_modules', '.cache', 'engines');
const windows = process.platform === 'win32';
const python = join(folder, 'venv', ...(windows ? ['Scripts', 'python.exe'] : ['bin', 'python']));
const WASMTIME = 'wasmtime==50.0.1';

function run(command, args) {
  const done = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

const system = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import venv, ensurepip']).status === 0);
if (!existsSync(python) && !system) {
  console.log('The second engine is not checked: it needs Python 3 with venv and pip.');
  process.exit(process.argv.includes('--if-possible') ? 0 : 1);
}
mkdirSync(folder, { recursive: true });
if (spawnSync(python, ['-c', 'import wasmtime']).status !== 0) {
  run(system ?? python, ['-m', 'venv', join(folder, 'venv')]);
  const got = spawnSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', WASMTIME], {
    stdio: 'inherit',
  });
  if (got.status !== 0) {
    console.log('The second engine is not checked: its package cannot be had.');
    process.exit(process.argv.includes('--if-possible') ? 0 : 1);
  }
}
const cases = join(folder, 'cases.jsonl');
run(process.execPath, [join(here, 'cases.ts'), cases]);
run(python, [join(here, 'repeat.py'), cases]);
