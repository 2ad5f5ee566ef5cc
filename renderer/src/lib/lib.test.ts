import { describe, expect, it } from 'vitest';
import type { Card } from '../../../core/contract.ts';
import { base64 } from './base64.ts';
import { byDay, dayName } from './days.ts';
import { apart } from './display.ts';
import { lines } from './lines.ts';
import { quote } from './quote.ts';
import { cardText } from './text.ts';

const card: Card = {
  id: 7,
  conversation: 'c',
  time: '2026-11-24T10:00:00.000Z',
  status: 'answered',
  question: 'What is 20% of 50?',
  value: '10',
  unit: '',
  display: '10',
  sentence: 'It is 10.',
  confidence: 'unsure',
  inputs: [
    {
      name: 'rate',
      label: 'Rate',
      value: '20',
      unit: '%',
      display: '20 %',
      source: { kind: 'figure', text: '20%', start: 8, end: 11 },
    },
  ],
  unused: ['3'],
  asks: [],
  formula: '',
  wat: '(module)',
  hash: 'ab'.repeat(32),
  model: 'm',
  ms: 1,
};

describe('quote', () => {
  const quoted = (text: string, figure: string): string => {
    const start = text.indexOf(figure);
    const words = quote(text, start, start + figure.length);
    return `${words.before}[${words.figure}]${words.after}`;
  };
  it.each([
    ['I put $15,000 in an account', '$15,000', 'I put [$15,000] in an account'],
    ['I put $15,000 in an account at 4.2% compounded monthly', '4.2%', '…in an account at [4.2%] compounded…'],
    ['It has $10. What is 5% of it? Then 3', '5%', 'What is [5%] of it'],
    ['Сколько набежит на 300 000 ₽ под 14 %?', '14 %', '…на 300 000 ₽ под [14 %]'],
    ['5%', '5%', '[5%]'],
  ])('%s: %s', (text, figure, expected) => expect(quoted(text, figure)).toBe(expected));
});

describe('days', () => {
  const now = new Date(2026, 10, 24, 0, 30);
  it.each([
    [new Date(2026, 10, 24, 0, 10), 'Today'],
    [new Date(2026, 10, 23, 23, 50), 'Yesterday'],
    [new Date(2026, 10, 3), '3 November'],
    [new Date(2025, 10, 3), '3 November 2025'],
  ])('%s is %s', (time, name) => expect(dayName(time.toISOString(), now)).toBe(name));

  it('keep the order of their cards', () => {
    const at = (id: number, day: number): Card => ({ ...card, id, time: new Date(2026, 10, day, 12).toISOString() });
    const days = byDay([at(3, 24), at(2, 24), at(1, 23)], now);
    expect(days.map(({ name, cards }) => [name, cards.map(({ id }) => id)])).toEqual([
      ['Today', [3, 2]],
      ['Yesterday', [1]],
    ]);
  });
});

it.each([
  ['18,498.39 USD', 'USD', '18,498.39', 'USD'],
  ['28.00 %', '%', '28.00', '%'],
  ['$5', 'USD', '$5', ''],
  ['5', 'USD', '5', 'USD'],
  ['7', '', '7', ''],
])('%s in %s stands as %s and %s', (display, unit, figure, small) =>
  expect(apart(display, unit)).toEqual({ figure, unit: small }),
);

it('reads lines wherever the chunks break, inside a letter too', async () => {
  const bytes = new TextEncoder().encode('{"a":"₽"}\n\n{"b":2}\n{"c"');
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const read: string[] = [];
  for await (const line of lines(stream)) read.push(line);
  expect(read).toEqual(['{"a":"₽"}', '{"b":2}', '{"c"']);
});

it('copies everything that an auditor needs', () => {
  const text = cardText(card);
  for (const part of [
    'What is 20% of 50?',
    'Full value: 10',
    'Rate: 20 % (from “20%”',
    'Not used: 3',
    '(module)',
    'SHA-256 abab',
  ])
    expect(text).toContain(part);
  expect(text).toContain('Check the inputs');
});

it('encodes bytes of any length', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
  expect(base64(bytes.buffer)).toBe(Buffer.from(bytes).toString('base64'));
});
