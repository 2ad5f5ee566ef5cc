/**
 * Measures a model on the held-out questions by the product's own path, and how far its confidence can be trusted.
 * Run: npm run measure -- [MODEL.gguf] [--wrong]     (--wrong lists what went wrong)
 */
import { readdirSync, readFileSync } from 'node:fs';
import { library } from '../../library/index.ts';
import { choose, type Settled } from '../../core/choose.ts';
import { decode } from '../../core/model/decode.ts';
import { Model } from '../../core/model/model.ts';
import { assemble, holesOf } from '../../core/program/assemble.ts';
import { allTokens, arities, toTokens } from '../../core/program/dialect.ts';
import { Sandbox } from '../../core/sandbox/supervisor.ts';
import type { Services } from '../../core/services.ts';
import { checkingRate } from './checking-rate.ts';
import { readWritten, type Example } from './written.ts';

const here = (path: string): string => new URL(path, import.meta.url).pathname;
const names = arities(library.values());
const [file = here('../default.gguf')] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const showWrong = process.argv.includes('--wrong');

const sandbox = new Sandbox({ deadlineMs: 5000 });
const model = await Model.load(file, allTokens(names), new Set(library.keys()));
const services = {
  model,
  library,
  names,
  rate: checkingRate,
  run: (wat: string, args: string[]) => sandbox.run({ wat, args }),
} as unknown as Services;

/** What the label comes to: a value, an ask or a decline, in the same words as `came`. */
async function wanted(example: Example): Promise<string> {
  if (example.said.kind === 'decline') return 'decline';
  const holes = holesOf(example.said.body, library);
  if (holes.length) return `ask ${holes.map(({ param }) => param.name).join(' ')}`;
  const figures = new Map(example.figures.map((f) => [f.marker, f]));
  const { wat, args } = assemble(example.said.body, {
    figures,
    library,
    question: example.text,
    rate: checkingRate,
  });
  const result = await sandbox.run({ wat, args });
  return result.ok ? `= ${round(result.value)}` : `trap ${result.trap}`;
}
/** Ways to the same value may differ in the last digits. */
const round = (value: string): string => Number(value).toPrecision(12);

function came(settled: Settled): string {
  switch (settled.kind) {
    case 'answer':
      return `= ${round(settled.value)}`;
    case 'asks':
      return `ask ${settled.asks.map((a) => a.name).join(' ')}`;
    case 'trap':
    case 'decline':
      return 'decline';
    case 'nothing':
      return 'nothing';
  }
}

interface Outcome {
  kind: string;
  answered: boolean;
  right: boolean;
  support: number;
  doubtful: boolean;
}
const outcomes: Outcome[] = [];
for (const name of readdirSync(here('questions/held-out')).sort()) {
  for (const line of readFileSync(here(`questions/held-out/${name}`), 'utf8')
    .split('\n')
    .filter(Boolean)) {
    const example = readWritten(JSON.parse(line) as { q: string; p: string }, names);
    if (typeof example === 'string') continue;
    const signal = new AbortController().signal;
    const candidates = await decode(model, example.masked, {
      library,
      names,
      figures: example.figures,
      candidates: 4,
      enough: 0.9,
      signal,
      onToken: () => undefined,
    });
    const settled = await choose(candidates, example.text, example.figures, services, signal, () => undefined);
    const want = await wanted(example);
    const got = came(settled);
    const kind = want.startsWith('=') ? 'answer' : (want.split(' ')[0] ?? '');
    const support = settled.kind === 'answer' ? settled.support : 0;
    const answered = settled.kind === 'answer';
    outcomes.push({ kind, answered, right: want === got, support, doubtful: answered && settled.doubts.length > 0 });
    if (showWrong && want !== got) {
      console.log(`${support.toFixed(2)} ${example.text}`);
      console.log(`     want ${want.padEnd(24)} ${toTokens(example.said).join(' ')}`);
      console.log(`     got  ${got.padEnd(24)} ${candidates[0]?.tokens.join(' ') ?? ''}`);
    }
  }
}
sandbox.close();
await model.close();

const share = (part: number, whole: number): string =>
  `${part} of ${whole} (${((100 * part) / (whole || 1)).toFixed(1)} %)`;
for (const kind of new Set(outcomes.map((o) => o.kind))) {
  const of = outcomes.filter((o) => o.kind === kind);
  console.log(`${kind.padEnd(8)} right ${share(of.filter((o) => o.right).length, of.length)}`);
}
const answered = outcomes.filter((o) => o.answered);
console.log('support      answers   right');
for (let low = 0; low < 1; low += 0.1) {
  const of = answered.filter((o) => o.support >= low && (o.support < low + 0.1 || low > 0.85));
  console.log(`${low.toFixed(1)} – ${(low + 0.1).toFixed(1)}    ${share(of.filter((o) => o.right).length, of.length)}`);
}
for (const doubtful of [false, true]) {
  const some = answered.filter((o) => o.doubtful === doubtful);
  console.log(`${doubtful ? 'with' : 'without'} a doubt: ${some.length}; sure from, sure, right, wrong`);
  for (const sure of [0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98]) {
    const of = some.filter((o) => o.support >= sure);
    console.log([sure, of.length, of.filter((o) => o.right).length, of.filter((o) => !o.right).length].join('\t'));
  }
}
