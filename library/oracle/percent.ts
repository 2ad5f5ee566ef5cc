/** Percentages, prices and taxes, in whole percents and shares of a hundred rather than in factors. */
import { by, D, Decimal, refuse, type Oracle } from './number.ts';

const hundred = D(100);
/** How many percent b is of a, as a fraction: the rule of three. */
const share = (a: Decimal, b: Decimal): Decimal => {
  refuse(a.isZero(), 'a percentage of nothing');
  return b.times(hundred).div(a).div(hundred);
};
/** The amount of which `percent` hundredths are `part`. */
const whole = (part: Decimal, percent: Decimal): Decimal => {
  refuse(percent.lte(0), 'no whole has that part');
  return part.div(percent).times(hundred);
};
const pc = (rate: Decimal): Decimal => rate.times(hundred);
/** Share of the difference in the base. */
const changeOn = (base: Decimal, other: Decimal): Decimal => share(base, other).minus(1);
/** One minus the share that is left. */
const fallOn = (base: Decimal, other: Decimal): Decimal => D(1).minus(share(base, other));

export const percent: Record<string, Oracle> = {
  percent_of: by((v) =>
    v('base')
      .div(hundred)
      .times(pc(v('rate'))),
  ),
  part_as_percent: by((v) => share(v('whole'), v('part'))),
  whole_from_percent: by((v) => whole(v('part'), pc(v('rate')))),
  percent_change: by((v) => changeOn(v('old'), v('new'))),
  percent_decrease: by((v) => fallOn(v('old'), v('new'))),
  increase_by: by((v) =>
    v('amount').plus(
      v('amount')
        .div(hundred)
        .times(pc(v('rate'))),
    ),
  ),
  decrease_by: by((v) =>
    v('amount').minus(
      v('amount')
        .div(hundred)
        .times(pc(v('rate'))),
    ),
  ),
  before_increase: by((v) => whole(v('result'), hundred.plus(pc(v('rate'))))),
  before_decrease: by((v) => whole(v('result'), hundred.minus(pc(v('rate'))))),
  combined_change: by((v) =>
    v('first')
      .plus(v('second'))
      .plus(v('first').times(v('second'))),
  ),
  percentage_points: by((v) => pc(v('higher')).minus(pc(v('lower')))),
  basis_points: by((v) => pc(pc(v('higher'))).minus(pc(pc(v('lower'))))),

  discounted_price: by((v) => v('list_price').minus(v('list_price').times(v('discount')))),
  list_price: by((v) => whole(v('discounted_price'), hundred.minus(pc(v('discount'))))),
  discount_amount: by((v) =>
    v('list_price')
      .div(hundred)
      .times(pc(v('discount'))),
  ),
  discount_rate: by((v) => fallOn(v('list_price'), v('discounted_price'))),
  price_from_markup: by((v) => v('cost').plus(v('cost').times(v('markup')))),
  markup_rate: by((v) => changeOn(v('cost'), v('price'))),
  cost_from_markup: by((v) => whole(v('price'), hundred.plus(pc(v('markup'))))),
  price_from_margin: by((v) => whole(v('cost'), hundred.minus(pc(v('margin'))))),
  margin_rate: by((v) => fallOn(v('price'), v('cost'))),
  cost_from_margin: by((v) => v('price').minus(v('price').times(v('margin')))),
  margin_from_markup: by((v) => fallOn(D(1).plus(v('markup')), D(1))),
  markup_from_margin: by((v) => whole(D(1), hundred.minus(pc(v('margin')))).minus(1)),
  profit_margin: by((v) => share(v('revenue'), v('profit'))),

  tax_amount: by((v) =>
    v('net')
      .div(hundred)
      .times(pc(v('tax_rate'))),
  ),
  gross_from_net: by((v) => v('net').plus(v('net').times(v('tax_rate')))),
  net_from_gross: by((v) => whole(v('gross'), hundred.plus(pc(v('tax_rate'))))),
  tax_in_gross: by((v) => v('gross').minus(whole(v('gross'), hundred.plus(pc(v('tax_rate')))))),
  tax_rate: by((v) => changeOn(v('net'), v('gross'))),
  gross_up: by((v) => whole(v('net'), hundred.minus(pc(v('tax_rate'))))),
};
