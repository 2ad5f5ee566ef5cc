import type { Refusals } from '../test-refusals.ts';

export const annuityRates: Refusals = {
  never_reached: [
    'savings_plan_rate target=99',
    'savings_plan_rate periods=1',
    'annuity_rate payment=9000 timing=1',
    'annuity_rate payment=0',
    'annuity_rate periods=1 timing=1',
  ],
  impossible_input: [
    'savings_plan_rate start=-1',
    'savings_plan_rate deposit=-1',
    'savings_plan_rate periods=0.5',
    'savings_plan_rate target=0',
    'savings_plan_rate timing=-1',
    'savings_plan_rate timing=2',
    'savings_plan_rate timing=0.5',
    'annuity_rate present=0',
    'annuity_rate payment=-1',
    'annuity_rate balloon=-1',
    'annuity_rate periods=0.5',
    'annuity_rate timing=-1',
    'annuity_rate timing=2',
    'annuity_rate timing=0.5',
  ],
  zero_base: ['savings_plan_rate deposit=0'],
};
