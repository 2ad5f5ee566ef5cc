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
    ['round(2.345, 2)', {}, '2.35'],
    ['round_half_even(2.345, 2)', {}, '2.34'],
    ['round(1234.5, -2) + round(-2.5, 0)', {}, '1197'],
    ['min(3, max(1, 2)) + round_up(1.2)', {}, '4'],
    ['npv(10%, [-1000, 500, 700])', {}, '30.05259203606311044327573253193091'],
    ['npv_first_now(rate, [-1000, 2 * half, 50% * 1400]) + 0', { rate: '0', half: '250' }, '200'],
    ['irr(flows)', { flows: '-1000, 600, 550' }, '0.1'],
    ['round_to(irr(flows), 28, 0)', { flows: '-$100, $60 and $60' }, '0.1306623862918074852584262745'],
    [
      'round_to(xirr(flows, days), 28, 0)',
      { flows: '[-10000, 2750, 4250, 3250, 2750]', days: '2008-01-01, 2008-03-01, 2008-10-30, 2009-02-15, 2009-04-01' },
      '0.3733625335188315103084554119',
    ],
    ['time_weighted_return(returns)', { returns: '5%; 10 %' }, '0.155'],
    ['fifo_inventory([300, 100, 200, 200], costs, 450)', { costs: '20.00, 20.20, 20.70, 21.00' }, '7305'],
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

  it('asks for a list, says how one is written, and keeps what was given', async () => {
    const asked = await calc('npv(rate, flows)', { rate: '8%', flows: '100,200,300' });
    expect(asked).toMatchObject({ status: 'asked', asks: [{ name: 'flows', type: 'list' }] });
    expect(asked.sentence).toContain('“100,200,300” cannot be read as a list');
    const completes = { id: asked.id, answers: { flows: '100, 200, 300' } };
    const done = await core.ask({ conversation: 'c', question: 'flows: 100, 200, 300', completes }, () => undefined);
    expect(done).toMatchObject({
      ok: true,
      value: { status: 'answered', value: '502.2100289590001524157902758725805' },
    });
    const inputs = done.ok ? done.value.inputs : [];
    expect(inputs.map(({ value, display }) => [value, display])).toEqual([
      ['8', '8 %'],
      ['[100, 200, 300]', '100; 200; 300'],
    ]);
    const dated = await calc('xnpv(0, f, d)', { f: '-1,000 EUR; 1,200.50 EUR', d: '2026-01-01; 2026-12-31' });
    expect(dated.inputs.map(({ value, unit, display }) => [value, unit, display])).toEqual([
      ['[-1000, 1200.5]', 'EUR', '-1,000; 1,200.5 EUR'],
      ['[20454, 20818]', '', '2026-01-01; 2026-12-31'],
    ]);
  });

  it.each([
    ['irr([-100, 230, -132])', 'declined', 'More than one rate fits'],
    ['irr([100, 200])', 'declined', 'never happens'],
    ['irr(5)', 'failed', 'irr takes a list here'],
    ['npv([1, 2], 3)', 'failed', 'only be an input of a function that takes lists'],
    ['a +', 'failed', 'ends too early, at character 4'],
    ['1 / 0', 'declined', 'divide by zero'],
    ['a + 1', 'asked', 'cannot be read as a number'],
  ])('%s: %s, with the reason', async (formula, status, reason) => {
    const card = await calc(formula, { a: 'seven apples and 3 pears' });
    expect([card.status, card.sentence]).toEqual([status, expect.stringContaining(reason)]);
  });
});
