/** The built page as files: which file a path means, and the headers it leaves with. Knows nothing of HTTP or Electron. */
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Scripts and styles from our own origin only; no inline code, no frames, nothing from anywhere else. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export type PageFile = { body: Buffer<ArrayBuffer>; type: string };

/** The file that `pathname` (still percent-encoded) names under `root`, or null. Never a file outside `root`. */
export async function pageFile(root: string, pathname: string): Promise<PageFile | null> {
  let name: string;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (name.includes('\0') || name.includes('\\') || name.split('/').includes('..')) return null;
  const path = join(root, name.endsWith('/') ? `${name}index.html` : name);
  const type = types[extname(path)];
  if (!type) return null;
  try {
    const [real, base] = await Promise.all([realpath(path), realpath(root)]);
    if (!real.startsWith(base + sep)) return null;
    return { body: await readFile(real), type };
  } catch {
    return null;
  }
}
