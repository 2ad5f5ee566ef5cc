/** Money market, rounding and rates: from prices and what money grows to, decimal text for rounding. */
import { by, D, Decimal, invert, refuse, repeat, type Oracle } from './number.ts';

type Values = (name: string) => Decimal;

const years = (v: Values): Decimal => v('days').times(D(1).div(v('basis')));
/** Growth over the time between the discount and the due date. */
const credit = (v: Values): { cost: Decimal; perYear: Decimal } => {
  const days = v('net_days').minus(v('discount_days'));
  refuse(days.lte(0) || v('discount').gte(1), 'no such credit');
  return { cost: D(1).div(D(1).minus(v('discount'))), perYear: v('basis').div(days) };
};
const digitsOf = (denominator: Decimal): number => denominator.minus(1).toFixed().length;

export const moneyMarket: Record<string, Oracle> = {
  trade_credit_cost: by((v) => credit(v).cost.minus(1).times(credit(v).perYear)),
  trade_credit_effective_cost: by((v) => credit(v).perYear.times(credit(v).cost.ln()).exp().minus(1)),
  bank_discount_rate: by((v) => {
    refuse(v('days').lte(0), 'no time');
    return invert((d) => v('face').minus(v('face').times(d).times(years(v))), v('price'), D('-1e12'), D('1e12'));
  }),
  discount_price: by((v) => v('face').minus(v('face').times(v('discount_rate')).times(years(v)))),
  money_market_yield: by((v) => {
    refuse(v('days').lte(0), 'no time');
    return v('redemption').div(v('price')).minus(1).div(years(v));
  }),
  received_at_maturity: by((v) =>
    invert((f) => f.minus(f.times(v('discount_rate')).times(years(v))), v('investment'), D(0), D('1e20')),
  ),
  bond_equivalent_yield: by((v) => {
    refuse(v('days').lte(0) || v('days').gt(366), 'no such bill');
    const price = D(100).minus(v('discount_rate').times(100).times(v('days')).div(360));
    const time = v('days').div(365);
    // One hundred at the end: simple interest up to half a year, then interest on the interest of the first half.
    const grown = (y: Decimal): Decimal =>
      v('days').lte(182)
        ? price.times(y.times(time).plus(1))
        : price.times(y.div(2).plus(1)).times(y.times(time.minus('0.5')).plus(1));
    return invert(grown, D(100), D(0), D(40));
  }),
  fractional_to_decimal: by((v) => {
    const parts = v('quote')
      .minus(v('quote').floor())
      .times(repeat(D(10), D(digitsOf(v('denominator')))));
    return v('quote')
      .floor()
      .plus(parts.div(v('denominator')));
  }),
  decimal_to_fractional: by((v) => {
    const parts = v('price').minus(v('price').floor()).times(v('denominator'));
    return v('price')
      .floor()
      .plus(parts.div(repeat(D(10), D(digitsOf(v('denominator'))))));
  }),

  round_to: by((v) => {
    const modes = [4, 6, 5, 0, 1, 2, 3] as const;
    return v('number').toDecimalPlaces(v('places').toNumber(), modes[v('mode').toNumber()] ?? 4);
  }),
  round_to_multiple: by((v) => v('amount').toNearest(v('increment'), Decimal.ROUND_HALF_UP)),

  effective_from_continuous: by((v) => {
    let [sum, term] = [D(0), D(1)];
    for (let k = 1; k < 60; k++) {
      term = term.times(v('annual_rate')).div(k);
      sum = sum.plus(term);
    }
    return sum;
  }),
  continuous_from_effective: by((v) => {
    refuse(v('effective_rate').lte(-1), 'no such rate');
    return invert((r) => r.exp(), v('effective_rate').plus(1), D(-10), D(10));
  }),
  dated_future_value: by((v) => {
    const value = (rate: string, date: string): Decimal =>
      v(date).minus(v('start')).div(365).times(v(rate).plus(1).ln()).exp();
    return v('cash').times(value('end_rate', 'end')).div(value('cash_rate', 'cash_date'));
  }),
  index_adjusted: by((v) =>
    v('amount').plus(
      v('amount')
        .times(v('index_to').minus(v('index_from')))
        .div(v('index_from')),
    ),
  ),
};
