import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore, type Core } from './app.ts';
import type { Card } from './contract.ts';

const data = mkdtempSync(join(tmpdir(), 'watledger-calc-'));
let core: Core;
beforeAll(async () => {
  core = await openCore({ data, model: null });
});
afterAll(async () => {
  await core.close();
  rmSync(data, { recursive: true, force: true });
});

async function calc(formula: string, inputs: Record<string, string> = {}): Promise<Card> {
  const result = await core.ask({ conversation: 'c', question: `= ${formula}`, inputs }, () => undefined);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('a typed formula', () => {
  it.each([
    [
      'principal * (1 + rate/12)^(12*years)',
      { principal: '10000', rate: '5%', years: '3' },
      '11614.72231333468300531497348823617',
    ],
    ['loan_payment(p, r, 12, 30)', { p: '$250,000', r: '6.5 %' }, '1580.170058732409330114579190596618'],
    ['123456789012345678901.5 * 2', {}, '246913578024691357803'],
    ['0.1 + 0.2', {}, '0.3'],
    ['1e-7 * 3', {}, '0.0000003'],
    ['sqrt(2)', {}, '1.414213562373095048801688724209698'],
    ['ln(exp(2))', {}, '2'],
    ['-2^2', {}, '-4'],
    ['min(3, max(1, 2)) + round_up(1.2)', {}, '4'],
  ])('%s', async (formula, inputs, value) => {
    const card = await calc(formula, inputs);
    expect(card).toMatchObject({ status: 'answered', value, confidence: 'sure' });
    expect(card.formula).toContain('<math');
    expect(await core.replay({ id: card.id })).toMatchObject({ ok: true, value: { equal: true } });
  });

  it('agrees with decimal.js on sums and products', async () => {
    const amount = fc.integer({ min: -1e9, max: 1e9 }).map((n) => new Decimal(n).div(1000).toFixed());
    await fc.assert(
      fc.asyncProperty(amount, amount, amount, async (a, b, c) => {
        const { value } = await calc(`a * b - (c + ${a.replace('-', '')}) * 3`, { a, b, c });
        const expected = new Decimal(a).times(b).minus(new Decimal(c).plus(new Decimal(a).abs()).times(3));
        expect(new Decimal(value ?? NaN).eq(expected)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('asks for an input, and the typed value completes it', async () => {
    const asked = await calc('price * quantity', { price: '12.50' });
    expect(asked).toMatchObject({ status: 'asked', asks: [{ name: 'quantity' }] });
    const completes = { id: asked.id, answers: { quantity: '4' } };
    const done = await core.ask({ conversation: 'c', question: 'quantity: 4', completes }, () => undefined);
    expect(done).toMatchObject({ ok: true, value: { status: 'answered', value: '50' } });
  });

  it.each([
    ['a +', 'failed', 'ends too early, at character 4'],
    ['1 / 0', 'declined', 'divide by zero'],
    ['a + 1', 'asked', 'cannot be read as a number'],
  ])('%s: %s, with the reason', async (formula, status, reason) => {
    const card = await calc(formula, { a: 'seven apples and 3 pears' });
    expect([card.status, card.sentence]).toEqual([status, expect.stringContaining(reason)]);
  });
});
