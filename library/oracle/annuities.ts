/** Annuities, repayments and the cost of loans: every payment by itself. */
import { balance, discounted, internalRate, level, levelPayment, schedule, whole } from './flows.ts';
import { by, D, Decimal, invert, refuse, repeat, type Oracle } from './number.ts';

type Values = (name: string) => Decimal;

const due = (v: Values): boolean => v('timing').eq(1);
const n = (v: Values): number => whole(v('periods'));
const last = (payments: Decimal[], extra: Decimal): Decimal[] =>
  payments.map((p, k) => (k === payments.length - 1 ? p.plus(extra) : p));

/** Loan with m payments a year over t years: rate, number and size of its payments. */
function loan(v: Values): { i: Decimal; count: number; payment: Decimal } {
  refuse(v('payments_per_year').lte(0), 'no payments');
  const i = v('annual_rate').div(v('payments_per_year'));
  const count = whole(v('payments_per_year').times(v('term')));
  return { i, count, payment: levelPayment(v('principal'), D(0), i, count) };
}

/** Payments of size `payment` until the debt is gone, the last one smaller. */
function untilGone(principal: Decimal, payment: Decimal, i: Decimal): Decimal[] {
  const paid: Decimal[] = [];
  for (let owed = principal; owed.gt('1e-30');) {
    refuse(owed.times(i).gte(payment), 'never repaid');
    const now = Decimal.min(payment, owed.times(i.plus(1)));
    paid.push(now);
    owed = owed.times(i.plus(1)).minus(now);
  }
  return paid;
}

const sum = (values: readonly Decimal[]): Decimal => values.reduce((a, b) => a.plus(b), D(0));
const part = (v: Values, end: Decimal): { interest: Decimal; repaid: Decimal } => {
  const payment = levelPayment(v('principal'), end, v('rate_per_period'), n(v), due(v));
  const row = schedule(v('principal'), payment, v('rate_per_period'), n(v), due(v))[v('payment_number').toNumber() - 1];
  if (!row) throw new RangeError('no such payment');
  return row;
};
const rows = (v: Values): { interest: Decimal; repaid: Decimal }[] => {
  const payment = levelPayment(v('principal'), D(0), v('rate_per_period'), n(v), due(v));
  const all = schedule(v('principal'), payment, v('rate_per_period'), n(v), due(v));
  return all.slice(v('first').toNumber() - 1, v('last').toNumber());
};
const loanRow = (v: Values): { interest: Decimal; repaid: Decimal } => {
  const { i, count, payment } = loan(v);
  const row = schedule(v('principal'), payment, i, count)[v('payment_number').toNumber() - 1];
  if (!row) throw new RangeError('no such payment');
  return row;
};
/** Interest with equal principal payments, instalment by instalment. */
const equalPrincipal = (v: Values): { interest: Decimal; repaid: Decimal } => {
  const repaid = v('principal').div(v('periods'));
  let owed = v('principal');
  for (let k = 1; v('payment_number').gt(k); k++) owed = owed.minus(repaid);
  return { interest: owed.times(v('rate_per_period')), repaid };
};

/** Value at the date of the first payment of an actuarial plan. */
const actuarial = (v: Values, i: Decimal): Decimal => {
  const payments = level(v('payment'), v('payments').toNumber());
  payments[0] = v('first_payment');
  payments[payments.length - 1] = v('last_payment');
  const atFirst = discounted(payments, D(1).div(i.plus(1)), true);
  return atFirst.div(i.times(v('odd_fraction')).plus(1)).div(repeat(i.plus(1), v('whole_periods')));
};

