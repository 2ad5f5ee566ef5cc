/** Inputs that fit each other, where independent ones would mostly have no answer; `k` is 1 … 400. */
import Decimal from 'decimal.js';

export type Inputs = Record<string, string>;
export type Fit = (v: Inputs, k: number) => Inputs;

export const Decimal34 = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN });

export const at = (inputs: Inputs, name: string): string => inputs[name] ?? '0';
export const times = (a: string, b: Decimal.Value): string => new Decimal(a).times(b).toFixed(2, Decimal.ROUND_UP);
export const upTo = (n: string, limit: Decimal.Value): string =>
  new Decimal(n).mod(new Decimal(limit).plus(1)).toFixed();

const num = (v: Inputs, name: string): Decimal => new Decimal34(at(v, name));
/** 1 … limit. */
const oneTo = (n: string | number, limit: Decimal.Value): string =>
  new Decimal(n).abs().ceil().mod(new Decimal(limit).floor()).plus(1).toFixed();
/** Puts the values of these inputs in order. */
const sorted =
  (...names: string[]): Fit =>
  (v) => {
    const values = names.map((name) => at(v, name)).sort((a, b) => new Decimal(a).cmp(b));
    return { ...v, ...Object.fromEntries(names.map((name, i) => [name, values[i] ?? '0'])) };
  };
const all =
  (...fits: Fit[]): Fit =>
  (v, k) =>
    fits.reduce((now, fit) => fit(now, k), v);
/** A share of `of`, up to `most`. */
const share =
  (name: string, of: string, most: number): Fit =>
  (v, k) => ({ ...v, [name]: new Decimal34(times(at(v, of), (most * k) / 400)).toFixed() });
const part =
  (name: string, most = 1): Fit =>
  (v, k) => ({ ...v, [name]: new Decimal(most).times(k).div(400).toFixed() });
const within =
  (name: string, limit: string): Fit =>
  (v) => ({ ...v, [name]: oneTo(at(v, name), at(v, limit)) });
const set =
  (name: string, value: (v: Inputs, k: number) => Decimal.Value): Fit =>
  (v, k) => ({ ...v, [name]: new Decimal34(value(v, k)).toFixed() });
const payments = (v: Inputs): Decimal => num(v, 'payments_per_year').times(num(v, 'term')).toDecimalPlaces(20);
/** Each of so many possibilities in turn. */
const choose =
  (name: string, options: readonly number[]): Fit =>
  (v, k) => ({ ...v, [name]: String(options[k % options.length]) });
const planTotal = (v: Inputs): Decimal => num(v, 'start').plus(num(v, 'deposit').times(num(v, 'periods')));

const rows = all(
  set('first', (_, k) => k),
  within('first', 'periods'),
  within('last', 'periods'),
  sorted('first', 'last'),
);
const salvage = sorted('salvage', 'cost');
const days = all(sorted('start', 'end'));
const coupons: Fit = (v, k) => {
  const fitted = sorted('settlement', 'maturity')(v, k);
  return fitted['settlement'] === fitted['maturity']
    ? { ...fitted, maturity: num(fitted, 'maturity').plus(1).toFixed() }
    : fitted;
};
const period = all(
  set('days_in_period', (_, k) => 180 + (k % 5)),
  set('days_accrued', (v) => upTo(at(v, 'days_accrued'), 179)),
);

