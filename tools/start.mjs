#!/usr/bin/env node
// What `npm start` runs. Plain JavaScript for any Node from 20 on: it gets everything else ready first.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
const usage = 'npm start -- [--no-open] [--data DIR] [--port N]';

/** A failure that a person can act on. */
class Trouble extends Error {}

function readOptions() {
  const options = {
    'no-open': { type: 'boolean', default: false },
    data: { type: 'string' },
    port: { type: 'string' },
    help: { type: 'boolean', default: false },
  };
  try {
    const { values } = parseArgs({ options });
    if (values.port !== undefined && !(/^\d{1,5}$/.test(values.port) && Number(values.port) < 65536))
      throw new Trouble(`--port takes a number from 0 to 65535, not “${values.port}”.`);
    return values;
  } catch (error) {
    if (error instanceof Trouble) throw error;
    if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
      throw new Trouble(`There is no option ${/'([^']+)'/.exec(error.message)?.[1] ?? ''}. Use: ${usage}`);
    throw new Trouble(`The options are not understood. Use: ${usage}`);
  }
}

/** Runs a command quietly; its output is shown only when it fails. */
function step(name, command, args, failed) {
  const began = Date.now();
  process.stdout.write(`${name}… `);
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (done.status !== 0) {
    process.stdout.write('failed\n');
    process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error ? `${done.error.message}\n` : ''}`);
    throw new Trouble(failed);
  }
  process.stdout.write(`${((Date.now() - began) / 1000).toFixed(1)} s\n`);
}

/** True when every package that the lock file demands is there, in the version it demands. */
function installed() {
  const packages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  try {
    const there = packages(at('node_modules', '.package-lock.json'));
    return Object.entries(packages(at('package-lock.json'))).every(
      ([path, wanted]) => !path || wanted.optional || wanted.devOptional || there[path]?.version === wanted.version,
    );
  } catch {
    return false;
  }
}

function install() {
  if (installed()) return;
  const failed = 'The packages could not be installed. Is there a network? Then run npm start again.';
  // npm names itself to the scripts it runs; without it, the npm on the PATH (a .cmd on Windows, so through a shell).
  const npm = process.env.npm_execpath;
  const args = ['install', '--no-audit', '--no-fund'];
  const name = 'Installing packages (a few minutes, once)';
  if (npm?.endsWith('.js')) step(name, process.execPath, [npm, ...args], failed);
  else if (process.platform === 'win32') step(name, 'cmd.exe', ['/d', '/s', '/c', 'npm', ...args], failed);
  else step(name, 'npm', args, failed);
}

/** A Node that strips types without a flag (22.18) and that the native packages support (22.12). */
function modernNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)) return process.execPath;
  const own = at('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  throw new Trouble('WatLedger needs Node 22.18 or newer, and its own copy is missing. Delete node_modules and retry.');
}

/** Time of the newest file under a path. */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function build(node, electron) {
  const sources = electron
    ? ['main', 'preload', 'renderer', 'core', 'library', 'server', 'electron.vite.config.ts']
    : ['renderer', 'core/contract.ts'];
  const products = electron ? ['out/main/index.js', 'out/preload/index.cjs'] : [];
  const built = Math.min(...[...products, 'out/renderer/index.html'].map((path) => newest(at(path))));
  if (built > Math.max(...['package-lock.json', ...sources].map((path) => newest(at(path))))) return;
  const args = electron
    ? [at('node_modules/electron-vite/bin/electron-vite.js'), 'build']
    : [at('node_modules/vite/bin/vite.js'), 'build', '--config', 'renderer/vite.config.ts'];
  step('Building', node, args, 'The build failed; what it said stands above.');
}

/** Electron's binary if somebody has put it there and it can run; it is never fetched from here. */
function electronBinary() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  // Chromium's sandbox needs a person's account and a screen.
  if (process.platform === 'linux' && (process.getuid?.() === 0 || !(DISPLAY || WAYLAND_DISPLAY))) return null;
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const path = at('node_modules', 'electron', 'dist', names[process.platform] ?? 'electron');
  return existsSync(path) ? path : null;
}

function openBrowser(url) {
  const openers = { darwin: ['open'], win32: ['rundll32', 'url.dll,FileProtocolHandler'] };
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const opener = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  opener.on('error', () => console.log('Open that address in a browser.'));
  opener.unref();
}

/** Ends with the child, and hands it the signals that end us. */
function follow(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

function startElectron(electron, options) {
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE;
  const args = [root, ...(options.data ? [`--data=${options.data}`] : [])];
  follow(spawn(electron, args, { stdio: 'inherit', env }));
}

function startServer(node, options) {
  const args = [at('server', 'start.ts')];
  for (const name of ['data', 'port']) if (options[name] !== undefined) args.push(`--${name}=${options[name]}`);
  const server = spawn(node, args, { stdio: ['inherit', 'pipe', 'inherit'] });
  follow(server);
  let said = '';
  let opened = options['no-open'];
  server.stdout.setEncoding('utf8').on('data', (text) => {
    process.stdout.write(text);
    if (opened) return;
    said += text;
    const url = /http:\/\/127\.0\.0\.1:\S+(?=\s)/.exec(said)?.[0];
    if (!url) return;
    opened = true;
    openBrowser(url);
  });
}

try {
  const options = readOptions();
  if (options.help) console.log(usage);
  else {
    install();
    const node = modernNode();
    // Who names a port, or wants no window, wants the loopback server.
    const electron = options['no-open'] || options.port !== undefined ? null : electronBinary();
    build(node, electron);
    if (electron) startElectron(electron, options);
    else startServer(node, options);
  }
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
