/** Rates found by search: the value at a known rate, from payments one by one, must lead back to that rate. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discounted, level } from './oracle/flows.ts';
import { D, Decimal } from './oracle/number.ts';
import { runWat } from './test-host.ts';

/** From a billionth to a thousand percent a period, and falls of up to a half. */
const rate = fc.tuple(fc.integer({ min: -900, max: 100 }), fc.boolean()).map(([power, negative]) => {
  const size = new Decimal(10).pow(power / 100);
  return negative ? Decimal.min(size, D('0.5')).neg() : size;
});
const cents = (max: number): fc.Arbitrary<Decimal> => fc.integer({ min: 1, max }).map((n) => D(n).div(100));
const count = fc.constantFrom(1, 2, 3, 12, 60, 360);
const timing = fc.constantFrom(0, 1);

const text = (value: Decimal | number): string => new Decimal(value).toSignificantDigits(34).toFixed();
/** Both rates agree to 27 places, or digits where they are above 1. */
function leadsBack(name: string, inputs: Record<string, Decimal | number>, expected: Decimal): void {
  const found = runWat(name, Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, text(value)])));
  const error = new Decimal(found.toFixed()).minus(expected).abs();
  expect(error.lte(expected.abs().plus(1).times('1e-27')), `${found} but ${expected}`).toBe(true);
}
const settings = { numRuns: 150, seed: 20261124 };

describe('searches', () => {
  it('annuity_rate', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(rate, cents(100_000), cents(1_000_000), count, timing, (i, payment, balloon, periods, due) => {
        const v = D(1).div(i.plus(1));
        const present = discounted(level(payment, periods), v, due === 1).plus(balloon.times(v.pow(periods)));
        leadsBack('annuity_rate', { present, payment, balloon, periods, timing: due }, i);
      }),
      settings,
    );
  });

  it('savings_plan_rate', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(rate, cents(1_000_000), cents(100_000), count, timing, (i, start, deposit, periods, due) => {
        let target = start;
        for (let k = 0; k < periods; k++)
          target = target
            .plus(due ? deposit : 0)
            .times(i.plus(1))
            .plus(due ? 0 : deposit);
        leadsBack('savings_plan_rate', { start, deposit, target, periods, timing: due }, i);
      }),
      settings,
    );
  });

  it('actuarial_apr', { timeout: 60_000 }, () => {
    const positive = rate.map((i) => i.abs());
    const payments = fc.tuple(cents(100_000), cents(100_000), cents(100_000));
    const first = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(positive, payments, count, first, (i, [one, each, last], n, [whole, days]) => {
        const fraction = D(days).div(32);
        const all = [one, ...level(each, n), last];
        const advance = discounted(all, D(1).div(i.plus(1)), true)
          .div(i.times(fraction).plus(1))
          .div(i.plus(1).pow(whole));
        const inputs = {
          advance,
          first_payment: one,
          payment: each,
          last_payment: last,
          payments: n + 2,
          whole_periods: whole,
          odd_fraction: fraction,
          periods_per_year: 1,
        };
        leadsBack('actuarial_apr', inputs, i);
      }),
      settings,
    );
  });

  it('bond_yield_between', { timeout: 60_000 }, () => {
    // A clean price is a difference: where it is tiny beside the accrued interest, so are the digits left of it.
    const usual = rate.filter((i) => i.lt('0.5') && i.gt('-0.2'));
    fc.assert(
      fc.property(
        usual,
        fc.integer({ min: 0, max: 2000 }),
        count,
        fc.integer({ min: 0, max: 179 }),
        (y, c, n, gone) => {
          const [coupon, time] = [D(c).div(10_000), D(gone).div(180)];
          const flows = [...level(coupon, n - 1), coupon.plus(1)];
          const dirty =
            n === 1
              ? coupon.plus(1).div(D(1).minus(time).times(y).plus(1))
              : discounted(flows, D(1).div(y.plus(1)), true).div(y.plus(1).pow(D(1).minus(time)));
          fc.pre(dirty.gt(coupon.times('1.01')));
          const inputs = {
            clean_price: dirty.minus(coupon.times(time)).times(100),
            face: 100,
            coupon_rate: coupon,
            coupons_per_year: 1,
            coupons_left: n,
            days_accrued: gone,
            days_in_period: 180,
          };
          leadsBack('bond_yield_between', inputs, y);
        },
      ),
      settings,
    );
  });
});
