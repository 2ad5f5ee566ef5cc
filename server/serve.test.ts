import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDouble } from '../e2e/double.ts';
import { serve, type Serving } from './serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'watledger-'));
const root = join(folder, 'page');
mkdirSync(root);
writeFileSync(join(root, 'index.html'), '<p>page</p>');
writeFileSync(join(folder, 'secret.html'), 'secret');
symlinkSync(join(folder, 'secret.html'), join(root, 'link.html'));

let api: Awaited<ReturnType<typeof openDouble>>;
let serving: Serving;

beforeEach(async () => {
  api = await openDouble({ delay: 1 });
  serving = await serve({ api, root });
});
afterEach(() => serving.close());
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const post = (name: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${serving.origin}/api/${name}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: serving.origin,
      Authorization: `Bearer ${serving.token}`,
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** fetch() sets Host and tidies paths by itself; this sends what it is told. */
const raw = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = rawRequest({ host: '127.0.0.1', port: serving.port, path, headers, method }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });

describe('who may call', () => {
  it('answers its own page', async () => {
    const response = await post('about', {});
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ok: true, value: { version: '0.1.0' } });
  });

  it.each([
    ['another token', { Authorization: 'Bearer wrong' }, 401],
    ['no token', { Authorization: '' }, 401],
    ['another origin', { Origin: 'http://evil.example' }, 403],
    ['an opaque origin', { Origin: 'null' }, 403],
  ])('refuses %s', async (_name, headers, status) => {
    const response = await post('about', {}, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ ok: false, error: { message: expect.any(String) } });
  });

  it('refuses another host, for calls and for the page', async () => {
    expect(await raw('/', { Host: `evil.example:${serving.port}` })).toBe(403);
    expect(await raw('/api/about', { Host: 'evil.example' }, 'POST')).toBe(403);
    expect(await raw('/', { Host: `127.0.0.1:${serving.port}` })).toBe(200);
  });

  it('needs an origin, and POST', async () => {
    expect(await raw('/api/about', { Authorization: `Bearer ${serving.token}` }, 'POST')).toBe(403);
    expect(await raw('/api/about')).toBe(405);
    expect(await raw('/', {}, 'DELETE')).toBe(405);
  });

  it('has another token each run', async () => {
    const other = await serve({ api, root });
    await other.close();
    expect(other.token).not.toBe(serving.token);
    expect(serving.url).toBe(`${serving.origin}/#token=${serving.token}`);
  });
});

describe('what may be said', () => {
  it.each([
    ['not JSON', '{', 400],
    ['another shape', { id: 'one' }, 400],
    ['too much', { id: 1, pad: 'x'.repeat(70_000) }, 413],
  ])('refuses %s', async (_name, body, status) => {
    const response = await post('record', body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ ok: false, error: { code: 'bad_request' } });
  });

  it('refuses too much that comes without a length', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const headers = {
        'Content-Type': 'application/json',
        Origin: serving.origin,
        Authorization: `Bearer ${serving.token}`,
      };
      const target = { host: '127.0.0.1', port: serving.port, path: '/api/record', method: 'POST', headers };
      const sent = rawRequest({ ...target, setHost: true }, (response) => resolve(response.statusCode ?? 0));
      sent.on('error', reject);
      sent.write('x'.repeat(70_000));
    });
    expect(status).toBe(413);
  });

  it('refuses a body that is not said to be JSON', async () =>
    expect((await post('about', '{}', { 'Content-Type': 'text/plain' })).status).toBe(415));

  it.each(['nothing', 'toString', '__proto__', ''])('knows no call “%s”', async (name) =>
    expect((await post(name, {})).status).toBe(404),
  );

  it('takes large files of rates', async () => {
    const response = await post('importRates', { name: 'rates.csv', base64: 'A'.repeat(1_000_000) });
    expect(await response.json()).toMatchObject({ ok: true, value: { rates: 31 } });
  });

  it('passes on a failure as a sentence, with no stack', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    api.about = () => Promise.reject(new Error('secret path /home/x'));
    const text = await (await post('about', {})).text();
    expect(text).toContain('Something went wrong');
    expect(text).not.toContain('secret');
    quiet.mockRestore();
  });

  it('does not let an answer of another shape out', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    api.about = () => Promise.resolve({ ok: true, value: { version: 1 } as never });
    expect(await (await post('about', {})).json()).toMatchObject({ ok: false, error: { code: 'internal' } });
    quiet.mockRestore();
  });
});

describe('ask', () => {
  it('streams events, then the result', async () => {
    const response = await post('ask', { conversation: 'c', question: 'How much?' });
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toEqual({ type: 'step', step: 'reading' });
    expect(lines.some((line) => line.type === 'token')).toBe(true);
    expect(lines.at(-1)).toMatchObject({ ok: true, value: { id: 1, status: 'answered' } });
  });

  it('sends the first event before the last is there', async () => {
    const response = await post('ask', { conversation: 'c', question: 'slow' });
    const { value } = await response.body!.getReader().read();
    expect(new TextDecoder().decode(value)).toContain('reading');
    expect(await api.history({})).toMatchObject({ value: [] });
  });

  it('stops when the page goes away', async () => {
    const stop = vi.spyOn(api, 'stop');
    const going = new AbortController();
    const response = await fetch(`${serving.origin}/api/ask`, {
      method: 'POST',
      signal: going.signal,
      headers: {
        'Content-Type': 'application/json',
        Origin: serving.origin,
        Authorization: `Bearer ${serving.token}`,
      },
      body: JSON.stringify({ conversation: 'gone', question: 'slow' }),
    });
    await response.body!.getReader().read();
    going.abort();
    await expect.poll(() => stop.mock.calls).toEqual([[{ conversation: 'gone' }]]);
  });

  it('refuses an empty question', async () =>
    expect((await post('ask', { conversation: 'c', question: '' })).status).toBe(400));
});

describe('the page', () => {
  it('comes with a strict policy', async () => {
    const response = await fetch(serving.origin);
    expect(await response.text()).toBe('<p>page</p>');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
        "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/..%5csecret.html',
    '//secret.html',
    '/link.html',
    '/%00.html',
    '/%zz',
    '/index.html/',
  ])('does not serve %s', async (path) => expect(await raw(path)).toBe(404));
});
