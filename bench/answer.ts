/** What an answer costs: the program's way beside a trivial program's, and Stop beside a whole answer. Run: npm run bench -- answer */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCore } from '../core/app.ts';
import { readFigures } from '../core/question/read.ts';
import { assemble } from '../core/program/assemble.ts';
import { unitOf } from '../core/program/check.ts';
import { arities, fromTokens } from '../core/program/dialect.ts';
import { Sandbox } from '../core/sandbox/supervisor.ts';
import { library } from '../library/index.ts';
import { measure, report } from './measure.ts';

const QUESTION = 'What is the monthly payment on a $250,000 loan at 6.5% over 30 years?';
const TOKENS = ['<loan_payment>', '<M0>', '<P0>', '<12>', '<T0>'];

async function program(): Promise<void> {
  const figures = new Map(readFigures(QUESTION).map((f) => [f.marker, f]));
  const scope = { figures, library, question: QUESTION, rate: () => null };
  const said = fromTokens(TOKENS, arities(library.values()));
  if (said?.kind !== 'program') throw new Error('not a program');
  const sandbox = new Sandbox();
  const trivial = { wat: '(module (func (export "answer") (param i32) (result i32) (local.get 0)))', args: ['1'] };
  const whole = await measure('check, link, compile and run a loan payment', async () => {
    unitOf(said.body, scope);
    const { wat, args } = assemble(said.body, scope);
    const result = await sandbox.run({ wat, args });
    if (!result.ok) throw new Error(result.trap);
  });
  report('A program, warm', await measure('a module that gives back its input', () => sandbox.run(trivial)), [whole]);
  sandbox.close();
}

/** Another beginning, so that the model cannot reuse what it has read. Figures would be masked to the same text. */
const word = (): string => String.fromCharCode(...Array.from({ length: 8 }, () => 97 + Math.floor(Math.random() * 26)));

async function stop(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'watledger-bench-'));
  const core = await openCore({ data });
  const long = `My cousin told me a long story. ${'There was a house, and a garden, and a loan that nobody understood. '.repeat(30)}${QUESTION}`;
  const ask = async (question: string, after: number | null): Promise<number> => {
    let stopped = NaN;
    const answer = core.ask({ conversation: 'bench', question }, () => undefined);
    if (after !== null)
      setTimeout(() => {
        stopped = performance.now();
        void core.stop({ conversation: 'bench' });
      }, after);
    await answer;
    return performance.now() - stopped;
  };
  const answer = await measure('a short question, asked again', () => ask(QUESTION, null), 11, 1);
  const reading = await measure('a question of 2 kB, answered', () => ask(`${word()} ${long}`, null), 5, 0);
  const times: number[] = [];
  for (let i = 0; i < 21; i++) times.push(await ask(`${word()} ${long}`, 10 + 5 * i));
  times.sort((a, b) => a - b);
  report('Stop', answer, [
    reading,
    { name: 'from Stop to the record, median of 21', ms: times[10] ?? NaN },
    { name: 'from Stop to the record, longest of 21', ms: times[20] ?? NaN },
  ]);
  await core.close();
  rmSync(data, { recursive: true, force: true });
}

export default async function answer(): Promise<void> {
  await program();
  await stop();
}
