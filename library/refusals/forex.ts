import type { Refusals } from '../test-refusals.ts';

export const forex: Refusals = {
  impossible_input: [
    'forward_rate method=-1',
    'forward_rate method=2',
    'forward_rate method=0.5',
    'forward_rate quote_rate=-1',
    'forward_rate base_rate=-1',
    'forward_rate base_rate=-0.5 term=2',
    'fx_difference booked_rate=0',
    'fx_difference closing_rate=0',
  ],
  negative_term: ['forward_rate term=-1'],
};
