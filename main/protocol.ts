/** app://watledger: the built page, with its policy in the headers. Nothing else is served. */
import { protocol } from 'electron';
import { pageFile, pageHeaders } from '../server/page.ts';

export const pageOrigin = 'app://watledger';
export const pageUrl = `${pageOrigin}/index.html`;

/** Must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function servePage(root: string): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const file = url.host === 'watledger' && request.method === 'GET' ? await pageFile(root, url.pathname) : null;
    if (!file) return new Response('There is no such page.', { status: 404, headers: pageHeaders });
    return new Response(file.body, { headers: { ...pageHeaders, 'Content-Type': file.type } });
  });
}
