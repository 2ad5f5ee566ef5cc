/** Builds the shell as it ships and runs the built main and preload against a double of Electron. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { build } from 'electron-vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { calls, type Api, type AskEvent } from '../core/contract.ts';
import type { KeyStore } from '../core/evidence/key.ts';
import { Sandbox, type SandboxOptions } from '../core/sandbox/supervisor.ts';
import type * as Double from './electron.double.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const doubleUrl = new URL('./electron.double.ts', import.meta.url).href;
const coreDouble = join(root, 'e2e', 'double.ts');
/** Node's own import: the bundle must load as it does in Electron, not through the test runner. */
const nodeImport = new vm.Script('(url) => import(url)', {
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}).runInThisContext() as (url: string) => Promise<unknown>;

// Inside the checkout, so that the bundle finds its packages, and beside the decimal runtime, as it is packed.
mkdirSync(join(root, 'out'), { recursive: true });
const place = mkdtempSync(join(root, 'out', 'test-'));
const out = join(place, 'out');
const data = join(place, 'ledger here');
const wasm = 'decimal/decimal.wasm';
cpSync(join(root, wasm), join(place, wasm));
let electron: typeof Double;
let hooks: { deregister(): void };

beforeAll(async () => {
  const useCoreDouble = {
    name: 'core-double',
    enforce: 'pre' as const,
    resolveId: (id: string) => (id.endsWith('/core/app.ts') ? '\0core-double' : null),
    load: (id: string) =>
      id === '\0core-double'
        ? [
            `import { openDouble } from ${JSON.stringify(coreDouble)};`,
            'export const openCore = (options) => ((globalThis.coreOptions = options), openDouble(options));',
          ].join('\n')
        : null,
  };
  await build({
    root,
    configFile: join(root, 'electron.vite.config.ts'),
    logLevel: 'error',
    plugins: [useCoreDouble],
    build: { outDir: out, emptyOutDir: false },
  });
  hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: doubleUrl, shortCircuit: true } : next(specifier, context),
  });
  electron = (await nodeImport(doubleUrl)) as typeof Double;
  process.argv.push(`--data=${data}`);
  await nodeImport(pathToFileURL(join(out, 'main', 'index.js')).href);
  await vi.waitFor(() => expect(electron.seen.windows).toHaveLength(1));
}, 120_000);

afterAll(() => {
  hooks?.deregister();
  rmSync(place, { recursive: true, force: true });
});

const invoke = (channel: string, event: unknown, ...args: unknown[]): unknown =>
  (electron.seen.ipc.get(channel) as (...args: unknown[]) => unknown)(event, ...args);

describe('the window', () => {
  it('is isolated and sandboxed, and its preload exists', () => {
    const { webPreferences } = electron.seen.windows[0]!.options;
    expect(webPreferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false });
    expect(existsSync(webPreferences.preload as string)).toBe(true);
    expect(electron.seen.windows[0]!.url).toBe('app://watledger/index.html');
    expect(electron.seen.sandboxed).toBe(true);
  });

  it('keeps the ledger where --data says', () => expect(electron.seen.userData).toBe(data));

  it('comes to the front when a second instance starts', () => {
    electron.app.emit('second-instance');
    expect(electron.seen.windows[0]!.focused).toBe(1);
  });
});

describe('app://', () => {
  const get = (url: string): Promise<Response> => electron.seen.protocols.get('app')!(new Request(url));

  it('serves the page with a strict policy', async () => {
    const response = await get('app://watledger/index.html');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(await response.text()).toContain('<div id="app">');
  });

  it.each(['app://watledger/..%2fmain/index.js', 'app://watledger/%2e%2e/main/index.js', 'app://other/index.html'])(
    'does not serve %s',
    async (url) => expect((await get(url)).status).toBe(404),
  );
});

describe('what the page may not do', () => {
  const contents = () => {
    let open: unknown;
    const listeners = new Map<string, (event: { url?: string; preventDefault(): void }) => void>();
    electron.app.emit(
      'web-contents-created',
      {},
      {
        setWindowOpenHandler: (handler: () => unknown) => (open = handler()),
        on: (name: string, listener: (event: { preventDefault(): void }) => void) => listeners.set(name, listener),
      },
    );
    const prevented = (name: string, url: string): boolean => {
      let stopped = false;
      listeners.get(name)!({ url, preventDefault: () => (stopped = true) });
      return stopped;
    };
    return { open, prevented };
  };

  it('opens no windows and goes nowhere', () => {
    const { open, prevented } = contents();
    expect(open).toEqual({ action: 'deny' });
    expect(prevented('will-navigate', 'https://example.com/')).toBe(true);
    expect(prevented('will-navigate', 'app://watledger/index.html')).toBe(false);
    expect(prevented('will-attach-webview', '')).toBe(true);
  });

  it('gets no permission but to copy', () => {
    const grants = (permission: string): boolean => {
      let granted = false;
      (electron.seen.permission as (...args: unknown[]) => void)({}, permission, (yes: boolean) => (granted = yes));
      return granted;
    };
    expect(['media', 'geolocation', 'notifications', 'clipboard-read'].some(grants)).toBe(false);
    expect(grants('clipboard-sanitized-write')).toBe(true);
  });

  it('reaches no network', () => {
    const cancelled = (url: string): boolean => {
      let cancel = false;
      const decide = (answer: { cancel: boolean }): void => void (cancel = answer.cancel);
      (electron.seen.beforeRequest as (...args: unknown[]) => void)({ url }, decide);
      return cancel;
    };
    expect(cancelled('https://example.com/')).toBe(true);
    expect(cancelled('app://watledger/index.html')).toBe(false);
  });
});

