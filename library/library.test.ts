import Decimal from 'decimal.js';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TRAPS } from '../core/program/abi.ts';
import { entriesOf } from '../core/sandbox/limits.ts';
import { library, parts, withCalls } from './index.ts';
import { oracle } from './oracle.ts';
import { Decimal as D50 } from './oracle/number.ts';
import { LibraryTrap, runWat } from './test-host.ts';
import { inputsOf } from './test-ranges.ts';
import { REFUSALS } from './test-refusals.ts';

const functions = [...library.values()];
const texts = [...functions, ...parts.values()];

/** The answer rounded half-up to as many places as were printed. */
const asPrinted = (value: Decimal, printed: string): string =>
  value.toFixed(printed.split('.')[1]?.length ?? 0, Decimal.ROUND_HALF_UP);

describe.each(functions)('$name', (fn) => {
  it.each(fn.examples)('gives $answer ($source)', ({ inputs, answer }) => {
    expect(Object.keys(inputs)).toEqual(fn.arguments);
    expect(asPrinted(runWat(fn.name, inputs), answer)).toBe(answer);
  });

  it('agrees with the oracle to 25 digits', { timeout: 60_000 }, () => {
    const other = oracle[fn.name];
    if (!other) throw new Error('no oracle');
    let answered = 0;
    fc.assert(
      fc.property(inputsOf(fn), (inputs) => {
        const decimals = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, read(value)]));
        const expected = attempt(() => other(decimals), RangeError);
        const actual = attempt(() => runWat(fn.name, inputs), LibraryTrap);
        expect(actual === null).toBe(expected === null);
        if (!actual || !expected) return;
        answered++;
        const error = new D50(actual).minus(expected).abs();
        expect(error.lte(expected.abs().times('1e-25')) || error.lt('1e-45'), `${actual} but oracle ${expected}`).toBe(
          true,
        );
      }),
      { numRuns: 60, seed: 20261124 },
    );
    expect(answered).toBeGreaterThan(40);
  });

  it('is complete: sentence, symbols and calls name what exists', () => {
    const names = fn.params.map((p) => p.name);
    for (const [, slot] of fn.sentence.matchAll(/\{(\w+)\}/g)) expect(['value', ...names]).toContain(slot);
    expect(Object.keys(fn.symbols)).toEqual(fn.arguments);
    for (const symbol of Object.values(fn.symbols)) expect(fn.formula).toContain(symbol);
    expect(withCalls([fn.name]).map((f) => f.name)).toEqual(expect.arrayContaining([fn.name, ...fn.calls]));
  });
});

/** An input as the oracle takes it: a decimal, or a list of them. */
function read(text: string): D50 | D50[] {
  return entriesOf(text)?.map((entry) => new D50(entry)) ?? new D50(text);
}

/** The value, or null for the expected kind of refusal. */
function attempt(run: () => Decimal, refusal: new (...args: never[]) => Error): Decimal | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof refusal) return null;
    throw error;
  }
}

const parse = (text: string): Record<string, string> =>
  Object.fromEntries(text.split(' ').map((pair) => pair.split('=')));

describe('no answer', () => {
  it.each(REFUSALS)('%s: %s', (row, trap) => {
    const [name = '', ...changed] = row.split(' ');
    const inputs = { ...library.get(name)?.examples[0]?.inputs, ...parse(changed.join(' ')) };
    expect(() => runWat(name, inputs)).toThrow(new LibraryTrap(TRAPS[trap]));
  });
});

const EDGES: readonly [string, string, string][] = [
  ['irr', 'flows=[-100,100]', '0'],
  ['irr', 'flows=[0,-100,110,0]', '0.1'],
  ['irr', 'flows=[-100,1000000000]', '9999999'],
  ['irr', 'flows=[-1000000000,1]', '-0.999999999'],
  // Flows of one day are one flow.
  ['xirr', 'flows=[-60,-40,50,60] days=[5,5,370,370]', '0.1'],
  ['xirr', 'flows=[100,-100,-100,110] days=[5,5,5,370]', '0.1'],
  ['npv_first_now', 'rate_per_period=0.1 flows=[-5]', '-5'],
  ['mirr', 'flows=[-100,0] finance_rate=0.1 reinvestment_rate=0.1', '-1'],
  ['payback_periods', 'flows=[-10,20,-30,40]', '0.5'],
  ['discounted_payback_periods', 'rate_per_period=-0.5 flows=[-100,50]', '1'],
  ['profitability_index_of_flows', 'rate_per_period=0.1 flows=[-5]', '0'],
  ['time_weighted_return', 'returns=[-1,0.5]', '-1'],
  ['fifo_cost_of_sales', 'quantities=[0.5,2] unit_costs=[4,1] sold=1', '2.5'],
  ['lifo_inventory', 'quantities=[3] unit_costs=[2] sold=3', '0'],
  ['loan_payment', 'principal=1200 annual_rate=0 payments_per_year=12 term=1', '100'],
  ['loan_balance', 'principal=1200 annual_rate=0.06 payments_per_year=12 term=1 payments_made=12', '0'],
  ['loan_balance', 'principal=1200 annual_rate=0.06 payments_per_year=12 term=1 payments_made=0', '1200'],
  // 24 of 52 weeks as a fraction of a year, rounded to 34 digits: a hair less than 24 payments.
  [
    'loan_balance',
    'principal=1200 annual_rate=0.06 payments_per_year=52 term=0.4615384615384615384615384615384615 payments_made=24',
    '0',
  ],
  ['compound_term', 'principal=5 amount=5 annual_rate=0 periods_per_year=1', '0'],
  ['double_declining', 'cost=900 life=2 year=1', '900'],
  ['double_declining', 'cost=900 life=2 year=2', '0'],
  ['double_declining', 'cost=900 life=1 year=1', '900'],
  ['savings_value', 'deposit=10 annual_rate=0.1 deposits_per_year=1 term=0', '0'],
  ['cagr', 'begin_value=100 end_value=0 term=3', '-1'],
  ['overtime_pay', 'hourly_wage=20 hours=40 regular_hours=40 multiplier=1.5', '800'],
];

