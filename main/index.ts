/** The Electron shell: one instance, one window, the page over app://, the core behind IPC. */
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow } from 'electron';
import { openElectronCore } from './core.ts';
import { answerCalls } from './ipc.ts';
import { lockDown } from './lockdown.ts';
import { dataOption } from './options.ts';
import { declareScheme, servePage } from './protocol.ts';
import { openWindow } from './window.ts';

// Relative to out/main/, where this file is built to.
const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function run(): void {
  let window: BrowserWindow | null = null;
  const show = (): void => {
    window = openWindow(built('../preload/index.cjs'));
    window.on('closed', () => (window = null));
  };

  const start = (): void => {
    lockDown();
    servePage(built('../renderer'));
    const core = openElectronCore(app.getPath('userData'));
    core.catch((error: unknown) => console.error(error));
    answerCalls(core);
    show();
    app.once('will-quit', (event) => {
      event.preventDefault();
      // A core that does not close in time must not keep the app from ending; the ledger's commits are durable.
      setTimeout(() => app.exit(0), 3000).unref();
      void core
        .then((open) => open.close())
        .catch(() => {})
        .finally(() => app.exit(0));
    });
  };

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(start);
}

app.enableSandbox();
declareScheme();
const data = dataOption(process.argv);
// Also moves the single-instance lock: two ledgers may be open at once, one ledger not twice.
if (data) app.setPath('userData', data);
if (app.requestSingleInstanceLock()) run();
else app.quit();
