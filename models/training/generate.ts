/**
 * Makes the training data: reads the written questions, runs every label by the product's own path, compares it with a
 * second formula, adds variants and twins, and writes train and held-out files. A label that does not run cannot enter.
 * Held out is what other authors wrote (questions/held-out): nothing of theirs is trained on.
 * Run: npm run data            (writes models/training/data/)
 *      npm run data -- stats   (counts by function and kind, and what was turned away)
 *      npm run data -- --human FILE   (mixes in human-written word problems, see human.ts)
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { library } from '../../library/index.ts';
import { assemble, holesOf } from '../../core/program/assemble.ts';
import { unitOf } from '../../core/program/check.ts';
import { allTokens, arities, fromTokens, toTokens } from '../../core/program/dialect.ts';
import { PRIMITIVES } from '../../core/program/types.ts';
import { Sandbox } from '../../core/sandbox/supervisor.ts';
import { chatter, misspell, missing, seeded, withoutCurrency, type Row } from './augment.ts';
import { initTexts } from './tokens.ts';
import { checkingRate } from './checking-rate.ts';
import { opinion } from './opinion.ts';
import { distinct, fill, phrased, readBlocks } from './phrasing.ts';
import { followUp, standIns } from './followups.ts';
import { readHuman, type HumanRow } from './human.ts';
import { readWritten, type Example } from './written.ts';

const here = (path: string): string => new URL(path, import.meta.url).pathname;
const names = arities(library.values());
const isPrimitive = (token: string): boolean => token.slice(1, -1) in PRIMITIVES;
/** Why a label cannot be used, or null: it must type-check, run, and agree with the second formula and with a known answer. */
async function fault(example: Example, sandbox: Sandbox, known?: number): Promise<string | null> {
  if (example.said.kind === 'decline') return null;
  const scope = {
    figures: new Map(example.figures.map((f) => [f.marker, f])),
    library,
    question: example.text,
    rate: checkingRate,
  };
  try {
    unitOf(example.said.body, scope);
    if (holesOf(example.said.body, library).length) return null;
    const assembled = assemble(example.said.body, scope);
    const result = await sandbox.run({ wat: assembled.wat, args: assembled.args });
    if (!result.ok) return `does not run: ${result.trap}`;
    if (known !== undefined && Math.abs(Number(result.value) - known) > Math.abs(known) * 1e-3)
      return `gives ${result.value}, the answer is ${known}`;
    return opinion(assembled, result.value);
  } catch (error) {
    return (error as Error).message;
  }
}

/** Figures drawn blindly may make no sense together (a payment below the interest): drawn again, up to eight times. */
async function firstSound(draw: () => { q: string; p: string }): Promise<Example | string> {
  let why = '';
  for (let i = 0; i < 8; i++) {
    const line = draw();
    const example = readWritten(line, names);
    const found = typeof example === 'string' ? example : await fault(example, sandbox);
    if (typeof example !== 'string' && found === null) return example;
    why = `${line.q}: ${found}`;
  }
  return why;
}

