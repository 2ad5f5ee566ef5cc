import type { Refusals } from '../test-refusals.ts';

export const inventory: Refusals = {
  impossible_input: ['moving_average_cost quantity=-1', 'moving_average_cost received=-1'],
  zero_base: ['moving_average_cost quantity=0 received=0', 'retail_inventory goods_at_retail=0'],
};