it('runs programs in a utility process, in the child that was built', () => {
  const { sandbox } = (globalThis as unknown as { coreOptions: { sandbox: Required<SandboxOptions> } }).coreOptions;
  expect(existsSync(sandbox.childPath)).toBe(true);
  sandbox.spawn(sandbox.childPath, { message() {}, exit() {} });
  expect(electron.seen.forks).toMatchObject([{ script: sandbox.childPath, options: { env: {} } }]);
});

it('keeps the signing key with safeStorage', () => {
  const { keyStore } = (globalThis as unknown as { coreOptions: { keyStore: (folder: string) => KeyStore } })
    .coreOptions;
  const folder = join(out, 'evidence');
  keyStore(folder).save(Buffer.alloc(32, 1));
  expect(existsSync(join(folder, 'key'))).toBe(false);
  expect(readFileSync(join(folder, 'key.sealed'), 'latin1')).not.toContain('AQEB');
  expect(keyStore(folder).load()).toEqual(Buffer.alloc(32, 1));
});

it('has a child that computes', async () => {
  const sandbox = new Sandbox({ childPath: join(out, 'main', 'sandbox.js') });
  const wat =
    '(module (import "decimal" "add" (func $add (param i32 i32) (result i32)))' +
    ' (func (export "answer") (param $a i32) (param $b i32) (result i32) (call $add (local.get $a) (local.get $b))))';
  expect(await sandbox.run({ wat, args: ['0.1', '0.2'] })).toMatchObject({ ok: true, value: '0.3' });
  sandbox.close();
});

describe('IPC', () => {
  it('answers every call of the contract', () => {
    for (const name of [...Object.keys(calls), 'ask']) expect(electron.seen.ipc.has(`watledger:${name}`)).toBe(true);
  });

  it('refuses strangers and frames inside the page', async () => {
    const refused = { ok: false, error: { code: 'forbidden' } };
    expect(await invoke('watledger:about', electron.pageEvent('https://example.com/'), {})).toMatchObject(refused);
    expect(await invoke('watledger:about', electron.pageEvent('app://watledgerx/'), {})).toMatchObject(refused);
    expect(await invoke('watledger:about', electron.pageEvent(undefined, {}), {})).toMatchObject(refused);
    expect(await invoke('watledger:about', { senderFrame: null }, {})).toMatchObject(refused);
  });

  it('refuses what the contract does not allow', async () => {
    const bad = { ok: false, error: { code: 'bad_request' } };
    expect(await invoke('watledger:record', electron.pageEvent(), { id: 'one' })).toMatchObject(bad);
    expect(await invoke('watledger:ask', electron.pageEvent(), 1, { question: '' })).toMatchObject(bad);
  });
});

describe('the preload', () => {
  it('is one CommonJS file that carries the contract and no more', async () => {
    const code = readFileSync(join(out, 'preload', 'index.cjs'), 'utf8');
    const required: string[] = [];
    const require = (name: string): unknown => {
      required.push(name);
      return electron;
    };
    vm.runInThisContext(`(function (require, module, exports) {${code}\n})`)(require, { exports: {} }, {});
    expect(required).toEqual(['electron']);

    const bridge = electron.seen.exposed.get('watledger') as Api;
    expect(Object.keys(bridge).sort()).toEqual([...Object.keys(calls), 'ask'].sort());
    const told: AskEvent[] = [];
    const result = await bridge.ask({ conversation: 'c', question: 'How much is it?' }, (event) => told.push(event));
    expect(result).toMatchObject({ ok: true, value: { status: 'answered' } });
    expect(told[0]).toEqual({ type: 'step', step: 'reading' });
    expect(told.at(-1)?.type).toBe('card');
    expect(await bridge.history({})).toMatchObject({ ok: true, value: [{ id: 1 }] });
  });
});
