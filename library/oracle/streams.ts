/**
 * Lists of flows: each flow grown or discounted by itself. Rates of flows at regular times are counted with Sturm's
 * sequences, those of dated flows with a fine grid of rates.
 */
import { by, D, Decimal, invert, refuse, repeat, type Oracle } from './number.ts';

type List = readonly Decimal[];

const sum = (values: List): Decimal => values.reduce((a, b) => a.plus(b), D(0));
const needs = (flows: List): void => refuse(flows.length === 0, 'no flows');
const fits = (i: Decimal): void => refuse(i.lte(-1), 'no such rate');
/** Each flow by itself, discounted by its time. */
const worth = (flows: List, i: Decimal, time: (k: number) => Decimal): Decimal => {
  needs(flows);
  fits(i);
  return sum(flows.map((flow, k) => flow.times(repeat(i.plus(1), time(k).neg()))));
};
const years = (days: List): Decimal[] => {
  refuse(
    days.some((day, k) => day.lt(days[k - 1] ?? day)),
    'days that go back',
  );
  return days.map((day) => day.minus(days[0] ?? 0).div(365));
};
const sameLength = (a: List, b: List): void => refuse(a.length === 0 || a.length !== b.length, 'lists that do not fit');

/** Sturm's counting needs far more digits than its answer. */
const Wide = Decimal.clone({ precision: 400 });
type Polynomial = Decimal[];

const at = (p: Polynomial, x: Decimal): Decimal => p.reduce((value, c) => value.times(x).plus(c), new Wide(0));
const trimmed = (p: Polynomial, least: Decimal): Polynomial => {
  const first = p.findIndex((c) => c.abs().gt(least));
  return first < 0 ? [] : p.slice(first);
};
function remainder(a: Polynomial, b: Polynomial): Polynomial {
  const rest = [...a];
  for (let k = 0; k + b.length <= a.length; k++) {
    const factor = (rest[k] ?? D(0)).div(b[0] ?? D(1));
    b.forEach((c, j) => (rest[k + j] = (rest[k + j] ?? D(0)).minus(factor.times(c))));
  }
  const tail = rest.slice(a.length - b.length + 1);
  return trimmed(tail, Decimal.max(...a.map((c) => c.abs())).times('1e-200'));
}

/** Sturm's sequence of a polynomial, highest power first; refuses roots that coincide. */
function sturm(p: Polynomial): Polynomial[] {
  const n = p.length - 1;
  const sequence = [p, p.slice(0, -1).map((c, k) => c.times(n - k))];
  for (;;) {
    const [a = [], b = []] = sequence.slice(-2);
    if (b.length <= 1) return sequence;
    const next = remainder(a, b).map((c) => c.neg());
    refuse(next.length === 0, 'roots that coincide');
    const scale = Decimal.max(...next.map((c) => c.abs()));
    sequence.push(next.map((c) => c.div(scale)));
  }
}
const changes = (sequence: readonly Polynomial[], x: Decimal): number => {
  const signs = sequence.map((p) => at(p, x)).filter((value) => !value.isZero());
  return signs.filter((value, k) => k > 0 && value.isNegative() !== signs[k - 1]?.isNegative()).length;
};

/** Where f changes its sign between two factors, by halving: slow, and nothing misleads it. */
function halved(f: (x: Decimal) => Decimal, low: Decimal, high: Decimal): Decimal {
  let [a, b] = [low, high];
  const below = f(a.isZero() ? b.times('1e-60') : a).isNegative();
  for (let turn = 0; turn < 400 && b.minus(a).gt(b.times('1e-45')); turn++) {
    const middle = a.plus(b).div(2);
    if (f(middle).isNegative() === below) a = middle;
    else b = middle;
  }
  return a.plus(b).div(2);
}

/** The one growth factor from `low` to `high` at which flows at regular times are worth nothing. */
function growth(flows: List, low: Decimal | null, high: Decimal | null): Decimal {
  needs(flows);
  const first = flows.findIndex((c) => !c.isZero());
  const last = flows.findLastIndex((c) => !c.isZero());
  refuse(first === last, 'a single flow');
  const p = flows.slice(first, last + 1).map((c) => new Wide(c));
  const sequence = sturm(p);
  const bound = Decimal.max(...p.map((c) => c.div(p[0] ?? 1).abs())).plus(2);
  const [a, b] = [new Wide(low ?? 0), new Wide(high ?? bound)];
  const atLow = at(p, a).isZero();
  const count = changes(sequence, a) - changes(sequence, b) + (atLow ? 1 : 0);
  refuse(count !== 1, `${count} rates`);
  if (atLow) return D(a.toString());
  return halved((x) => at(p, x), D(a.toString()), D(b.toString()));
}

const STEPS = 20_000;

