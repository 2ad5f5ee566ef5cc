/** Who may talk to the loopback server: this machine's browser, on our own page, with the token of this run. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export const newToken = (): string => randomBytes(32).toString('base64url');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Constant-time: digests have one length, whatever was sent. */
export function tokenMatches(authorization: string | undefined, token: string): boolean {
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}

const hosts = (port: number): string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

/** A foreign Host is DNS rebinding: some other name that resolves to this machine. */
export const hostAllowed = (headers: IncomingHttpHeaders, port: number): boolean =>
  hosts(port).includes(headers.host ?? '');

/** The page that calls must be the page that this server served, under the same name. */
export const originAllowed = (headers: IncomingHttpHeaders): boolean => headers.origin === `http://${headers.host}`;
