import type { Refusals } from '../test-refusals.ts';

export const payroll: Refusals = {
  impossible_input: [
    'capped_contribution wages=-1',
    'capped_contribution earlier_wages=-1',
    'capped_contribution ceiling=-1',
    'contribution_above_threshold wages=-1',
    'contribution_above_threshold earlier_wages=-1',
    'contribution_above_threshold threshold=-1',
    'bracket_tax upper=9000',
  ],
};