describe('edges', () => {
  it.each(EDGES)('%s %s = %s', (name, inputs, answer) => {
    expect(runWat(name, parse(inputs)).toFixed()).toBe(answer);
  });
});

describe('the whole library', () => {
  it('has 279 functions, each with an oracle, and no oracle without a function', () => {
    expect(functions.length).toBe(279);
    expect(Object.keys(oracle).sort()).toEqual([...library.keys()].sort());
  });

  it('uses only plain WAT: no memory, float, global or number other than a constant, a place in a list and the turns of a loop', () => {
    const allowed = new Set([
      'func',
      'param',
      'result',
      'local',
      'local.get',
      'local.set',
      'call',
      'if',
      'then',
      'return',
      'i32.const',
      'i32.eqz',
      // Searches, schedules and lists only; the next test holds every loop to a number of turns that is known before.
      'loop',
      'br_if',
      'i32.sub',
    ]);
    for (const { wat } of texts)
      for (const [, word] of wat.matchAll(/\(([a-z0-9._]+)/g)) expect(allowed).toContain(word);
  });

  it('ends every loop after a number of turns that is known before: a constant, or the length of a list', () => {
    const list = String.raw`\(call \$list_length \(local\.get \$\w+\)\)`;
    const start = new RegExp(
      String.raw`\(local\.set \$turns (?:\(i32\.const \d{1,4}\)|${list}|\(i32\.sub ${list} \(i32\.const 1\)\))\)\s+\(loop \$again\s`,
      'g',
    );
    const end =
      /\(local\.set \$turns \(i32\.sub \(local\.get \$turns\) \(i32\.const 1\)\)\)\s+\(br_if \$again \(local\.get \$turns\)\)\)/g;
    const count = (text: string, what: RegExp): number => [...text.matchAll(what)].length;
    for (const { wat } of texts) {
      const loops = count(wat, /\(loop /g);
      expect([count(wat, start), count(wat, end), count(wat, /\(br_if /g)]).toEqual([loops, loops, loops]);
      expect(count(wat, /\(local\.set \$turns /g)).toBe(2 * loops);
      // No handle is ever computed.
      expect(count(wat, /\(local\.set \$(?!turns )\w+\s+\(i32\.sub/g)).toBe(0);
    }
  });

  it('calls no function in a circle but one part, which has one change of sign less each time', () => {
    const texts = new Map([...parts.values(), ...functions].map(({ name, wat }) => [name, wat]));
    const called = (name: string): string[] =>
      [...(texts.get(name) ?? '').matchAll(/\(call \$(\w+)/g)].flatMap(([, next = '']) =>
        texts.has(next) ? [next] : [],
      );
    const depth = (name: string, seen: readonly string[]): void => {
      expect(seen).not.toContain(name);
      for (const next of called(name)) if (next !== 'roots_of' || name !== next) depth(next, [...seen, name]);
    };
    for (const name of texts.keys()) depth(name, []);
    expect(called('roots_of').filter((name) => name === 'roots_of')).toHaveLength(1);
  });

  it('has no part that nothing calls, none that calls a function, and none with a name of a function', () => {
    const used = new Set(functions.flatMap((fn) => fn.parts.map(({ name }) => name)));
    expect([...used].sort()).toEqual([...parts.keys()].sort());
    for (const { name, wat } of parts.values()) {
      expect(library.has(name)).toBe(false);
      for (const [, next = ''] of wat.matchAll(/\(call \$(\w+)/g)) expect(library.has(next)).toBe(false);
    }
  });

  it('says where every function comes from', () => {
    const text = readFileSync(new URL('./loans.wat', import.meta.url), 'utf8');
    expect(text).toContain('Trap codes');
    for (const fn of functions) expect(fn.source.length).toBeGreaterThan(10);
  });
});
