/** A double of the part of Electron that main/ and preload/ use: records what they set, and lets a test play the rest. */
import { EventEmitter } from 'node:events';

type Handler = (...args: never[]) => unknown;

export const seen = {
  schemes: [] as unknown[],
  protocols: new Map<string, (request: Request) => Promise<Response>>(),
  ipc: new Map<string, Handler>(),
  windows: [] as BrowserWindow[],
  userData: '/default',
  sandboxed: false,
  lock: true,
  quits: 0,
  exits: 0,
  permission: null as Handler | null,
  permissionCheck: null as Handler | null,
  beforeRequest: null as Handler | null,
  forks: [] as { script: string; options: { env: object } }[],
  exposed: new Map<string, unknown>(),
};

class App extends EventEmitter {
  isPackaged = false;
  enableSandbox(): void {
    seen.sandboxed = true;
  }
  setPath(_name: string, path: string): void {
    seen.userData = path;
  }
  getPath(): string {
    return seen.userData;
  }
  requestSingleInstanceLock(): boolean {
    return seen.lock;
  }
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  quit(): void {
    seen.quits++;
  }
  exit(): void {
    seen.exits++;
  }
}
export const app = new App();

export class BrowserWindow extends EventEmitter {
  readonly options: { webPreferences: Record<string, unknown> };
  url = '';
  focused = 0;
  constructor(options: BrowserWindow['options']) {
    super();
    this.options = options;
    seen.windows.push(this);
  }
  async loadURL(url: string): Promise<void> {
    this.url = url;
  }
  show(): void {}
  isMinimized(): boolean {
    return false;
  }
  restore(): void {}
  focus(): void {
    this.focused++;
  }
}

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => void seen.schemes.push(...schemes),
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
    void seen.protocols.set(scheme, handler),
};

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: Handler) => void (seen.permission = handler),
    setPermissionCheckHandler: (handler: Handler) => void (seen.permissionCheck = handler),
    webRequest: { onBeforeRequest: (handler: Handler) => void (seen.beforeRequest = handler) },
  },
};

export const ipcMain = { handle: (channel: string, handler: Handler) => void seen.ipc.set(channel, handler) };

/** The page's side, wired to ipcMain: an event as Electron would make it for our own page. */
const pages = new EventEmitter();
export const pageEvent = (url = 'app://watledger/index.html', parent: unknown = null) => ({
  senderFrame: { url, parent },
  sender: {
    isDestroyed: () => false,
    send: (channel: string, ...args: unknown[]) => pages.emit(channel, {}, ...args),
  },
});
export const ipcRenderer = {
  on: (channel: string, listener: (...args: unknown[]) => void) => pages.on(channel, listener),
  invoke: async (channel: string, ...args: unknown[]) =>
    (seen.ipc.get(channel) as (...args: unknown[]) => unknown)(pageEvent(), ...args),
};
export const contextBridge = {
  exposeInMainWorld: (name: string, value: unknown) => void seen.exposed.set(name, value),
};

export const utilityProcess = {
  fork(script: string, _args: string[], options: { env: object }) {
    seen.forks.push({ script, options });
    return Object.assign(new EventEmitter(), { pid: undefined, postMessage() {}, kill: () => true });
  },
};

export const safeStorage = {
  isEncryptionAvailable: () => true,
  encryptString: (text: string) => Buffer.from(text).map((byte) => byte ^ 0x5a),
  decryptString: (encrypted: Buffer) => Buffer.from(encrypted.map((byte) => byte ^ 0x5a)).toString(),
};