/** Fit by function name. */
export const FITS: Readonly<Record<string, Fit>> = {
  trade_credit_cost: all(
    part('discount', 0.9),
    set('net_days', (v, k) => num(v, 'discount_days').plus(k)),
  ),
  trade_credit_effective_cost: all(
    part('discount', 0.2),
    set('net_days', (v, k) => num(v, 'discount_days').plus(k)),
  ),
  bond_equivalent_yield: set('days', (v) => oneTo(at(v, 'days'), 366)),
  round_to: all(
    set('number', (v, k) => num(v, 'number').times(k % 2 ? 1 : -1)),
    set('places', (v) => upTo(at(v, 'places'), 3)),
  ),
  round_to_multiple: all(
    choose('increment', [0.05, 0.1, 0.5, 1, 5]),
    set('amount', (v, k) => num(v, 'amount').times(k % 2 ? 1 : -1)),
  ),
  dated_future_value: sorted('start', 'cash_date', 'end'),

  savings_plan_periods: set('target', (v, k) => num(v, 'start').plus(num(v, 'deposit').times(k).div(7))),
  savings_plan_rate: set('target', (v, k) =>
    planTotal(v)
      .times(k + 80)
      .div(200)
      .toFixed(2),
  ),
  annuity_rate: (v, k) => {
    const total = num(v, 'payment').times(num(v, 'periods')).plus(num(v, 'balloon'));
    return {
      ...v,
      present: total
        .times(k + 20)
        .div(300)
        .toFixed(2, Decimal.ROUND_UP),
    };
  },
  loan_interest_part: set('payment_number', (v, k) => oneTo(k, payments(v))),
  loan_principal_part: set('payment_number', (v, k) => oneTo(k, payments(v))),
  payment_interest_part: all(share('balloon', 'principal', 0.8), within('payment_number', 'periods')),
  payment_principal_part: all(share('balloon', 'principal', 0.8), within('payment_number', 'periods')),
  cumulative_interest: rows,
  cumulative_principal: rows,
  equal_principal_interest: within('payment_number', 'periods'),
  equal_principal_payment: within('payment_number', 'periods'),
  last_payment: set('payment', (v, k) => times(at(v, 'principal'), num(v, 'rate_per_period').plus(1 / k))),
  graduated_mortgage_payment: all(
    set('term', (_, k) => 1 + (k % 30)),
    set('growth_years', (v) => upTo(at(v, 'growth_years'), Decimal.min(6, at(v, 'term')))),
  ),
  loan_rate: set('payment', (v, k) =>
    num(v, 'principal')
      .div(payments(v))
      .times(k + 60)
      .div(100)
      .toFixed(4),
  ),
  loan_apr: share('fees', 'principal', 0.4),
  points_yield: all(
    part('points', 0.2),
    set('payments_held', (v, k) => oneTo(k, payments(v))),
  ),
  actuarial_value: all(
    set('payments', (v) => num(v, 'payments').plus(1)),
    part('odd_fraction'),
    set('whole_periods', (_, k) => k % 3),
  ),
  actuarial_apr: all(
    set('payments', (v) => num(v, 'payments').plus(1)),
    part('odd_fraction'),
    set('whole_periods', (_, k) => k % 3),
    set('advance', (v, k) => {
      const level = num(v, 'payment').times(num(v, 'payments').minus(2));
      const total = level.plus(num(v, 'first_payment')).plus(num(v, 'last_payment'));
      return total.times(k).div(410).toFixed(2, Decimal.ROUND_UP);
    }),
  ),
  rule_of_78_rebate: set('payments_made', (v) => upTo(at(v, 'payments_made'), at(v, 'payments'))),
  extra_payment_payments_saved: share('extra', 'principal', 0.5),
  extra_payment_interest_saved: all(
    share('extra', 'principal', 0.3),
    set('term', (_, k) => 2 + (k % 29)),
  ),
  refinance_break_even: share('new_payment', 'old_payment', 0.99),

  bond_yield: set('price', (v, k) => times(at(v, 'face'), 0.4 + k / 300)),
  bond_term: (v, k) => {
    const [c, y, m] = [num(v, 'coupon_rate'), num(v, 'annual_yield').plus('0.00005'), num(v, 'coupons_per_year')];
    const left = new Decimal34(1).plus(y.div(m)).pow(m.times(k).div(-20));
    const price = num(v, 'face').times(c.div(y).times(new Decimal34(1).minus(left)).plus(left));
    return { ...v, annual_yield: y.toFixed(), price: price.toFixed() };
  },
  accrued_coupon: period,
  bond_clean_price: period,
  bond_yield_between: all(
    period,
    set('clean_price', (v, k) => times(at(v, 'face'), 0.4 + k / 300)),
  ),
  odd_last_price: period,
  odd_last_yield: all(
    period,
    set('price', (v, k) => times(at(v, 'face'), 0.6 + k / 500)),
  ),
  interest_at_maturity_yield: set('price', (v, k) => times(at(v, 'face'), 0.6 + k / 500)),

  day_number: all(
    set('year', (_, k) => 1800 + k),
    set('month', (v) => num(v, 'month').times(100).mod(12).floor().plus(1)),
    set('day', (v) => num(v, 'day').times(100).mod(31).floor().plus(1)),
  ),
  days_thirty: all(days, (v) => ({
    ...v,
    first_day: oneTo(at(v, 'first_day'), 31),
    last_day: oneTo(at(v, 'last_day'), 31),
  })),
  days_30_360: days,
  days_30e_360: days,
  days_30u_360: days,
  days_30e_360_isda: all(days, (v, k) => (k % 2 ? { ...v, termination: at(v, 'end') } : v)),
  leap_days: days,
  days_no_leap: days,
  year_fraction_isda: days,
  year_fraction_icma: sorted('period_start', 'start', 'end', 'period_end'),
  year_fraction_afb: days,
  year_fraction_excel: all(days, choose('basis', [0, 1, 2, 3, 4]), (v, k) =>
    k % 3 ? v : { ...v, end: num(v, 'start').plus(k).toFixed() },
  ),
  date_add_months: set('months', (_, k) => k - 200),
  coupons_left: coupons,
  days_since_coupon: coupons,
  days_to_coupon: coupons,
  coupon_period_days: coupons,

  sum_of_years_short_first: all(
    set('first_months', (v) => oneTo(at(v, 'first_months'), 12)),
    set('year', (v, k) => oneTo(k, num(v, 'life').plus(1))),
  ),
  fixed_declining_balance: all(
    salvage,
    set('first_months', (v) => oneTo(at(v, 'first_months'), 12)),
    set('year', (v, k) => oneTo(k, num(v, 'life').plus(1))),
  ),
  declining_balance_factor: all(salvage, within('period', 'life')),
  declining_balance_to_date: all(
    salvage,
    set('periods', (v) => upTo(at(v, 'periods'), at(v, 'life'))),
  ),
  variable_declining_balance: all(
    salvage,
    set('first', (_, k) => k),
    within('first', 'life'),
    within('last', 'life'),
    sorted('first', 'last'),
  ),
  french_linear: all(
    salvage,
    part('first_fraction'),
    set('period', (_, k) => k % 9),
    set('rate', (v) => num(v, 'rate').plus('0.01')),
  ),
  french_degressive: all(
    salvage,
    part('first_fraction'),
    set('period', (_, k) => k % 9),
    set('rate', (v) => num(v, 'rate').plus('0.01')),
  ),
  macrs_rate: (v, k) => {
    const long = k % 2 === 0;
    const recovery = (long ? [3, 5, 7, 10, 15, 20] : [3, 5, 7])[k % (long ? 6 : 3)] ?? 5;
    const convention = long ? '0' : at(v, 'convention');
    return { recovery: String(recovery), convention, year: oneTo(at(v, 'year'), recovery + 1) };
  },

  bracket_tax: sorted('lower', 'upper'),
  two_stage_dividend_value: all(
    share('later_growth', 'required_return', 0.9),
    set('required_return', (v) => num(v, 'required_return').plus('0.011')),
  ),
  modified_dietz: part('weight'),
  discounted_payback_years: set('yearly_inflow', (v, k) => times(at(v, 'outlay'), num(v, 'annual_rate').plus(1 / k))),
  contract_revenue: sorted('cost_to_date', 'total_cost'),
  contract_profit: sorted('cost_to_date', 'total_cost'),
  unexpired_part: set('used', (v) => upTo(at(v, 'used'), at(v, 'periods'))),
  provision_unwinding: all(
    set('term', (_, k) => 1 + (k % 30)),
    within('year', 'term'),
  ),
};
