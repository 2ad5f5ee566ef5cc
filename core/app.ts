/** Opens the product: one ledger, one model, one sandbox, behind the contract that every shell calls. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUNTIME, RUNTIME_HASH } from '../decimal/index.ts';
import { library } from '../library/index.ts';
import type { Api, AskEvent, AskRequest, Card, Result } from './contract.ts';
import { ask } from './ask.ts';
import { accountName, environment } from './environment.ts';
import { exportBundle, type Exported, type ExportRequest } from './evidence/export.ts';
import { EvidenceError } from './evidence/error.ts';
import { Evidence } from './evidence/evidence.ts';
import { fileKeyStore, type KeyStore } from './evidence/key.ts';
import { Modules } from './evidence/module.ts';
import { formatVkey } from './evidence/note.ts';
import { Ledger } from './ledger/ledger.ts';
import { LedgerError } from './ledger/error.ts';
import { replay, replayAll } from './ledger/replay.ts';
import { ModelError } from './model/error.ts';
import { Model } from './model/model.ts';
import { allTokens, arities } from './program/dialect.ts';
import { Rates } from './rates/rates.ts';
import { RatesError } from './rates/error.ts';
import { Sandbox, type SandboxOptions } from './sandbox/supervisor.ts';
import { recordOf, draftOf, type Surroundings } from './record.ts';
import type { ReplayResult } from './contract.ts';
import type { LedgerDraft, Services } from './services.ts';

export const VERSION = '0.1.0';
const MODEL = join(import.meta.dirname, '../models/default.gguf');

export interface CoreOptions {
  /** Folder of the ledger; made where it is missing. */
  data: string;
  /** A GGUF file; the one in models/ where it is left out; null for work that needs no model. */
  model?: string | null;
  sandbox?: SandboxOptions;
  /** Where the signing key is kept, given the evidence folder; a file of mode 600 where it is left out. */
  keyStore?: (folder: string) => KeyStore;
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
  /** The signed checkpoint of all records, for somebody else to keep. */
  checkpoint(): string;
  /** Writes a bundle that outsiders can verify. */
  exportBundle(request: ExportRequest): Promise<Exported>;
}

const HELP = 'Something went wrong inside the app. Nothing is lost; please try again.';

/** Opens everything; throws LedgerError where the ledger cannot be used. A model that cannot be loaded is said at each question. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const names = arities(library.values());
  const sandbox = new Sandbox(options.sandbox);
  const modules = new Modules();
  let { data } = options;
  let { ledger, evidence, rates, versions } = openHouse(options);
  const loading =
    options.model === null
      ? Promise.reject<Model>(new ModelError('No model was asked for.'))
      : Model.load(options.model ?? MODEL, allTokens(names), new Set(library.keys()));
  loading.catch(() => undefined);
  const stops = new Map<string, AbortController>();
  let queue: Promise<unknown> = Promise.resolve();

  const user = (): string => ledger.setting('user') ?? accountName();

  /** Appends the record of a draft and signs the ledger's new head. */
  const keep = (draft: LedgerDraft, links: Surroundings['links']): Card => {
    const { record, parts } = recordOf(draft, {
      versions,
      user: user(),
      runtime: RUNTIME,
      module: modules.of(draft.wat),
      links,
      ratesOf: (date, source) => rates.day(date, source),
      file: ledger.blobs.get,
    });
    const { card } = ledger.append(record, parts);
    evidence.seal();
    return card;
  };

  const services = (model: Services['model'], links: Surroundings['links']): Services => ({
    model,
    library,
    names,
    rate: (from, to) => rates.lookup(from, to),
    run: async (wat, args) => {
      await modules.prepare(wat);
      return sandbox.run({ wat, args });
    },
    record: (draft) => keep(draft, links),
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
    const links = linksOf(request, ledger);
    const stop = new AbortController();
    stops.set(request.conversation, stop);
    try {
      return await ask(request, services(model, links), stop.signal, onEvent);
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
        const verifier = evidence.verifier();
        return {
          version: VERSION,
          model: typeof model === 'string' ? model : model.name,
          device: typeof model === 'string' ? 'no model' : model.device,
          ratesDate: newest?.date ?? null,
          ratesSource: newest?.source ?? null,
          records: ledger.count(),
          user: user(),
          warnings: [...evidence.findings],
          anchored: evidence.anchoredUpTo(),
          vkey: verifier ? formatVkey(verifier) : '',
        };
      }),
    setUser: ({ name }) =>
      attempt(() => {
        ledger.set('user', name.trim());
        return { user: user() };
      }),
    importAnchor: ({ note }) => attempt(() => evidence.importAnchor(note)),
    exportEvidence: (request) =>
      attempt(async () => {
        // A page does not choose where files are written.
        const folder = join(data, 'exports', new Date().toISOString().replaceAll(':', '-'));
        const done = await exportBundle(ledger, evidence, { app: VERSION, ...request, out: folder });
        return { folder, ...done };
      }),
    restart: async (other) => {
      await queue;
      ledger.close();
      data = other;
      ({ ledger, evidence, rates, versions } = openHouse({ ...options, data }));
    },
    setRates: (given) => rates.setRates(given),
    importRatesFile: (path) => rates.importEcb(path, readFileSync(path)),
    replayAll: () => replayAll(ledger, (program) => sandbox.run(program)),
    runModule: (wat, args) => sandbox.run({ wat, args }),
    checkpoint: () => evidence.checkpoint(),
    exportBundle: (request) => exportBundle(ledger, evidence, { app: VERSION, ...request }),
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

/** Opens what stands in a data folder; what is wrong with it is said at once. */
function openHouse({ data, keyStore }: CoreOptions) {
  const ledger = openLedger(data);
  try {
    const folder = join(data, 'evidence');
    const evidence = new Evidence(ledger, folder, (keyStore ?? fileKey)(folder));
    for (const finding of evidence.findings) console.error(finding);
    const versions = { ...environment(ledger.db, VERSION), runtime: RUNTIME_HASH };
    return { ledger, evidence, rates: new Rates(ledger.db), versions };
  } catch (error) {
    ledger.close();
    throw error;
  }
}

const fileKey = (folder: string): KeyStore => fileKeyStore(join(folder, 'key'));

function openLedger(data: string): Ledger {
  mkdirSync(data, { recursive: true });
  return Ledger.open(join(data, 'watledger.db'));
}

/** What a request says about earlier records. Throws LedgerError "record" where the one to correct is not there. */
function linksOf({ corrects, completes }: AskRequest, ledger: Ledger): Surroundings['links'] {
  const wanted = [
    { kind: 'corrects' as const, record: corrects },
    { kind: 'completes' as const, record: completes?.id },
  ];
  return wanted.flatMap(({ kind, record }) => {
    if (record === undefined) return [];
    const row = ledger.row(record);
    if (row) return [{ kind, record, hash: row.hash }];
    // A question that cannot be completed is answered, and recorded, as such.
    if (kind === 'completes') return [];
    throw new LedgerError('record', `There is no record ${record} to correct.`);
  });
}

/** Known failures become their sentence; unknown ones are logged whole and told in one. */
async function attempt<T>(work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const known =
      error instanceof LedgerError ||
      error instanceof RatesError ||
      error instanceof ModelError ||
      error instanceof EvidenceError;
    if (!known) console.error(error);
    return {
      ok: false,
      error: { code: known ? error.constructor.name : 'internal', message: known ? error.message : HELP },
    };
  }
}
