/** What the page may not do: ask for permissions, leave, open windows, embed other pages, or reach the network. */
import { app, session } from 'electron';
import { pageOrigin, pageUrl } from './protocol.ts';

/** Copying an answer is the one thing that the page needs to be allowed. */
const allowed = new Set(['clipboard-sanitized-write']);

export function lockDown(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(allowed.has(permission)),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
  session.defaultSession.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !/^(app:\/\/watledger\/|data:|devtools:)/.test(details.url) }),
  );
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (event.url !== pageUrl) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
  });
}

/** Only the top frame of our own page may call. */
export const trusted = (frame: { url: string; parent: unknown } | null): boolean =>
  frame !== null && frame.parent === null && frame.url.startsWith(`${pageOrigin}/`);
