/** Loans, savings and annuities: every payment is made, every deposit is put in, one period after the other. */
import { by, D, Decimal, invert, refuse, repeat, type Oracle } from './number.ts';

type Values = (name: string) => Decimal;
interface Plan {
  i: Decimal;
  n: number;
}

/** Rate and number of periods; this oracle knows whole numbers of payments only. */
function plan(v: Values, perYear: string): Plan {
  // A term such as 7/12 years comes rounded to 34 digits.
  const n = v(perYear).times(v('term')).toDecimalPlaces(30);
  const i = v(perYear).isZero() ? D(0) : v('annual_rate').div(v(perYear));
  refuse(v(perYear).lte(0) || n.lt(0) || i.lte(-1), 'no such plan');
  if (!n.isInteger()) throw new Error('the oracle simulates whole periods only');
  return { i, n: n.toNumber() };
}

/** Present value of 1 at the end (or start) of each period: the sum of the discounted payments. */
function worth({ i, n }: Plan, start = false): Decimal {
  let [sum, discount] = [D(0), D(1)];
  for (let k = 0; k < n; k++) {
    const next = discount.div(i.plus(1));
    sum = sum.plus(start ? discount : next);
    discount = next;
  }
  return sum;
}

/** Balance of a saver who puts in 1 at the end (or start) of each period. */
function saved({ i, n }: Plan, start = false): Decimal {
  let now = D(0);
  for (let k = 0; k < n; k++) {
    if (start) now = now.plus(1);
    now = now.plus(now.times(i));
    if (!start) now = now.plus(1);
  }
  return now;
}

/** What is owed after `made` payments. */
function owed(principal: Decimal, payment: Decimal, i: Decimal, made: number): Decimal {
  let now = principal;
  for (let k = 0; k < made; k++) now = now.plus(now.times(i)).minus(payment);
  return now;
}

/** Level payment: debt falls by the same for each unit of payment, so two trial payments give the right one. */
function level(principal: Decimal, { i, n }: Plan): Decimal {
  refuse(n === 0, 'no payments');
  const [without, withOne] = [owed(principal, D(0), i, n), owed(principal, D(1), i, n)];
  return without.div(without.minus(withOne));
}

/** Payments until the debt is gone: whole ones by the schedule, the broken rest by search. */
function payments(principal: Decimal, payment: Decimal, i: Decimal): Decimal {
  refuse(principal.lt(0) || payment.lte(0) || i.lte(-1) || principal.times(i).gte(payment), 'never repaid');
  let [now, k] = [principal, 0];
  for (; now.gt(0) && now.times(i.plus(1)).gte(payment); k++) now = now.times(i.plus(1)).minus(payment);
  if (i.isZero()) return now.div(payment).plus(k);
  const left = (x: Decimal): Decimal =>
    now.times(repeat(i.plus(1), x)).minus(payment.times(repeat(i.plus(1), x).minus(1)).div(i));
  return invert(left, D(0), D(0), D('1.5')).plus(k);
}

/** Deposits until the target, in the same way. */
function deposits(target: Decimal, deposit: Decimal, i: Decimal): Decimal {
  refuse(target.lt(0) || deposit.lte(0) || i.lte(-1), 'never reached');
  let [now, k] = [D(0), 0];
  for (; now.times(i.plus(1)).plus(deposit).lte(target); k++) {
    refuse(k > 100_000, 'never reached');
    now = now.times(i.plus(1)).plus(deposit);
  }
  if (i.isZero()) return target.minus(now).div(deposit).plus(k);
  const grown = (x: Decimal): Decimal =>
    now.times(repeat(i.plus(1), x)).plus(deposit.times(repeat(i.plus(1), x).minus(1)).div(i));
  return invert(grown, target, D(0), D('1.5')).plus(k);
}

const rateOf = (v: Values, perYear: string): Decimal => {
  refuse(v(perYear).lte(0), 'no periods');
  return v('annual_rate').div(v(perYear));
};

export const loans: Record<string, Oracle> = {
  loan_payment: by((v) => level(v('principal'), plan(v, 'payments_per_year'))),
  loan_total_paid: by((v) => {
    const p = plan(v, 'payments_per_year');
    const payment = level(v('principal'), p);
    return Array.from({ length: p.n }, () => payment).reduce((sum, x) => sum.plus(x), D(0));
  }),
  loan_total_interest: by((v) => {
    const p = plan(v, 'payments_per_year');
    const payment = level(v('principal'), p);
    let [now, interest] = [v('principal'), D(0)];
    for (let k = 0; k < p.n; k++) {
      interest = interest.plus(now.times(p.i));
      now = now.plus(now.times(p.i)).minus(payment);
    }
    return interest;
  }),
  loan_balance: by((v) => {
    const p = plan(v, 'payments_per_year');
    const made = v('payments_made');
    refuse(made.lt(0) || made.gt(p.n), 'no such payment');
    return made.eq(p.n) ? D(0) : owed(v('principal'), level(v('principal'), p), p.i, made.toNumber());
  }),
  loan_principal: by((v) => v('payment').times(worth(plan(v, 'payments_per_year')))),
  loan_term: by((v) => payments(v('principal'), v('payment'), rateOf(v, 'payments_per_year'))),
  first_payment_interest: by((v) => {
    const next = v('principal').times(rateOf(v, 'payments_per_year').plus(1));
    return next.minus(v('principal'));
  }),

  savings_value: by((v) => v('deposit').times(saved(plan(v, 'deposits_per_year')))),
  savings_value_due: by((v) => v('deposit').times(saved(plan(v, 'deposits_per_year'), true))),
  savings_deposit: by((v) => v('target').div(saved(plan(v, 'deposits_per_year')))),
  savings_term: by((v) => deposits(v('target'), v('deposit'), rateOf(v, 'deposits_per_year'))),
  annuity_value: by((v) => v('payment').times(worth(plan(v, 'payments_per_year')))),
  annuity_value_due: by((v) => v('payment').times(worth(plan(v, 'payments_per_year'), true))),
  withdrawal: by((v) => v('fund').div(worth(plan(v, 'payments_per_year')))),
  perpetuity: by((v) => {
    refuse(v('annual_rate').lte(0), 'without limit');
    return invert((fund) => fund.times(v('annual_rate')), v('payment'), D(0), v('payment').times('1e9'));
  }),
  growing_perpetuity: by((v) => {
    refuse(v('annual_rate').lte(v('growth_rate')), 'without limit');
    const [r, g] = [v('annual_rate'), v('growth_rate')];
    const grownFund = (fund: Decimal): Decimal => fund.times(r.plus(1)).minus(fund.times(g.plus(1)));
    return invert(grownFund, v('next_payment'), D(0), v('next_payment').times('1e9'));
  }),
};
