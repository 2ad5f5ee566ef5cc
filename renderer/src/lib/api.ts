/** The core, as the page reaches it: the Electron bridge where there is one, else HTTP. Every answer is checked. */
import {
  askEvent,
  calls,
  card,
  failure,
  type Api,
  type AskEvent,
  type AskRequest,
  type CallName,
  type Card,
  type Result,
} from '../../../core/contract.ts';
import type { ZodType } from 'zod';
import { httpTransport } from './http.ts';

/** What carries calls; says nothing of the shape of what it carries. */
export type Transport = {
  call(name: CallName, request: unknown): Promise<unknown>;
  ask(request: AskRequest, onEvent: (event: unknown) => void): Promise<unknown>;
};

const fail = (code: string, message: string): Result<never> => ({ ok: false, error: { code, message } });

function checked<T>(answer: unknown, value: ZodType<T>): Result<T> {
  const failed = failure.safeParse(answer);
  if (failed.success) return failed.data;
  const parsed = value.safeParse((answer as { value?: unknown } | null)?.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return fail('bad_answer', 'WatLedger gave an answer that this page does not understand. Restart it.');
}

const unreachable = (): Result<never> =>
  fail('unreachable', 'WatLedger is not running any more. Start it again; every recorded answer is kept.');

async function call<T>(transport: Transport, name: CallName, request: unknown, value: ZodType<T>): Promise<Result<T>> {
  try {
    return checked(await transport.call(name, request), value);
  } catch {
    return unreachable();
  }
}

async function ask(
  transport: Transport,
  request: AskRequest,
  onEvent: (event: AskEvent) => void,
): Promise<Result<Card>> {
  const relay = (event: unknown): void => {
    const parsed = askEvent.safeParse(event);
    if (parsed.success) onEvent(parsed.data);
  };
  try {
    return checked(await transport.ask(request, relay), card);
  } catch {
    return unreachable();
  }
}

export function apiOver(transport: Transport): Api {
  const one = <K extends CallName>(name: K) =>
    ((request: unknown) => call(transport, name, request, calls[name].response as ZodType)) as Api[K];
  return {
    ask: (request, onEvent) => ask(transport, request, onEvent),
    stop: one('stop'),
    history: one('history'),
    record: one('record'),
    conversation: one('conversation'),
    replay: one('replay'),
    importRates: one('importRates'),
    about: one('about'),
    setUser: one('setUser'),
    importAnchor: one('importAnchor'),
    exportEvidence: one('exportEvidence'),
  };
}

const bridgeTransport = (bridge: Api): Transport => ({
  call: (name, request) => (bridge[name] as (request: unknown) => Promise<unknown>)(request),
  ask: (request, onEvent) => bridge.ask(request, onEvent),
});

export const api: Api = apiOver(window.watledger ? bridgeTransport(window.watledger) : httpTransport());
