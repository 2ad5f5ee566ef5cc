/** What `npm test` runs: installs what is missing, a Chromium where none is found, then checks and all tests. Plain JS for Node 20. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

function run(title, command, args, mayFail = false) {
  console.log(`\n== ${title}`);
  const done = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status === 0 || mayFail) return done.status === 0;
  console.error(`${title} failed.`);
  process.exit(done.status ?? 1);
}

if (!existsSync(join(root, 'node_modules', '.package-lock.json')))
  run('Installing packages', npm, ['install', '--no-audit', '--no-fund']);

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
if (!systemBrowsers.some(existsSync)) {
  const debian = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const got =
    debian && run('Installing Chromium', 'sh', ['-c', 'apt-get update -q && apt-get install -y -q chromium'], true);
  if (!got) run('Installing Chromium', 'npx', ['playwright', 'install', 'chromium']);
}

// What an auditor has: the evidence's tests use it, and skip where it cannot be had.
const missing = [
  ['python3', 'python3'],
  ['ssh-keygen', 'openssh-client'],
].filter(([command]) => spawnSync(command, ['--version']).error);
if (missing.length && process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  const packages = missing.map(([, name]) => name).join(' ');
  run('Installing what auditors use', 'sh', ['-c', `apt-get update -q && apt-get install -y -q ${packages}`], true);
}

run('Types, lint, layers, formatting', npm, ['run', '-s', 'check']);
run('Tests', 'npx', ['vitest', 'run']);
run('A second engine', npm, ['run', '-s', 'verify:engines', '--', '--if-possible']);
