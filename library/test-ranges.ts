/** Realistic inputs for the property tests, as decimal strings by argument name. */
import Decimal from 'decimal.js';
import fc from 'fast-check';
import type { LibraryFunction } from './index.ts';
import { at, Decimal34, FITS, times, upTo, type Fit, type Inputs } from './test-fits.ts';
import { LISTS } from './test-lists.ts';

const scaled = (min: number, max: number, places: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((n) => new Decimal(n).div(10 ** places).toFixed());
const whole = (min: number, max: number): fc.Arbitrary<string> => scaled(min, max, 0);
const listOf = (entry: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(entry, { minLength: 1, maxLength: 8 }).map((entries) => `[${entries.join(', ')}]`);
const perYear = fc.constantFrom('1', '2', '4', '12');

const BY_TYPE: Readonly<Record<string, fc.Arbitrary<string>>> = {
  amount: scaled(1, 1_000_000_000, 2),
  rate: fc.oneof({ weight: 9, arbitrary: scaled(1, 3000, 4) }, { weight: 1, arbitrary: fc.constant('0') }),
  number: scaled(50, 300, 2),
  count: whole(1, 100),
  years: whole(1, 30),
  periods: whole(1, 60),
  days: whole(0, 730),
  date: whole(-30_000, 60_000),
  flows: listOf(scaled(-100_000, 1_000_000, 2)),
  numbers: listOf(whole(0, 20)),
};
const BY_NAME: Readonly<Record<string, fc.Arbitrary<string>>> = {
  fx_rate: scaled(1, 2_000_000, 4),
  basis: fc.constantFrom('360', '365'),
  periods_per_year: perYear,
  payments_per_year: perYear,
  deposits_per_year: perYear,
  coupons_per_year: perYear,
  timing: fc.constantFrom('0', '1'),
  method: fc.constantFrom('0', '1'),
  mode: fc.constantFrom('0', '1', '2', '3', '4', '5', '6'),
  convention: fc.constantFrom('1', '2', '3', '4'),
  first: scaled(-3000, 3000, 4),
  second: scaled(-3000, 3000, 4),
};

const yearOfLife = (v: Inputs): Inputs => ({
  ...v,
  year: new Decimal(upTo(at(v, 'year'), new Decimal(at(v, 'life')).minus(1))).plus(1).toFixed(),
});
const coveredPrice = (v: Inputs): Inputs => ({
  ...v,
  price: new Decimal(at(v, 'variable_cost')).times('1.5').plus('0.01').toFixed(),
});

/** Makes inputs that fit each other, where independent ones would mostly have no answer; `k` is 1 … 400. */
const FITTED: Readonly<Record<string, Fit>> = {
  ...FITS,
  ...LISTS,
  loan_balance: (v, k) => ({
    ...v,
    payments_made: upTo(String(k), new Decimal(at(v, 'payments_per_year')).times(at(v, 'term'))),
  }),
  loan_term: (v, k) => ({
    ...v,
    payment: times(at(v, 'principal'), new Decimal(at(v, 'annual_rate')).div(at(v, 'payments_per_year')).plus(1 / k)),
  }),
  savings_term: (v, k) => ({ ...v, target: times(at(v, 'deposit'), k) }),
  compound_rate: (v, k) => ({ ...v, amount: times(at(v, 'principal'), k / 20) }),
  compound_term: (v, k) => ({
    ...v,
    amount: times(at(v, 'principal'), 1 + k / 20),
    annual_rate: new Decimal(at(v, 'annual_rate')).plus('0.005').toFixed(),
  }),
  cagr: (v, k) => ({ ...v, end_value: times(at(v, 'begin_value'), k / 20) }),
  growing_perpetuity: (v) => ({ ...v, growth_rate: new Decimal(at(v, 'annual_rate')).div(2).toFixed() }),
  break_even_units: coveredPrice,
  target_units: coveredPrice,
  double_declining: yearOfLife,
  sum_of_years: yearOfLife,
  units_of_production: (v) => ({ ...v, units: upTo(at(v, 'units'), at(v, 'total_units')) }),
};

/** Terms in whole periods for payment plans (as months over 12, rounded to 34 digits, where they are monthly), else in quarters of a year. */
function withTerm(v: Inputs, k: number): Inputs {
  if (v['term'] === undefined) return v;
  const plan = v['payments_per_year'] ?? v['deposits_per_year'] ?? v['coupons_per_year'];
  if (!plan) return { ...v, term: new Decimal(k).div(4).toFixed() };
  return plan === '12' ? { ...v, term: new Decimal34(k).div(12).toFixed() } : v;
}

/** Inputs of one function. */
export function inputsOf(fn: LibraryFunction): fc.Arbitrary<Inputs> {
  const types = new Map(fn.params.map((p) => [p.name, p.type]));
  const arbitrary = (name: string): fc.Arbitrary<string> => {
    const found = BY_NAME[name] ?? BY_TYPE[types.get(name) ?? ''];
    if (!found) throw new Error(`no range for ${fn.name}.${name}`);
    return found;
  };
  const fields = Object.fromEntries(fn.arguments.map((name) => [name, arbitrary(name)]));
  const fit = FITTED[fn.name] ?? ((v: Inputs) => v);
  const k = fc.integer({ min: 1, max: 400 });
  return fc.tuple(fc.record(fields), k, k).map(([v, term, other]) => fit(withTerm(v, term), other));
}
