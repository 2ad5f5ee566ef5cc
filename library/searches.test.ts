/** Rates found by search: the value at a known rate, from payments one by one, must lead back to that rate. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discounted, level } from './oracle/flows.ts';
import { D, Decimal } from './oracle/number.ts';
import { TRAPS } from '../core/program/abi.ts';
import { LibraryTrap, runWat } from './test-host.ts';

/** From a billionth to a thousand percent a period, and falls of up to a half. */
const rate = fc.tuple(fc.integer({ min: -900, max: 100 }), fc.boolean()).map(([power, negative]) => {
  const size = new Decimal(10).pow(power / 100);
  return negative ? Decimal.min(size, D('0.5')).neg() : size;
});
const cents = (max: number): fc.Arbitrary<Decimal> => fc.integer({ min: 1, max }).map((n) => D(n).div(100));
const count = fc.constantFrom(1, 2, 3, 12, 60, 360);
const timing = fc.constantFrom(0, 1);

type Input = Decimal | number | readonly Decimal[];
const text = (value: Input): string =>
  typeof value === 'object' && !('plus' in value)
    ? `[${value.map(text).join(', ')}]`
    : new Decimal(value).toSignificantDigits(34).toFixed();
/** Both rates agree to 27 places, or digits where they are above 1. */
function leadsBack(name: string, inputs: Record<string, Input>, expected: Decimal): void {
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

  const received = fc.array(cents(1_000_000), { minLength: 1, maxLength: 30 });
  const later = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 30, maxLength: 30 });

  it('irr', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(rate, received, (i, flows) => {
        const outlay = discounted(flows, D(1).div(i.plus(1))).neg();
        leadsBack('irr', { flows: [outlay, ...flows] }, i);
      }),
      settings,
    );
  });

  it('xirr', { timeout: 60_000 }, () => {
    const annual = rate.filter((i) => i.lte(1));
    fc.assert(
      fc.property(annual, received, later, fc.integer({ min: -20_000, max: 20_000 }), (i, flows, gaps, first) => {
        const days = flows.map((_, k) => gaps.slice(0, k + 1).reduce((sum, gap) => sum + gap, first));
        const worth = flows.map((flow, k) => flow.times(i.plus(1).pow(D(first - (days[k] ?? 0)).div(365))));
        const outlay = worth.reduce((sum, value) => sum.plus(value), D(0)).neg();
        leadsBack('xirr', { flows: [outlay, ...flows], days: [first, ...days].map(D) }, i);
      }),
      settings,
    );
  });

  it('irr and irr_between of flows with several rates: each is found, and none is taken for the only one', () => {
    const fifths = fc.uniqueArray(fc.integer({ min: -3, max: 10 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fifths, (all) => {
        const rates = all.map((fifth) => D(fifth).div(5));
        // (1 + i − q) for each rate: the flows are worth nothing at exactly those growth factors q.
        const flows = rates.reduce(
          (product: Decimal[], i) =>
            [...product, D(0)].map((c, k) => c.minus((product[k - 1] ?? D(0)).times(i.plus(1)))),
          [D(1000)],
        );
        const trap = (name: string, inputs: Record<string, Input>): unknown => {
          try {
            return runWat(name, Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, text(value)])));
          } catch (error) {
            return error instanceof LibraryTrap ? error.code : error;
          }
        };
        expect(trap('irr', { flows })).toBe(TRAPS.several_roots);
        expect(trap('irr_between', { flows, lowest_rate: D('-0.99'), highest_rate: D(9) })).toBe(TRAPS.several_roots);
        expect(trap('irr_between', { flows, lowest_rate: D(3), highest_rate: D(9) })).toBe(TRAPS.never_reached);
        for (const i of rates)
          leadsBack('irr_between', { flows, lowest_rate: i.minus('0.005'), highest_rate: i.plus('0.005') }, i);
      }),
      settings,
    );
  });

  it('tells apart two rates that are near each other, and two from none', () => {
    // 1 − (2 + d) v + (1 + d) v²: rates 0 and d; with a little more at the end there is none.
    const several = new LibraryTrap(TRAPS.several_roots);
    const near = [D(1), D('-2.0001'), D('1.0001')];
    expect(() => runWat('irr', { flows: text(near) })).toThrow(several);
    leadsBack('irr_between', { flows: near, lowest_rate: D('0.00005'), highest_rate: 1 }, D('0.0001'));
    // Too near for 28 digits of either: none is given rather than a doubtful one.
    const nearer = text([D(1), D('-2.00000001'), D('1.00000001')]);
    expect(() => runWat('irr', { flows: nearer })).toThrow(several);
    expect(() => runWat('irr_between', { flows: nearer, lowest_rate: '0.000000005', highest_rate: '1' })).toThrow(
      several,
    );
    const apart = text([D(1), D('-2.00000001'), D('1.0000000100000001')]);
    expect(() => runWat('irr', { flows: apart })).toThrow(new LibraryTrap(TRAPS.never_reached));
  });
});
