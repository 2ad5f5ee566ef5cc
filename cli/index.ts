/** The command line for scripts and auditors: results on standard output, everything else on standard error. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openCore, type Core } from '../core/app.ts';
import type { Card } from '../core/contract.ts';
import { LedgerError } from '../core/ledger/error.ts';
import { RatesError } from '../core/rates/error.ts';
import { defaultData } from '../server/data.ts';
import { EvidenceError } from '../core/evidence/error.ts';
import { benchQuestions } from './bench.ts';
import { evidenceCommand } from './evidence.ts';
import { verifyBundles } from './verify.ts';

const USAGE = `watledger ask "QUESTION" [--json]
watledger calc "FORMULA" --input NAME=VALUE … [--json]
watledger bench questions FILE [--json]
watledger run FILE.wat --input NAME=VALUE … [--json]
watledger replay [ID | --all] [--json]
watledger rates import FILE
watledger history [--search TEXT] [--json]
watledger export --out DIR [--from RECORD|DAY] [--to RECORD|DAY] [--search TEXT] [--json]
watledger verify BUNDLE … [--key VKEY|FILE] … [--anchor FILE] … [--json]
watledger checkpoint
watledger anchor import FILE [--json]
watledger user [NAME] [--json]
ask and calc: [--corrects RECORD]
Common: [--data DIR] [--model FILE.gguf]`;

const NEED_A_MODEL = new Set(['ask', 'bench']);

class UsageError extends Error {}

const out = (line: string): void => void process.stdout.write(`${line}\n`);
const err = (line: string): void => void process.stderr.write(`${line}\n`);

interface Options {
  json: boolean;
  all: boolean;
  data: string;
  search: string;
  model?: string;
  input: string[];
  key: string[];
  anchor: string[];
  corrects?: number;
  out?: string;
  from?: string;
  to?: string;
}

function read(argv: string[]): { words: string[]; options: Options } {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        all: { type: 'boolean' },
        data: { type: 'string' },
        model: { type: 'string' },
        search: { type: 'string' },
        input: { type: 'string', multiple: true },
        key: { type: 'string', multiple: true },
        anchor: { type: 'string', multiple: true },
        corrects: { type: 'string' },
        out: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
      },
    });
    const options: Options = {
      json: values.json ?? false,
      all: values.all ?? false,
      data: values.data ?? defaultData(),
      search: values.search ?? '',
      input: values.input ?? [],
      key: values.key ?? [],
      anchor: values.anchor ?? [],
      ...given('model', values.model),
      ...given('out', values.out),
      ...given('from', values.from),
      ...given('to', values.to),
      ...(values.corrects === undefined ? {} : { corrects: recordNumber(values.corrects) }),
    };
    return { words: positionals, options };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

const given = <K extends string>(name: K, value: string | undefined): { [P in K]?: string } =>
  value === undefined ? {} : ({ [name]: value } as { [P in K]?: string });

function recordNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`“${text}” is not the number of a record.`);
  return Number(text);
}

/** Does what the words say; the exit code: 0 done, 1 an answer that could not be given. */
async function main(argv: string[]): Promise<number> {
  const { words, options } = read(argv);
  const [command, ...rest] = words;
  const model = NEED_A_MODEL.has(command ?? '') ? options.model : null;
  const open = (data = options.data): Promise<Core> => openCore(model === undefined ? { data } : { data, model });
  if (command === 'bench' && rest[0] === 'questions' && rest[1]) {
    await benchQuestions(rest[1], open, options.json, out, err);
    return 0;
  }
  if (command === 'verify' && rest.length)
    return verifyBundles({ bundles: rest, keys: options.key, anchors: options.anchor, json: options.json }, out);
  const work = commands(command ?? '', rest, options);
  const core = await open();
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

function commands(command: string, rest: string[], options: Options): (core: Core) => Promise<number> {
  const [first, second] = rest;
  if (command === 'ask' && first) return (core) => askOnce(core, first, options);
  if (command === 'calc' && first) return (core) => calculate(core, first, options);
  if (command === 'run' && first) return (core) => runFile(core, first, options);
  if (command === 'replay' && (first || options.all)) return (core) => replayRecords(core, first, options);
  if (command === 'rates' && first === 'import' && second) return (core) => importRates(core, second, options);
  if (command === 'history') return (core) => history(core, options);
  const evidence = evidenceCommand([command, ...rest], options, out);
  if (evidence) return evidence;
  throw new UsageError(command ? `“${[command, ...rest].join(' ')}” is not a command.` : 'Say what to do.');
}

async function askOnce(core: Core, question: string, options: Options): Promise<number> {
  const result = await core.ask({ conversation: 'cli', question, ...corrected(options) }, (event) => {
    if (event.type === 'step') err(`… ${event.step}`);
  });
  if (!result.ok) throw new LedgerError('record', result.error.message);
  const card = result.value;
  out(options.json ? JSON.stringify(card) : text(card));
  return card.status === 'answered' ? 0 : 1;
}

const corrected = ({ corrects }: Options): { corrects?: number } => (corrects === undefined ? {} : { corrects });

function text(card: Card): string {
  if (card.status !== 'answered') return card.sentence;
  const inputs = card.inputs.map((i) => `  ${i.label}: ${i.display}`);
  const doubt = card.confidence === 'unsure' ? ['  Please check the inputs: this reading is not certain.'] : [];
  return [card.display, card.sentence, ...inputs, ...doubt, `  record ${card.id} ${card.hash.slice(0, 12)}`].join('\n');
}

/** `--input NAME=VALUE` by name. */
function inputsOf(options: Options): Map<string, string> {
  return new Map(
    options.input.map((pair) => {
      const [name = '', value] = pair.split(/=(.*)/s);
      if (value === undefined) throw new UsageError(`“${pair}” has no value: write --input ${name}=VALUE.`);
      return [name.trim(), value.trim()] as const;
    }),
  );
}

/** Works out a formula; the value to all its digits. */
async function calculate(core: Core, formula: string, options: Options): Promise<number> {
  const inputs = Object.fromEntries(inputsOf(options));
  const question = `= ${formula.replace(/^\s*=\s*/, '')}`;
  const result = await core.ask({ conversation: 'cli', question, inputs, ...corrected(options) }, () => undefined);
  if (!result.ok) throw new LedgerError('record', result.error.message);
  const card = result.value;
  if (card.status === 'asked')
    throw new UsageError(`A value is missing: add ${card.asks.map((a) => `--input ${a.name}=VALUE`).join(' ')}.`);
  const { value, display, sentence, wat, hash } = card;
  const shown = { value, display, formula: question.slice(2), wat, record: card.id, hash, sentence };
  out(options.json ? JSON.stringify(shown) : (value ?? sentence));
  return card.status === 'answered' ? 0 : 1;
}

async function runFile(core: Core, file: string, options: Options): Promise<number> {
  const wat = readFileSync(file, 'utf8');
  const answer = /\(func \(export "answer"\)([^\n]*)/.exec(wat)?.[1] ?? '';
  const names = [...answer.matchAll(/\(param \$(\w+) i32\)/g)].map((m) => m[1] ?? '');
  const given = inputsOf(options);
  const unknown = [...given.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`The program has no input “${unknown}”. It takes: ${names.join(', ')}.`);
  const missing = names.find((name) => !given.has(name));
  if (missing !== undefined) throw new UsageError(`The input “${missing}” is missing: add --input ${missing}=VALUE.`);
  const result = await core.runModule(
    wat,
    names.map((name) => given.get(name) ?? ''),
  );
  out(options.json ? JSON.stringify(result) : result.ok ? result.value : result.message);
  return result.ok ? 0 : 1;
}

async function replayRecords(core: Core, id: string | undefined, options: Options): Promise<number> {
  let unequal = 0;
  let n = 0;
  const say = (r: { id: number; equal: boolean; detail: string }): void => {
    n += 1;
    if (!r.equal) unequal += 1;
    if (options.json) out(JSON.stringify(r));
    else if (!r.equal || !options.all) out(`${r.id}: ${r.detail}`);
  };
  if (options.all) for await (const result of core.replayAll()) say(result);
  else {
    const result = await core.replay({ id: recordNumber(id ?? '') });
    if (!result.ok) throw new LedgerError('record', result.error.message);
    say(result.value);
  }
  err(`${n} replayed, ${unequal} not equal`);
  return unequal ? 1 : 0;
}

function importRates(core: Core, file: string, options: Options): Promise<number> {
  const done = core.importRatesFile(file);
  out(options.json ? JSON.stringify(done) : `${done.rates} rates of ${done.days} days, ${done.from} to ${done.to}`);
  return Promise.resolve(0);
}

async function history(core: Core, options: Options): Promise<number> {
  const result = await core.history({ search: options.search, limit: 500 });
  if (!result.ok) throw new LedgerError('record', result.error.message);
  for (const card of result.value)
    out(
      options.json
        ? JSON.stringify(card)
        : `${card.id}\t${card.time}\t${card.display || card.status}\t${card.question}`,
    );
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const usage = error instanceof UsageError;
    const known =
      usage ||
      error instanceof LedgerError ||
      error instanceof RatesError ||
      error instanceof EvidenceError ||
      (error as NodeJS.ErrnoException).code === 'ENOENT';
    err(known ? (error as Error).message : `Something went wrong: ${(error as Error).message}`);
    if (usage) err(USAGE);
    process.exit(usage ? 2 : 1);
  },
);
