/** The contract at a shell's door: every request and every answer passes its schema; nothing thrown gets through. */
import {
  askEvent,
  askRequest,
  calls,
  card,
  type Api,
  type AskEvent,
  type CallName,
  type Card,
  type Result,
} from '../core/contract.ts';
import type { ZodError, ZodType } from 'zod';

export type Failure = Extract<Result<never>, { ok: false }>;

export const failure = (code: string, message: string): Failure => ({ ok: false, error: { code, message } });

export const isCall = (name: string): name is CallName => Object.hasOwn(calls, name);

const badRequest = (error: ZodError): Failure => {
  const issue = error.issues[0];
  const where = issue?.path.join('.') || 'request';
  return failure('bad_request', `The request is not understood: ${where}: ${issue?.message ?? 'invalid'}.`);
};

/** Runs `work`; turns a throw or a badly shaped answer into a failure that says so. */
async function guarded<T>(response: ZodType<T>, work: () => Promise<Result<unknown>>): Promise<Result<T>> {
  try {
    const result = await work();
    if (!result.ok) return failure(result.error.code, result.error.message);
    return { ok: true, value: response.parse(result.value) };
  } catch (error) {
    console.error(error);
    return failure('internal', 'Something went wrong inside WatLedger. Nothing was changed; try again.');
  }
}

export async function checkedCall(api: Api, name: CallName, body: unknown): Promise<Result<unknown>> {
  const { request, response } = calls[name];
  const parsed = request.safeParse(body);
  if (!parsed.success) return badRequest(parsed.error);
  const call = api[name] as (request: unknown) => Promise<Result<unknown>>;
  return guarded(response as ZodType<unknown>, () => call.call(api, parsed.data));
}

export async function checkedAsk(api: Api, body: unknown, onEvent: (event: AskEvent) => void): Promise<Result<Card>> {
  const parsed = askRequest.safeParse(body);
  if (!parsed.success) return badRequest(parsed.error);
  return guarded(card, () => api.ask(parsed.data, (event) => onEvent(askEvent.parse(event))));
}
