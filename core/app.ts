/** Opens the product: one ledger, one model, one sandbox, behind the contract that every shell calls. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUNTIME_HASH } from '../decimal/index.ts';
import { library } from '../library/index.ts';
import type { Api, AskEvent, AskRequest, Card, Result } from './contract.ts';
import { ask } from './ask.ts';
import { Ledger } from './ledger/ledger.ts';
import { LedgerError } from './ledger/error.ts';
import { replay, replayAll } from './ledger/replay.ts';
import { ModelError } from './model/error.ts';
import { Model } from './model/model.ts';
import { allTokens, arities } from './program/dialect.ts';
import { Rates } from './rates/rates.ts';
import { RatesError } from './rates/error.ts';
import { Sandbox, type SandboxOptions } from './sandbox/supervisor.ts';
import { recordOf, draftOf } from './record.ts';
import type { ReplayResult } from './contract.ts';
import type { Services } from './services.ts';

export const VERSION = '0.1.0';
const MODEL = join(import.meta.dirname, '../models/default.gguf');

export interface CoreOptions {
  /** Folder of the ledger; made where it is missing. */
  data: string;
  /** A GGUF file; the one in models/ where it is left out; null for work that needs no model. */
  model?: string | null;
  sandbox?: SandboxOptions;
}

/** What the command line may do besides what every shell may. */
export interface Core extends Api {
  close(): Promise<void>;
  /** Goes on with another data folder, keeping the loaded model. */
  restart(data: string): Promise<void>;
  setRates(given: { base: string; rates: Record<string, string>; date: string; source: string }): void;
  importRatesFile(path: string): { days: number; rates: number; from: string; to: string };
  replayAll(): AsyncGenerator<ReplayResult>;
  runModule(wat: string, args: string[]): ReturnType<Sandbox['run']>;
}

const HELP = 'Something went wrong inside the app. Nothing is lost; please try again.';

/** Opens everything; throws LedgerError where the ledger cannot be used. A model that cannot be loaded is said at each question. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const names = arities(library.values());
  const sandbox = new Sandbox(options.sandbox);
  let ledger = openLedger(options.data);
  let rates = new Rates(ledger.db);
  const loading =
    options.model === null
      ? Promise.reject<Model>(new ModelError('No model was asked for.'))
      : Model.load(options.model ?? MODEL, allTokens(names), new Set(library.keys()));
  loading.catch(() => undefined);
  const stops = new Map<string, AbortController>();
  let queue: Promise<unknown> = Promise.resolve();

  const services = (model: Services['model']): Services => ({
    model,
    library,
    names,
    rate: (from, to) => rates.lookup(from, to),
    run: (wat, args) => sandbox.run({ wat, args }),
    record: (draft) => ledger.append(recordOf(draft, RUNTIME_HASH)).card,
    draft: (id) => draftOf(ledger.get(id)),
    before: (conversation) => {
      const last = ledger.lastAnswered(conversation);
      const draft = draftOf(last);
      return last && draft?.program
        ? { figures: draft.figures, masked: draft.masked, question: last.card.question, record: last.card.id }
        : null;
    },
    log: (error) => console.error(error),
  });

  const answer = async (request: AskRequest, onEvent: (event: AskEvent) => void): Promise<Card> => {
    const model = await loading.catch(unavailable);
    const stop = new AbortController();
    stops.set(request.conversation, stop);
    try {
      return await ask(request, services(model), stop.signal, onEvent);
    } finally {
      stops.delete(request.conversation);
    }
  };

  return {
    // One question at a time: the model has one context.
    ask: (request, onEvent) => {
      const turn = queue.then(() => attempt(() => answer(request, onEvent)));
      queue = turn;
      return turn;
    },
    stop: ({ conversation }) =>
      attempt(() => {
        const stop = stops.get(conversation);
        stop?.abort();
        return stop !== undefined;
      }),
    history: (request) => attempt(() => ledger.history(request)),
    record: ({ id }) => attempt(() => ledger.get(id)?.card ?? null),
    conversation: ({ conversation }) => attempt(() => ledger.conversation(conversation)),
    replay: ({ id }) => attempt(() => replay(ledger, id, (program) => sandbox.run(program))),
    importRates: ({ name, base64 }) => attempt(() => rates.importEcb(name, Buffer.from(base64, 'base64'))),
    about: () =>
      attempt(async () => {
        const model = await loading.catch((error: unknown) => (error as Error).message);
        const newest = rates.newest();
        return {
          version: VERSION,
          model: typeof model === 'string' ? model : model.name,
          device: typeof model === 'string' ? 'no model' : model.device,
          ratesDate: newest?.date ?? null,
          ratesSource: newest?.source ?? null,
          records: ledger.count(),
        };
      }),
    restart: async (data) => {
      await queue;
      ledger.close();
      ledger = openLedger(data);
      rates = new Rates(ledger.db);
    },
    setRates: (given) => rates.setRates(given),
    importRatesFile: (path) => rates.importEcb(path, readFileSync(path)),
    replayAll: () => replayAll(ledger, (program) => sandbox.run(program)),
    runModule: (wat, args) => sandbox.run({ wat, args }),
    close: async () => {
      await queue;
      sandbox.close();
      ledger.close();
      await loading.then((model) => model.close()).catch(() => undefined);
    },
  };
}

/** Stands in for a model that could not be loaded: every question is still recorded, and says why there is no answer. */
function unavailable(error: unknown): Services['model'] {
  const known =
    error instanceof ModelError
      ? error
      : new ModelError('The model could not be loaded. Choose another GGUF file with --model.');
  return { name: 'none', hash: '', knows: () => true, next: () => Promise.reject(known) };
}

function openLedger(data: string): Ledger {
  mkdirSync(data, { recursive: true });
  return Ledger.open(join(data, 'watledger.db'));
}

/** Known failures become their sentence; unknown ones are logged whole and told in one. */
async function attempt<T>(work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const known = error instanceof LedgerError || error instanceof RatesError || error instanceof ModelError;
    if (!known) console.error(error);
    return {
      ok: false,
      error: { code: known ? error.constructor.name : 'internal', message: known ? error.message : HELP },
    };
  }
}
