/** The loopback shell: the contract over HTTP on 127.0.0.1, and the page that speaks it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Api, Result } from '../core/contract.ts';
import { BodyError, jsonBody } from './body.ts';
import { checkedAsk, checkedCall, failure, isCall } from './checked.ts';
import { hostAllowed, newToken, originAllowed, tokenMatches } from './guard.ts';
import { pageFile, pageHeaders } from './page.ts';

const smallCap = 64 * 1024;
const fileCap = 20 * 1024 * 1024;

export type ServeOptions = { api: Api; root: string; port?: number; token?: string };
export type Serving = { url: string; origin: string; token: string; port: number; close(): Promise<void> };

const statusOf = (result: Result<unknown>): number => (!result.ok && result.error.code === 'bad_request' ? 400 : 200);

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    ...pageHeaders,
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

const refuse = (response: ServerResponse, status: number, code: string, message: string): void =>
  sendJson(response, status, failure(code, message));

/** One JSON value a line: the events as they happen, then the result. A page that goes away stops its question. */
async function streamAsk(api: Api, body: unknown, response: ServerResponse): Promise<void> {
  const line = (value: unknown): void => {
    if (response.destroyed) return;
    if (!response.headersSent)
      response.writeHead(200, {
        ...pageHeaders,
        'Content-Type': 'application/x-ndjson; charset=utf-8',
        'Cache-Control': 'no-store',
      });
    response.write(`${JSON.stringify(value)}\n`);
  };
  let finished = false;
  response.on('close', () => {
    const conversation = (body as { conversation?: unknown } | null)?.conversation;
    if (!finished && typeof conversation === 'string') void checkedCall(api, 'stop', { conversation });
  });
  const result = await checkedAsk(api, body, line);
  finished = true;
  if (statusOf(result) !== 200 && !response.headersSent) return sendJson(response, 400, result);
  line(result);
  response.end();
}

async function answerCall(api: Api, name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (name !== 'ask' && !isCall(name)) return refuse(response, 404, 'not_found', 'There is no such call.');
  try {
    const body = await jsonBody(request, name === 'importRates' ? fileCap : smallCap);
    if (name === 'ask') return await streamAsk(api, body, response);
    const result = await checkedCall(api, name, body);
    sendJson(response, statusOf(result), result);
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    response.setHeader('Connection', 'close');
    refuse(response, error.status, 'bad_request', error.message);
  }
}

async function answerPage(root: string, pathname: string, head: boolean, response: ServerResponse): Promise<void> {
  const file = await pageFile(root, pathname);
  if (!file) return refuse(response, 404, 'not_found', 'There is no such page.');
  response.writeHead(200, {
    ...pageHeaders,
    'Content-Type': file.type,
    'Content-Length': file.body.length,
    'Cache-Control': pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
  });
  response.end(head ? undefined : file.body);
}

export async function serve({ api, root, port = 0, token = newToken() }: ServeOptions): Promise<Serving> {
  let bound = port;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!hostAllowed(request.headers, bound))
      return refuse(response, 403, 'forbidden', 'This address is not served here.');
    const pathname = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
    if (!pathname.startsWith('/api/')) {
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return refuse(response, 405, 'bad_method', 'Pages can only be read.');
      return answerPage(root, pathname, request.method === 'HEAD', response);
    }
    if (request.method !== 'POST') return refuse(response, 405, 'bad_method', 'Calls are made with POST.');
    if (!originAllowed(request.headers))
      return refuse(response, 403, 'forbidden', 'Only the WatLedger page may make calls.');
    if (!tokenMatches(request.headers.authorization, token))
      return refuse(
        response,
        401,
        'unauthorized',
        'This page belongs to an earlier run. Open the address that WatLedger printed.',
      );
    return answerCall(api, pathname.slice('/api/'.length), request, response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'internal', 'Something went wrong inside WatLedger. Try again.');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  bound = (server.address() as AddressInfo).port;
  const origin = `http://127.0.0.1:${bound}`;
  return {
    url: `${origin}/#token=${token}`,
    origin,
    token,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
