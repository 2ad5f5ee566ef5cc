/** Bills, wages and currencies. */
import { by, D, Decimal, refuse, type Oracle } from './number.ts';

/** Conversion by counting how many of the source the target unit costs. */
const converted = (amount: Decimal, rate: Decimal): Decimal => {
  refuse(rate.lte(0), 'no such rate');
  return amount.div(D(1).div(rate));
};

export const everyday: Record<string, Oracle> = {
  tip_amount: by((v) => v('bill').div(100).times(v('tip').times(100))),
  bill_with_tip: by((v) => v('bill').plus(v('bill').times(v('tip')))),
  split_equally: by((v) => {
    refuse(v('people').lte(0), 'nobody to share');
    return v('total').times(D(1).div(v('people')));
  }),
  overtime_pay: by((v) => {
    refuse(v('hours').lt(0) || v('regular_hours').lt(0), 'negative hours');
    const plain = v('hours').times(v('hourly_wage'));
    if (v('hours').lte(v('regular_hours'))) return plain;
    const premium = v('hourly_wage').times(v('multiplier').minus(1));
    return plain.plus(premium.times(v('hours').minus(v('regular_hours'))));
  }),
  convert: by((v) => converted(v('amount'), v('fx_rate'))),
  exchange: by((v) => converted(v('amount'), v('fx_rate'))),
  exchange_multiply: by((v) => converted(v('amount'), v('rate'))),
  exchange_divide: by((v) => converted(v('amount'), D(1).div(v('rate')))),
  exchange_rate: by((v) => converted(D(1), v('fx_rate'))),
};
