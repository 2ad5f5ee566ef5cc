/** Bonds: every coupon discounted by itself, yields by search. */
import { discounted, internalRate, level, whole } from './flows.ts';
import { by, D, Decimal, invert, refuse, type Oracle } from './number.ts';

type Values = (name: string) => Decimal;

const coupons = (v: Values): Decimal[] => {
  const count = whole(v('coupons_per_year').times(v('term')));
  refuse(count < 1, 'no coupons');
  return level(v('coupon_rate').div(v('coupons_per_year')), count);
};
const redeemed = (payments: Decimal[]): Decimal[] =>
  payments.map((p, k) => (k === payments.length - 1 ? p.plus(1) : p));
const priceOf = (v: Values, rate: Decimal, payments: Decimal[]): Decimal =>
  discounted(redeemed(payments), D(1).div(rate.div(v('coupons_per_year')).plus(1)));

/** Clean price of one unit of face, payment by payment at broken times. */
const clean = (v: Values, y: Decimal): Decimal => {
  const [coupon, count] = [v('coupon_rate').div(v('coupons_per_year')), v('coupons_left').toNumber()];
  const gone = v('days_accrued').div(v('days_in_period'));
  const i = y.div(v('coupons_per_year'));
  refuse(i.lte(-1), 'no such yield');
  if (count === 1) return coupon.plus(1).div(D(1).minus(gone).times(i).plus(1)).minus(coupon.times(gone));
  const atNext = discounted(redeemed(level(coupon, count)), D(1).div(i.plus(1)), true);
  const wait = D(1).minus(gone).times(i.plus(1).ln()).exp();
  return atNext.div(wait).minus(coupon.times(gone));
};
const simpleEnd = (v: Values, rate: string): Decimal =>
  v('face').plus(
    v('face')
      .times(v(rate))
      .times(v('days_accrued').plus(v('days_left')))
      .div(v('basis')),
  );
const accrued = (v: Values): Decimal => v('face').times(v('rate')).times(v('days_accrued')).div(v('basis'));
/** End value and accrued interest of one unit in an odd last period. */
const odd = (v: Values): { end: Decimal; accrued: Decimal; time: Decimal } => {
  const perDay = v('coupon_rate').div(v('coupons_per_year')).div(v('days_in_period'));
  return {
    end: perDay.times(v('days_accrued').plus(v('days_left'))).plus(1),
    accrued: perDay.times(v('days_accrued')),
    time: v('days_left').div(v('days_in_period')).div(v('coupons_per_year')),
  };
};

/** Years until payment, weighted by present value. */
function duration(v: Values): Decimal {
  const payments = redeemed(coupons(v));
  const discount = D(1).div(v('annual_yield').div(v('coupons_per_year')).plus(1));
  const timed = payments.map((p, k) => p.times(k + 1).div(v('coupons_per_year')));
  return discounted(timed, discount).div(discounted(payments, discount));
}

export const bonds: Record<string, Oracle> = {
  bond_price: by((v) => v('face').times(priceOf(v, v('annual_yield'), coupons(v)))),
  bond_yield: by((v) => internalRate(v('price').div(v('face')), redeemed(coupons(v))).times(v('coupons_per_year'))),
  bond_coupon_rate: by((v) => {
    const count = whole(v('coupons_per_year').times(v('term')));
    const at = (rate: number): Decimal =>
      priceOf(v, v('annual_yield'), level(D(rate).div(v('coupons_per_year')), count));
    return v('price')
      .div(v('face'))
      .minus(at(0))
      .div(at(1).minus(at(0)));
  }),
  bond_term: by((v) => {
    const [c, y, m] = [v('coupon_rate'), v('annual_yield'), v('coupons_per_year')];
    refuse(c.eq(y) || y.lte(0), 'every term has that price');
    const i = y.div(m);
    const after = (t: Decimal): Decimal => {
      const left = t.times(m).times(i.plus(1).ln()).neg().exp();
      return c.div(y).times(D(1).minus(left)).plus(left);
    };
    return invert(after, v('price').div(v('face')), D(0), D(400).div(y));
  }),
  accrued_coupon: by((v) =>
    v('face')
      .times(v('coupon_rate'))
      .times(v('days_accrued').div(v('days_in_period').times(v('coupons_per_year')))),
  ),
  bond_clean_price: by((v) => v('face').times(clean(v, v('annual_yield')))),
  bond_yield_between: by((v) => {
    const price = v('clean_price').div(v('face'));
    const coupon = v('coupon_rate').div(v('coupons_per_year'));
    refuse(price.plus(coupon.times(v('days_accrued')).div(v('days_in_period'))).lte(coupon), 'no more than a coupon');
    const m = v('coupons_per_year');
    if (v('coupons_left').eq(1)) {
      const left = D(1)
        .minus(v('days_accrued').div(v('days_in_period')))
        .div(m);
      const paid = price.plus(coupon.times(v('days_accrued')).div(v('days_in_period')));
      return coupon.plus(1).minus(paid).div(paid).div(left);
    }
    // A search over the force of interest, in steps until the price lies between two of them.
    const at = (x: Decimal): Decimal => clean(v, x.exp().minus(1).times(m));
    let top = D(0);
    while (at(top).gt(price)) top = top.plus('0.1');
    while (at(top.minus('0.1')).lt(price)) top = top.minus('0.1');
    const force = invert(at, price, top.minus('0.1'), top);
    return force.exp().minus(1).times(m);
  }),
  interest_at_maturity_price: by((v) => {
    const growth = v('annual_yield').times(v('days_left')).div(v('basis')).plus(1);
    return simpleEnd(v, 'rate').div(growth).minus(accrued(v));
  }),
  interest_at_maturity_yield: by((v) => {
    refuse(v('days_left').lte(0), 'no time left');
    const paid = v('price').plus(accrued(v));
    return simpleEnd(v, 'rate')
      .minus(paid)
      .div(paid)
      .div(v('days_left').div(v('basis')));
  }),
  odd_last_price: by((v) => {
    const { end, accrued: done, time } = odd(v);
    return v('face').times(end.div(v('annual_yield').times(time).plus(1)).minus(done));
  }),
  odd_last_yield: by((v) => {
    refuse(v('days_left').lte(0), 'no time left');
    const { end, accrued: done, time } = odd(v);
    const paid = v('price').div(v('face')).plus(done);
    return end.minus(paid).div(paid).div(time);
  }),
  macaulay_duration: by(duration),
  modified_duration: by((v) => {
    // Sensitivity of the price: the derivative of every discounted payment.
    const payments = redeemed(coupons(v));
    const growth = v('annual_yield').div(v('coupons_per_year')).plus(1);
    const slope = payments.map((p, k) =>
      p
        .times(k + 1)
        .div(growth)
        .div(v('coupons_per_year')),
    );
    return discounted(slope, D(1).div(growth)).div(discounted(payments, D(1).div(growth)));
  }),
  effective_interest_amortization: by((v) => {
    const m = v('coupons_per_year');
    const next = v('carrying')
      .times(v('effective_rate').div(m).plus(1))
      .minus(v('face').times(v('coupon_rate').div(m)));
    return next.minus(v('carrying'));
  }),
};