export const annuities: Record<string, Oracle> = {
  savings_plan_value: by((v) => balance(v('start'), v('deposit'), v('rate_per_period'), n(v), due(v))),
  savings_plan_periods: by((v) => {
    const [i, deposit, target] = [v('rate_per_period'), v('deposit'), v('target')];
    refuse(target.lt(v('start')), 'already there');
    let [now, count] = [v('start'), 0];
    const next = (): Decimal => balance(now, deposit, i, 1, due(v));
    for (; next().lte(target); count++) {
      refuse(count > 100_000 || next().eq(now), 'never reached');
      now = next();
    }
    if (now.eq(target)) return D(count);
    if (i.isZero()) return target.minus(now).div(deposit).plus(count);
    const flow = due(v) ? deposit.times(i.plus(1)) : deposit;
    const grown = (x: Decimal): Decimal => {
      const factor = x.times(i.plus(1).ln()).exp();
      return now.times(factor).plus(flow.times(factor.minus(1)).div(i));
    };
    return invert(grown, target, D(0), D('1.5')).plus(count);
  }),
  savings_plan_rate: by((v) => {
    const total = v('start').plus(v('deposit').times(n(v)));
    refuse(total.isZero() || v('target').lte(due(v) ? 0 : v('deposit')), 'no such rate');
    if (total.eq(v('target'))) return D(0);
    const end = (i: Decimal): Decimal => balance(v('start'), v('deposit'), i, n(v), due(v));
    let top = D(1);
    while (end(top).lt(v('target')) && top.lt('1e30')) top = top.times(4);
    return invert(end, v('target'), D(-1).plus('1e-30'), top);
  }),
  savings_deposit_due: by((v) => {
    refuse(v('deposits_per_year').lte(0), 'no deposits');
    const count = whole(v('deposits_per_year').times(v('term')));
    refuse(count === 0, 'no deposits');
    return v('target').div(balance(D(0), D(1), v('annual_rate').div(v('deposits_per_year')), count, true));
  }),
  payment_with_balloon: by((v) => levelPayment(v('principal'), v('balloon'), v('rate_per_period'), n(v), due(v))),
  present_value_with_balloon: by((v) => {
    const discount = D(1).div(v('rate_per_period').plus(1));
    const end = v('balloon').times(repeat(discount, v('periods')));
    return discounted(level(v('payment'), n(v)), discount, due(v)).plus(end);
  }),
  annuity_rate: by((v) => {
    const payments = level(v('payment'), n(v));
    if (due(v)) {
      refuse(v('present').lte(v('payment')), 'no such rate');
      const later = [...payments.slice(1), v('balloon')];
      return internalRate(v('present').minus(v('payment')), later);
    }
    return internalRate(v('present'), last(payments, v('balloon')));
  }),
  growing_annuity: by((v) => {
    const payments = [v('first_payment')];
    for (let k = 1; v('periods').gt(k); k++) payments.push((payments[k - 1] ?? D(0)).times(v('growth_rate').plus(1)));
    return discounted(payments, D(1).div(v('rate_per_period').plus(1)));
  }),
  deferred_annuity: by((v) =>
    discounted(
      [...level(D(0), whole(v('deferral'))), ...level(v('payment'), n(v))],
      D(1).div(v('rate_per_period').plus(1)),
    ),
  ),

  loan_interest_part: by((v) => loanRow(v).interest),
  loan_principal_part: by((v) => loanRow(v).repaid),
  payment_interest_part: by((v) => part(v, v('balloon')).interest),
  payment_principal_part: by((v) => part(v, v('balloon')).repaid),
  cumulative_interest: by((v) => sum(rows(v).map((row) => row.interest))),
  cumulative_principal: by((v) => sum(rows(v).map((row) => row.repaid))),
  equal_principal_interest: by((v) => equalPrincipal(v).interest),
  equal_principal_payment: by((v) => equalPrincipal(v).interest.plus(equalPrincipal(v).repaid)),
  balance_with_payment: by((v) =>
    balance(v('principal'), v('payment').neg(), v('rate_per_period'), whole(v('payments_made'))),
  ),
  last_payment: by((v) => untilGone(v('principal'), v('payment'), v('rate_per_period')).at(-1) ?? D(0)),
  odd_first_period_payment: by((v) => {
    const i = v('annual_rate').div(12);
    const months = v('odd_days').div(30);
    const growth = v('method').isZero() ? i.times(months).plus(1) : repeat(i.plus(1), months);
    return levelPayment(v('principal').times(growth), D(0), i, whole(v('payments')));
  }),
  canadian_mortgage_payment: by((v) => {
    const halfYear = v('annual_rate').div(2).plus(1);
    const month = invert((x) => repeat(x, D(6)), halfYear, D('0.5'), D(2)).minus(1);
    return levelPayment(v('principal'), D(0), month, whole(v('term').times(12)));
  }),
  add_on_loan_payment: by((v) => {
    const count = v('payments_per_year').times(v('term'));
    return v('principal')
      .div(count)
      .plus(v('principal').times(v('flat_rate')).div(v('payments_per_year')));
  }),
  graduated_mortgage_payment: by((v) => {
    refuse(v('annual_rate').lte(0) || v('growth_years').gt(v('term')), 'no such plan');
    const factors: Decimal[] = [];
    let now = D(1);
    for (let year = 0; v('term').gt(year); year++) {
      if (year > 0 && v('growth_years').gte(year)) now = now.times(v('growth_rate').plus(1));
      factors.push(...level(now, 12));
    }
    return v('principal').div(discounted(factors, D(1).div(v('annual_rate').div(12).plus(1))));
  }),

  loan_rate: by((v) => {
    const count = whole(v('payments_per_year').times(v('term')));
    refuse(count < 1, 'no payments');
    return internalRate(v('principal'), level(v('payment'), count)).times(v('payments_per_year'));
  }),
  loan_apr: by((v) => {
    refuse(v('fees').gte(v('principal')), 'nothing paid out');
    const { count, payment } = loan(v);
    return internalRate(v('principal').minus(v('fees')), level(payment, count)).times(v('payments_per_year'));
  }),
  points_yield: by((v) => {
    const { i, payment } = loan(v);
    const held = v('payments_held').toNumber();
    const owed = balance(v('principal'), payment.neg(), i, held);
    const paid = last(level(payment, held), owed);
    return internalRate(v('principal').minus(v('principal').times(v('points'))), paid).times(v('payments_per_year'));
  }),
  actuarial_value: by((v) => actuarial(v, v('rate_per_period'))),
  actuarial_apr: by((v) => {
    refuse(actuarial(v, D(0)).lt(v('advance')), 'not repaid');
    const i = invert((x) => actuarial(v, x.exp().minus(1)), v('advance'), D(0), D(40));
    return i.exp().minus(1).times(v('periods_per_year'));
  }),
  rule_of_78_rebate: by((v) => {
    const [count, paid] = [v('payments').toNumber(), v('payments_made').toNumber()];
    refuse(paid > count, 'no such payment');
    const digits = Array.from({ length: count }, (_, k) => D(count - k));
    return v('finance_charge').times(sum(digits.slice(paid)).div(sum(digits)));
  }),
  extra_payment_payments_saved: by((v) => {
    const { i, count, payment } = loan(v);
    const more = payment.plus(v('extra'));
    const paid = untilGone(v('principal'), more, i);
    const owed = balance(v('principal'), more.neg(), i, paid.length - 1);
    const left = (x: Decimal): Decimal => {
      const grown = x.times(i.plus(1).ln()).exp();
      return i.isZero() ? owed.minus(more.times(x)) : owed.times(grown).minus(more.times(grown.minus(1)).div(i));
    };
    return D(count - paid.length + 1).minus(invert(left, D(0), D(0), D('1.5')));
  }),
  extra_payment_interest_saved: by((v) => {
    const { i, count, payment } = loan(v);
    const usual = sum(schedule(v('principal'), payment, i, count).map((row) => row.interest));
    let [owed, interest] = [v('principal'), D(0)];
    for (const paid of untilGone(v('principal'), payment.plus(v('extra')), i)) {
      interest = interest.plus(owed.times(i));
      owed = owed.plus(owed.times(i)).minus(paid);
    }
    return usual.minus(interest);
  }),
  refinance_break_even: by((v) => {
    const saved = v('old_payment').minus(v('new_payment'));
    refuse(saved.lte(0), 'nothing saved');
    return v('costs').times(D(1).div(saved));
  }),
  debt_service_coverage: by((v) => v('operating_income').times(D(1).div(v('debt_service')))),
  loan_to_value: by((v) => D(1).minus(v('property_value').minus(v('loan')).div(v('property_value')))),
  debt_to_income: by((v) => v('debt_payments').times(D(1).div(v('income')))),
};
