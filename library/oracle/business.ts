/** Costs, depreciation, ratios and securities: schedules year by year, profits that must come out at zero. */
import { by, D, Decimal, invert, refuse, repeat, type Oracle } from './number.ts';

type Values = (name: string) => Decimal;

const ratio = (a: Decimal, b: Decimal): Decimal => {
  refuse(b.isZero(), 'nothing to measure on');
  return a.times(D(1).div(b));
};

/** Units at which profit is `goal`: profit is linear in units, so 0 and 1 units tell. */
function unitsFor(v: Values, goal: Decimal): Decimal {
  const profit = (units: Decimal): Decimal =>
    units
      .times(v('price'))
      .minus(units.times(v('variable_cost')))
      .minus(v('fixed_costs'));
  const perUnit = profit(D(1)).minus(profit(D(0)));
  refuse(perUnit.lte(0), 'never breaks even');
  return goal.minus(profit(D(0))).div(perUnit);
}

/** Charge of a year at a fixed rate on the book value, year after year. */
function fixedRateCharge(cost: Decimal, rate: Decimal, year: Decimal): Decimal {
  refuse(year.lt(1) || !year.isInteger() || rate.lt(0) || rate.gt(1), 'no such year or rate');
  let [book, charge] = [cost, D(0)];
  for (let k = 1; year.gte(k); k++) {
    charge = book.times(rate);
    book = book.minus(charge);
  }
  return charge;
}

const whole = (x: Decimal): boolean => x.isInteger() && x.gte(1);

export const business: Record<string, Oracle> = {
  break_even_units: by((v) => unitsFor(v, D(0))),
  target_units: by((v) => unitsFor(v, v('profit'))),
  contribution_ratio: by((v) => D(1).minus(ratio(v('variable_cost'), v('price')))),
  break_even_sales: by((v) => {
    refuse(v('contribution_ratio').lte(0), 'never breaks even');
    return invert(
      (s) => s.times(v('contribution_ratio')),
      v('fixed_costs'),
      D(0),
      v('fixed_costs').times('1e9').plus(1),
    );
  }),
  margin_of_safety: by((v) => D(1).minus(ratio(v('break_even'), v('sales')))),
  roi: by((v) => {
    refuse(v('invested').lt(0), 'nothing invested');
    return ratio(v('returned'), v('invested')).minus(1);
  }),
  payback_years: by((v) => {
    refuse(v('yearly_inflow').lte(0), 'never paid back');
    return ratio(v('outlay'), v('yearly_inflow'));
  }),
  straight_line: by((v) => {
    refuse(v('life').lte(0), 'no life');
    return v('cost')
      .div(v('life'))
      .minus(v('salvage').div(v('life')));
  }),
  book_value: by((v) => {
    const [life, age] = [v('life'), v('age')];
    refuse(life.lte(0) || age.lt(0), 'no such life or age');
    if (age.gte(life)) return v('salvage');
    return v('cost').times(life.minus(age)).plus(v('salvage').times(age)).div(life);
  }),
  declining_balance: by((v) => fixedRateCharge(v('cost'), v('rate'), v('year'))),
  double_declining: by((v) => {
    refuse(v('life').lte(0) || v('year').gt(v('life')), 'no such year');
    return fixedRateCharge(v('cost'), Decimal.min(1, D(2).div(v('life'))), v('year'));
  }),
  sum_of_years: by((v) => {
    const [life, year] = [v('life'), v('year')];
    refuse(!whole(life) || !whole(year) || year.gt(life), 'no such year');
    const digits = Array.from({ length: life.toNumber() }, (_, k) => k + 1);
    const sum = digits.reduce((a, b) => a + b, 0);
    return v('cost')
      .minus(v('salvage'))
      .times(digits.reverse()[year.toNumber() - 1] ?? 0)
      .div(sum);
  }),
  units_of_production: by((v) => {
    refuse(v('total_units').lte(0) || v('units').lt(0) || v('units').gt(v('total_units')), 'no such units');
    const perUnit = v('cost').minus(v('salvage')).div(v('total_units'));
    return perUnit.times(v('units'));
  }),

  current_ratio: by((v) => ratio(v('current_assets'), v('current_liabilities'))),
  quick_ratio: by((v) =>
    ratio(v('current_assets'), v('current_liabilities')).minus(ratio(v('inventory'), v('current_liabilities'))),
  ),
  debt_to_equity: by((v) => ratio(v('debt'), v('equity'))),
  inventory_turnover: by((v) => ratio(v('cost_of_sales'), v('average_inventory'))),
  asset_turnover: by((v) => ratio(v('sales'), v('average_assets'))),
  interest_cover: by((v) => ratio(v('ebit'), v('interest'))),
  days_sales_outstanding: by((v) => ratio(v('receivables'), v('credit_sales').div(365))),
  days_payable_outstanding: by((v) => ratio(v('payables'), v('cost_of_sales').div(365))),
  return_on_equity: by((v) => ratio(v('net_income'), v('equity'))),
  return_on_assets: by((v) => ratio(v('net_income'), v('assets'))),
  earnings_per_share: by((v) => {
    refuse(v('shares').lte(0), 'no shares');
    return ratio(v('net_income'), v('shares')).minus(ratio(v('preferred_dividends'), v('shares')));
  }),
  price_earnings: by((v) => {
    refuse(v('eps').lt(0), 'no profit');
    return ratio(v('price'), v('eps'));
  }),
  dividend_yield: by((v) => ratio(v('dividend'), v('price'))),
  current_yield: by((v) => ratio(v('coupon'), v('price'))),
  capm: by((v) =>
    v('risk_free')
      .times(D(1).minus(v('beta')))
      .plus(v('beta').times(v('market_return'))),
  ),
  zero_coupon_price: by((v) => {
    refuse(v('term').lt(0) || v('annual_yield').lte(-1), 'no such yield or term');
    return v('face').times(repeat(D(1).div(v('annual_yield').plus(1)), v('term')));
  }),
};
