/** Layers of stock, unit by unit. */
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
  weighted_average_cost: by((_, list) => {
    const all = units(list('quantities'), list('unit_costs'));
    refuse(all.length === 0, 'no unit to share the cost');
    return sum(all.map((unit) => unit.div(all.length)));
  }),
};
