/** Layers of stock and shares of an amount, unit by unit. */
import { by, D, Decimal, refuse, type Oracle } from './number.ts';

/** The cost of each unit, in the order in which it came. */
function units(quantities: readonly Decimal[], costs: readonly Decimal[]): Decimal[] {
  refuse(quantities.length === 0 || quantities.length !== costs.length, 'no layers');
  refuse(
    quantities.some((q) => q.isNegative()),
    'less than nothing in stock',
  );
  return quantities.flatMap((q, k) => Array.from({ length: q.toNumber() }, () => costs[k] ?? D(0)));
}

const sum = (values: readonly Decimal[]): Decimal => values.reduce((a, b) => a.plus(b), D(0));

/** What the units from one place to another cost. */
const cost = (places: (sold: number, all: number) => [start: number, end: number]): Oracle =>
  by((v, list) => {
    const all = units(list('quantities'), list('unit_costs'));
    const sold = v('sold').toNumber();
    refuse(sold < 0 || sold > all.length, 'not so many in stock');
    return sum(all.slice(...places(sold, all.length)));
  });

export const stock: Record<string, Oracle> = {
  fifo_cost_of_sales: cost((sold) => [0, sold]),
  fifo_inventory: cost((sold, all) => [sold, all]),
  lifo_cost_of_sales: cost((sold, all) => [all - sold, all]),
  lifo_inventory: cost((sold, all) => [0, all - sold]),
  allocated_part: by((v, list) => {
    const [ratios, place] = [list('ratios'), v('place').toNumber()];
    refuse(
      ratios.some((w) => w.isNegative()),
      'less than nothing to anybody',
    );
    refuse(place < 1 || place > ratios.length, 'no such part');
    const quotas = ratios.map((w) => v('total').times(w).div(sum(ratios)).div(v('unit')));
    const parts = quotas.map((quota) => quota.floor());
    // One unit after the other to whoever lacks most of the next.
    for (let given = sum(parts); given.times(v('unit')).lt(v('total')); given = sum(parts)) {
      const lacks = quotas.map((quota, k) => quota.minus(parts[k] ?? 0).toDecimalPlaces(30));
      const next = lacks.findIndex((lack) => lack.eq(Decimal.max(...lacks)));
      parts[next] = (parts[next] ?? D(0)).plus(1);
    }
    return (parts[place - 1] ?? D(0)).times(v('unit'));
  }),
  weighted_average_cost: by((_, list) => {
    const all = units(list('quantities'), list('unit_costs'));
    refuse(all.length === 0, 'no unit to share the cost');
    return sum(all.map((unit) => unit.div(all.length)));
  }),
};
