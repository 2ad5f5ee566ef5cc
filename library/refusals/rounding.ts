import type { Refusals } from '../test-refusals.ts';

export const rounding: Refusals = {
  impossible_input: [
    'round_to places=-1',
    'round_to places=31',
    'round_to places=1.5',
    'round_to mode=-1',
    'round_to mode=7',
    'round_to mode=0.5',
    'round_to_multiple increment=0',
  ],
};
