/** Simple and compound interest: balances grown period by period, and unknowns found by search. */
import { by, D, Decimal, invert, refuse, repeat, type Oracle } from './number.ts';

type Values = (name: string) => Decimal;

/** Interest of one day at a time is the same as of the whole term; here: of a hundredth of the term, a hundred times. */
function simple(principal: Decimal, rate: Decimal, term: Decimal): Decimal {
  refuse(term.lt(0), 'negative term');
  let earned = D(0);
  for (let k = 0; k < 100; k++) earned = earned.plus(principal.times(rate).times(term.div(100)));
  return earned;
}

/** Interest per unit of the unknown, once; simple interest is linear in each of its inputs. */
function unitwise(goal: Decimal, perUnit: Decimal): Decimal {
  refuse(perUnit.isZero(), 'never reached');
  return goal.div(perUnit);
}

/** A balance that earns its interest at the end of each period; a broken last period compounds for its part. */
function balance(start: Decimal, perPeriod: Decimal, periods: Decimal): Decimal {
  refuse(periods.lt(0) || perPeriod.lte(-1), 'no such growth');
  let now = start;
  const whole = periods.floor();
  for (let k = 0; whole.gt(k); k++) now = now.plus(now.times(perPeriod));
  return now.times(repeat(perPeriod.plus(1), periods.minus(whole)));
}

const compound = (v: Values, principal: Decimal): Decimal => {
  refuse(v('periods_per_year').lte(0), 'no periods');
  return balance(principal, v('annual_rate').div(v('periods_per_year')), v('periods_per_year').times(v('term')));
};

/** Growth per period that takes `from` to `to`, by search over the growing balance. */
function growthRate(from: Decimal, to: Decimal, periods: Decimal): Decimal {
  refuse(from.lte(0) || to.lte(0) || periods.lte(0), 'no such growth');
  if (to.lt(from))
    return D(1)
      .div(growthRate(to, from, periods).plus(1))
      .minus(1);
  const factor = to.div(from);
  // (1 + x)^n is at least 1 + n x for n of 1 and more, so simple growth bounds compound growth from above.
  const most = periods.gte(1) ? factor.minus(1).div(periods).plus(1) : repeat(factor, D(1).div(periods).ceil());
  return invert((x) => repeat(x, periods), factor, D(1), most).minus(1);
}

/** Sum of the exponential series. */
function exponential(x: Decimal): Decimal {
  let [sum, piece] = [D(1), D(1)];
  for (let k = 1; k < 400 && !piece.isZero() && piece.abs().gt(sum.abs().times('1e-60')); k++) {
    piece = piece.times(x).div(k);
    sum = sum.plus(piece);
  }
  return sum;
}

export const interest: Record<string, Oracle> = {
  simple_interest: by((v) => simple(v('principal'), v('annual_rate'), v('term'))),
  simple_total: by((v) => v('principal').plus(simple(v('principal'), v('annual_rate'), v('term')))),
  simple_rate: by((v) => unitwise(v('interest'), simple(v('principal'), D(1), v('term')))),
  simple_term: by((v) => {
    const years = unitwise(v('interest'), simple(v('principal'), v('annual_rate'), D(1)));
    refuse(years.lt(0), 'never reached');
    return years;
  }),
  simple_principal: by((v) => unitwise(v('interest'), simple(D(1), v('annual_rate'), v('term')))),
  simple_principal_from_total: by((v) => unitwise(v('total'), D(1).plus(simple(D(1), v('annual_rate'), v('term'))))),
  year_fraction: by((v) => {
    refuse(v('basis').lte(0) || v('days').lt(0), 'no such year');
    return v('days').times(D(1).div(v('basis')));
  }),
  days_between: by((v) => v('start').minus(v('end')).neg()),
  late_interest: by((v) => simple(v('invoice'), v('annual_rate').div(365), v('days_late'))),

  compound_amount: by((v) => compound(v, v('principal'))),
  compound_interest: by((v) => compound(v, v('principal')).minus(v('principal'))),
  compound_principal: by((v) => {
    refuse(v('periods_per_year').lte(0), 'no periods');
    const shrink = D(1)
      .div(v('annual_rate').div(v('periods_per_year')).plus(1))
      .minus(1);
    return balance(v('amount'), shrink, v('periods_per_year').times(v('term')));
  }),
  compound_rate: by((v) =>
    growthRate(v('principal'), v('amount'), v('periods_per_year').times(v('term'))).times(v('periods_per_year')),
  ),
  compound_term: by((v) => {
    const [from, to, m] = [v('principal'), v('amount'), v('periods_per_year')];
    refuse(from.lte(0) || to.lte(0) || m.lte(0), 'no such growth');
    if (from.eq(to)) return D(0);
    const perPeriod = v('annual_rate').div(m);
    refuse(perPeriod.lte(-1) || perPeriod.isZero() || perPeriod.gt(0) !== to.gt(from), 'never reached');
    let [now, periods] = [from, 0];
    const short = (): boolean =>
      to.gt(from) ? now.times(perPeriod.plus(1)).lte(to) : now.times(perPeriod.plus(1)).gte(to);
    for (; short(); periods++) now = now.plus(now.times(perPeriod));
    const rest = invert((x) => x.times(perPeriod.plus(1).ln()).exp(), to.div(now), D(0), D(1));
    return rest.plus(periods).div(m);
  }),
  growth: by((v) => balance(v('start'), v('rate_per_period'), v('periods'))),
  decay: by((v) => balance(v('start'), v('rate_per_period').neg(), v('periods'))),
  continuous_amount: by((v) => {
    refuse(v('term').lt(0), 'negative term');
    return v('principal').times(exponential(v('annual_rate').times(v('term'))));
  }),
  effective_rate: by((v) => {
    refuse(v('periods_per_year').lte(0), 'no periods');
    return balance(D(1), v('nominal_rate').div(v('periods_per_year')), v('periods_per_year')).minus(1);
  }),
  nominal_rate: by((v) => {
    refuse(v('effective_rate').lte(-1), 'no such rate');
    return growthRate(D(1), v('effective_rate').plus(1), v('periods_per_year')).times(v('periods_per_year'));
  }),
  cagr: by((v) => {
    refuse(v('begin_value').lte(0) || v('end_value').lt(0) || v('term').lte(0), 'no such growth');
    return v('end_value').isZero() ? D(-1) : growthRate(v('begin_value'), v('end_value'), v('term'));
  }),
  real_rate: by((v) => {
    refuse(v('inflation').lte(-1), 'no such inflation');
    return v('nominal_rate').plus(1).div(v('inflation').plus(1)).minus(1);
  }),
  purchasing_power: by((v) => {
    refuse(v('inflation').lte(-1), 'no such inflation');
    return balance(v('amount'), D(1).div(v('inflation').plus(1)).minus(1), v('term'));
  }),
  rule_of_72: by((v) => {
    refuse(v('annual_rate').lte(0), 'never doubles');
    return D(72).div(v('annual_rate').times(100));
  }),
};