/** The one rate of dated flows from `low` to `high`, as the logarithm of the growth in a year. */
function dated(flows: List, days: List, low: Decimal | null, high: Decimal | null): Decimal {
  sameLength(flows, days);
  const times = years(days);
  const value = (x: Decimal): Decimal =>
    sum(flows.map((flow, k) => flow.times((times[k] ?? D(0)).neg().times(x).exp())));
  const plain = flows.map((flow, k): [number, number] => [flow.toNumber(), (times[k] ?? D(0)).toNumber()]);
  const sign = (x: number): number => {
    const shift = Math.max(...plain.map(([, t]) => -t * x));
    return Math.sign(plain.reduce((all, [flow, t]) => all + flow * Math.exp(-t * x - shift), 0));
  };
  // No round rate falls on the grid.
  const [from, to] = [low?.plus(1).ln().toNumber() ?? -200.0123, high?.plus(1).ln().toNumber() ?? 200.0456];
  const grid = Array.from({ length: STEPS + 1 }, (_, k) => from + ((to - from) * k) / STEPS);
  const signs = grid.map(sign);
  const found = signs.flatMap((s, k) => (k > 0 && s * (signs[k - 1] ?? 0) < 0 ? [k] : []));
  refuse(found.length !== 1, `${found.length} rates`);
  const k = found[0] ?? 1;
  const x = invert(value, D(0), D(grid[k - 1] ?? 0), D(grid[k] ?? 0));
  return x.exp().minus(1);
}

export const streams: Record<string, Oracle> = {
  npv: by((v, list) => worth(list('flows'), v('rate_per_period'), (k) => D(k + 1))),
  npv_first_now: by((v, list) => worth(list('flows'), v('rate_per_period'), D)),
  xnpv: by((v, list) => {
    sameLength(list('flows'), list('days'));
    const times = years(list('days'));
    return worth(list('flows'), v('annual_rate'), (k) => times[k] ?? D(0));
  }),
  irr: by((_, list) => growth(list('flows'), null, null).minus(1)),
  irr_between: by((v, list) => growth(list('flows'), v('lowest_rate').plus(1), v('highest_rate').plus(1)).minus(1)),
  xirr: by((_, list) => dated(list('flows'), list('days'), null, null)),
  xirr_between: by((v, list) => dated(list('flows'), list('days'), v('lowest_rate'), v('highest_rate'))),
  mirr: by((v, list) => {
    const flows = list('flows');
    const n = flows.length - 1;
    refuse(n < 1, 'no interval');
    const paid = flows.map((flow) => Decimal.min(flow, 0));
    const outlay = worth(paid, v('finance_rate'), D).neg();
    refuse(outlay.isZero(), 'nothing paid');
    const end = sum(
      flows.map((flow, k) => repeat(v('reinvestment_rate').plus(1), D(n - k)).times(Decimal.max(flow, 0))),
    );
    const factor = end.div(outlay);
    return factor.isZero() ? D(-1) : factor.ln().div(n).exp().minus(1);
  }),
  stream_future_value: by((v, list) => {
    const flows = list('flows');
    needs(flows);
    fits(v('rate_per_period'));
    const later = v('timing').isZero() ? 0 : 1;
    return sum(
      flows.map((flow, k) => flow.times(repeat(v('rate_per_period').plus(1), D(flows.length - 1 - k + later)))),
    );
  }),
  payback_periods: by((_, list) => paidBack(list('flows'))),
  discounted_payback_periods: by((v, list) =>
    paidBack(list('flows').map((flow, k) => flow.times(repeat(v('rate_per_period').plus(1), D(-k))))),
  ),
  profitability_index_of_flows: by((v, list) => {
    const [outlay = D(0), ...later] = list('flows');
    refuse(!outlay.isNegative(), 'no outlay');
    return later.length
      ? worth(later, v('rate_per_period'), (k) => D(k + 1))
          .div(outlay)
          .neg()
      : D(0);
  }),
  time_weighted_return: by((_, list) =>
    sum(list('returns').map((r) => r.plus(1).ln()))
      .exp()
      .minus(1),
  ),
  compounded_overnight_rate: by((v, list) => {
    const [rates, days] = [list('rates'), list('days')];
    sameLength(rates, days);
    let [balance, interest] = [D(1_000_000), D(0)];
    rates.forEach((rate, k) => {
      const earned = balance.times(rate).times((days[k] ?? D(0)).div(v('basis')));
      interest = interest.plus(earned);
      balance = balance.plus(earned);
    });
    return interest.div(1_000_000).div(sum(days).div(v('basis')));
  }),
};

/** When what has come in covers the outlay, counted back from the end of that period by what is too much. */
function paidBack(flows: List): Decimal {
  refuse(!flows[0]?.isNegative(), 'no outlay');
  const balance = (k: number): Decimal => sum(flows.slice(0, k + 1));
  const k = flows.findIndex((_, n) => !balance(n).isNegative());
  refuse(k < 0, 'never paid back');
  return D(k).minus(balance(k).div(flows[k] ?? D(1)));
}
