import type { Refusals } from '../test-refusals.ts';

export const rounding: Refusals = {
  impossible_input: [
    'allocated_part total=-1',
    'allocated_part unit=0',
    'allocated_part ratios=[]',
    'allocated_part ratios=[2,-1]',
    'allocated_part place=0',
    'allocated_part place=1.5',
    'allocated_part place=3',
    'allocated_part total=5.5',
    'round_to places=-1',
    'round_to places=31',
    'round_to places=1.5',
    'round_to mode=-1',
    'round_to mode=7',
    'round_to mode=0.5',
    'round_to_multiple increment=0',
  ],
  zero_base: ['allocated_part ratios=[0,0]'],
};
