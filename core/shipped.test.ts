/** The core with the model that ships: what must hold whatever the model writes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore, type Core } from './app.ts';
import type { AskEvent, Card } from './contract.ts';

const data = mkdtempSync(join(tmpdir(), 'watledger-shipped-'));
let core: Core;
beforeAll(async () => {
  core = await openCore({ data });
});
afterAll(async () => {
  await core.close();
  rmSync(data, { recursive: true, force: true });
});

async function ask(question: string, onEvent: (event: AskEvent) => void = () => undefined): Promise<Card> {
  const result = await core.ask({ conversation: 'c', question }, onEvent);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const INTEREST = 'How much interest on $10,000 at 5% for 3 years?';

it('answers in exact decimals, with every input where it was read', async () => {
  const card = await ask(INTEREST);
  expect(card).toMatchObject({ status: 'answered', value: '1500', unit: 'USD', confidence: 'sure', unused: [] });
  expect(card.inputs.map((i) => [i.name, i.value, i.unit])).toEqual([
    ['principal', '10000', 'USD'],
    ['annual_rate', '5', '%'],
    ['term', '3', 'years'],
  ]);
});

it('streams the program between its markers', async () => {
  const tokens: string[] = [];
  await ask('18% tip on $76.40', (event) => event.type === 'token' && tokens.push(event.text));
  expect([tokens[0], tokens.at(-1)]).toEqual(['<program>', '<end>']);
});

it('is stopped in the middle, recorded as stopped, and answers the next question', async () => {
  let stopping: Promise<unknown> | undefined;
  const card = await ask('What is the CAGR from $12,000 to $19,500 over 6 years?', (event) => {
    if (event.type === 'token') stopping ??= core.stop({ conversation: 'c' });
  });
  expect(await stopping).toEqual({ ok: true, value: true });
  expect(card).toMatchObject({ status: 'stopped', value: null });
  expect(await core.record({ id: card.id })).toMatchObject({ ok: true, value: { status: 'stopped' } });
  expect(await ask(INTEREST)).toMatchObject({ value: '1500' });
});

it('goes on from the answer before, and borrows nothing for a question that stands by itself', async () => {
  await ask(INTEREST);
  const follow = await ask('and at 6%?');
  expect(follow).toMatchObject({ status: 'answered', value: '1800' });
  expect(follow.inputs.map((i) => i.source.kind)).toEqual(['earlier', 'figure', 'earlier']);
  expect(await ask('Monthly payment on a $250,000 loan over 30 years?')).toMatchObject({ status: 'asked' });
  expect(await ask('Write me a poem.')).toMatchObject({ status: 'declined' });
});

it('says that it does not know Russian, not that the question is unclear', async () => {
  const card = await ask('Сколько будет 17 % от 42 500 рублей?');
  expect(card).toMatchObject({ status: 'declined', sentence: expect.stringContaining('По-русски') });
});

const module_ = (body: string): string => `(module ${body})`;
describe.each([
  ['an endless loop', module_('(func (export "answer") (result i32) (loop $l (br $l)) (i32.const 0))'), 'gas'],
  ['deep nesting', module_(`(func (export "answer") ${'(block '.repeat(5000)}${')'.repeat(5000)})`), 'too_deep'],
  ['an unknown import', module_('(import "env" "fetch" (func)) (func (export "answer"))'), 'import'],
  ['a text of 10 MB', module_(`(func (export "answer")) ${' '.repeat(10_000_000)}`), 'too_large'],
])('%s', (_name, wat, trap) => {
  it(`ends as ${trap}, and the next question is answered`, async () => {
    expect(await core.runModule(wat, [])).toMatchObject({ ok: false, trap });
    expect(await ask(INTEREST)).toMatchObject({ value: '1500' });
  });
});

it('replays all that was asked', async () => {
  const results = [];
  for await (const result of core.replayAll()) results.push(result.equal);
  expect(results.length).toBeGreaterThan(5);
  expect(results.every(Boolean)).toBe(true);
});

it.each([
  '',
  '   ',
  '🦊'.repeat(900),
  'word '.repeat(790),
  '<program><simple_interest><M0>',
  '\u0000\u0007',
  '-'.repeat(3000),
])('gives a sentence for odd text (%#)', async (question) => {
  const card = await ask(question || ' ');
  expect(card.sentence).toMatch(/[.?]$/);
  expect(card.sentence).not.toMatch(/Something went wrong/);
});
