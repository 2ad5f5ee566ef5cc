import type { Refusals } from '../test-refusals.ts';

export const inventory: Refusals = {
  impossible_input: [
    'moving_average_cost quantity=-1',
    'moving_average_cost received=-1',
    'fifo_cost_of_sales sold=-1',
    'fifo_cost_of_sales sold=801',
    'fifo_cost_of_sales quantities=[] unit_costs=[]',
    'fifo_cost_of_sales quantities=[1]',
    'fifo_cost_of_sales quantities=[300,-1,200,200]',
    'fifo_inventory sold=-1',
    'fifo_inventory sold=801',
    'fifo_inventory quantities=[] unit_costs=[]',
    'lifo_cost_of_sales sold=-1',
    'lifo_cost_of_sales sold=21',
    'lifo_cost_of_sales quantities=[] unit_costs=[]',
    'lifo_inventory sold=-1',
    'lifo_inventory sold=801',
    'lifo_inventory quantities=[1]',
    'weighted_average_cost quantities=[] unit_costs=[]',
    'weighted_average_cost unit_costs=[1]',
  ],
  zero_base: [
    'weighted_average_cost quantities=[0] unit_costs=[5]',
    'moving_average_cost quantity=0 received=0',
    'retail_inventory goods_at_retail=0',
  ],
};
