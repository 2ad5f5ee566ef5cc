/** Lists that fit each other and their function; `k` is 1 … 400. */
import Decimal from 'decimal.js';
import { entriesOf } from '../core/sandbox/limits.ts';
import { at, type Fit, type Inputs } from './test-fits.ts';

const entries = (v: Inputs, name: string): string[] => entriesOf(at(v, name)) ?? [];
const list = (values: readonly Decimal.Value[]): string =>
  `[${values.map((value) => new Decimal(value).toFixed()).join(', ')}]`;
/** As many entries as another list has, each made from its place. */
const alongside =
  (name: string, other: string, entry: (place: number, k: number, v: Inputs) => Decimal.Value): Fit =>
  (v, k) => ({ ...v, [name]: list(entries(v, other).map((_, place) => entry(place, k, v))) });
/** An outlay before what comes in, of a twentieth of that to so many times that. */
const withOutlay =
  (most: number): Fit =>
  (v, k) => {
    const flows = entries(v, 'flows');
    const total = flows.reduce((sum, flow) => sum.plus(flow), new Decimal(0)).abs();
    const part = new Decimal(k % 200).div(200).times(most).plus('0.05');
    const outlay = total.times(part).toDecimalPlaces(2).plus('0.01').neg();
    return { ...v, flows: list([outlay, ...flows]) };
  };
/** Day numbers a month or so apart; some flows share a day. */
const days = alongside(
  'days',
  'flows',
  (place, k) => place * 30 + (place % 3 === 1 ? 0 : (k * place) % 30) - (place % 5 === 4 ? 29 : 0) + k,
);
const sorted: Fit = (v) => ({ ...v, days: list(entries(v, 'days').sort((a, b) => new Decimal(a).cmp(b))) });
const band: Fit = (v, k) => ({
  ...v,
  lowest_rate: new Decimal(k % 50).div(-100).toFixed(),
  highest_rate: `1${'0'.repeat(k % 9)}`,
});
/** Flows a month apart double in weeks: their yearly rates are large. */
const wideBand: Fit = (v, k) => ({ ...v, lowest_rate: '-0.99999', highest_rate: `1000${'0'.repeat(k % 9)}` });
const layers: Fit = (v, k) => {
  const fitted = alongside('unit_costs', 'quantities', (place) => new Decimal(1000 + ((place * k) % 977)).div(100))(
    v,
    k,
  );
  const total = entries(v, 'quantities').reduce((sum, q) => sum + Number(q), 0);
  return 'sold' in v ? { ...fitted, sold: String(k % (total + 2)) } : fitted;
};
const all =
  (...fits: Fit[]): Fit =>
  (v, k) =>
    fits.reduce((now, fit) => fit(now, k), v);

/** Fit by function name. */
export const LISTS: Readonly<Record<string, Fit>> = {
  xnpv: all(days, sorted),
  irr: withOutlay(2),
  irr_between: all(withOutlay(2), band),
  xirr: all(withOutlay(2), days, sorted),
  xirr_between: all(withOutlay(2), days, sorted, wideBand),
  mirr: withOutlay(2),
  payback_periods: withOutlay(0.9),
  discounted_payback_periods: all(withOutlay(0.4), (v, k) => ({ ...v, rate_per_period: String(k / 4000) })),
  profitability_index_of_flows: withOutlay(2),
  time_weighted_return: alongside('returns', 'returns', (place, k) =>
    new Decimal(((place + 1) * k) % 130).minus(30).div(100),
  ),
  compounded_overnight_rate: all(
    alongside('rates', 'days', (place, k) => new Decimal((place * k) % 900).div(10_000)),
    alongside('days', 'days', (place, k) => 1 + ((place + k) % 4)),
  ),
  fifo_cost_of_sales: layers,
  fifo_inventory: layers,
  lifo_cost_of_sales: layers,
  lifo_inventory: layers,
  weighted_average_cost: layers,
  allocated_part: all(
    alongside('ratios', 'ratios', (place, k) => 1 + ((place * k) % 7)),
    (v, k) => ({ ...v, unit: '0.01', place: String(1 + (k % entries(v, 'ratios').length)) }),
  ),
};
