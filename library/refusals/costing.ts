import type { Refusals } from '../test-refusals.ts';

export const costing: Refusals = {
  impossible_input: [
    'overhead_volume_variance budgeted_base=0',
    'economic_order_quantity holding_cost=0',
    'economic_order_quantity demand=-1',
    'economic_order_quantity order_cost=-1',
    'learning_curve_average units=0',
    'learning_curve_average learning_rate=0',
  ],
  zero_base: ['operating_leverage operating_income=0', 'overhead_rate base=0'],
  negative_term: ['reorder_point lead_days=-1'],
};