function write(name: string, rows: Row[]): void {
  writeFileSync(here(`data/${name}`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

const sandbox = new Sandbox({ deadlineMs: 5000 });
const random = seeded(7);
const train: Row[] = [];
const held: Row[] = [];
/** Russian questions go into a file of their own: their words need tokens that the English vocabulary lacks. */
const russian: Row[] = [];
const turnedAway: string[] = [];
const kinds = new Map<string, number>();
const files = readdirSync(here('questions'), { recursive: true }).map(String);
for (const file of files.filter((name) => name.endsWith('.jsonl')).sort()) {
  for (const [i, text] of readFileSync(here(`questions/${file}`), 'utf8')
    .split('\n')
    .entries()) {
    if (!text.trim()) continue;
    const example = readWritten(JSON.parse(text) as { q: string; p: string }, names);
    const why = typeof example === 'string' ? example : await fault(example, sandbox);
    if (typeof example === 'string' || why !== null) {
      turnedAway.push(`${file}:${i + 1}: ${why}`);
      continue;
    }
    const row = { prompt: example.masked, target: toTokens(example.said) };
    (file.startsWith('held-out') ? held : file.startsWith('ru') ? russian : train).push(row);
    const kind = row.target.includes('<?>') ? 'asks' : (row.target[0] ?? '');
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
}

let grammar: Row[] = [];
for (const file of readdirSync(here('phrasing')).sort()) {
  for (const { wording, program } of phrased(readBlocks(readFileSync(here(`phrasing/${file}`), 'utf8')), 8, random)) {
    const made = await firstSound(() => fill(wording, program, random));
    if (typeof made === 'string') turnedAway.push(`${file}: ${made}`);
    else grammar.push({ prompt: made.masked, target: toTokens(made.said) });
  }
}
grammar = distinct(grammar);

let human = 0;
let unusable = 0;
const humanFile = process.argv[process.argv.indexOf('--human') + 1];
if (process.argv.includes('--human') && humanFile) {
  for (const text of readFileSync(humanFile, 'utf8').split('\n').filter(Boolean)) {
    const row = JSON.parse(text) as HumanRow;
    const example = readHuman(row);
    const why = typeof example === 'string' ? example : await fault(example, sandbox, row.answer);
    if (typeof example === 'string' || why !== null) unusable++;
    else {
      human++;
      train.push({ prompt: example.masked, target: toTokens(example.said) });
    }
    if (why !== null && process.argv.includes('stats'))
      console.log('human', why, row.prefix, '|', row.question.slice(0, 100));
  }
}

const written = train.slice(0, train.length - human);
const variants = written.map((row) => {
  if (random() < 0.4) return misspell(row, random, 0.2);
  const plain = random() < 0.35 ? (withoutCurrency(row) ?? row) : row;
  return misspell(random() < 0.5 ? chatter(plain, random) : plain, random, 0.06);
});
const twins = written.flatMap((row) => (random() < 0.45 ? (missing(row, random, isPrimitive) ?? []) : []));

const russianTwins = russian.flatMap((row) => (random() < 0.3 ? (missing(row, random, isPrimitive) ?? []) : []));
const followUps: Row[] = [];
for (const row of [...written, ...grammar]) {
  const first = random() < 0.36 ? followUp(row, random) : null;
  const made = first && random() < 0.2 ? (followUp(first, random) ?? first) : first;
  const said = made && fromTokens(made.target, names);
  if (!made || !said) continue;
  const example = { text: made.prompt, masked: made.prompt, figures: standIns(made.prompt), said };
  if ((await fault(example, sandbox)) === null) followUps.push(made);
}
sandbox.close();
const spoilt = grammar
  .filter(() => random() < 0.5)
  .map((row) => misspell(random() < 0.3 ? chatter(row, random) : row, random, 0.08));

if (process.argv.includes('stats')) {
  for (const [kind, count] of [...kinds].sort((a, b) => b[1] - a[1])) console.log(String(count).padStart(6), kind);
  for (const line of turnedAway) console.log('turned away', line);
}
mkdirSync(here('data'), { recursive: true });
write('train.jsonl', [...train, ...variants, ...twins, ...followUps, ...grammar, ...spoilt]);
write('held-out.jsonl', held);
write('train-ru.jsonl', [...russian, ...russian.map((row) => misspell(row, random, 0.06)), ...russianTwins]);
const tokens = allTokens(names);
writeFileSync(here('data/tokens.json'), JSON.stringify({ tokens, init: initTexts(tokens) }));
console.log(
  `${written.length} written, ${grammar.length + spoilt.length} from the phrasing grammar, ${human} human word problems (${unusable} cannot be carried over), ${variants.length} variants, ${twins.length} twins, ${followUps.length} follow-ups, ${held.length} held out, ${russian.length} Russian, ${turnedAway.length} turned away`,
);
