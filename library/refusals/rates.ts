import type { Refusals } from '../test-refusals.ts';

export const rates: Refusals = {
  impossible_input: [
    'continuous_from_effective effective_rate=-1',
    'dated_future_value cash_rate=-1',
    'dated_future_value end_rate=-1',
    'index_adjusted index_from=-1',
    'compounded_overnight_rate basis=0',
    'compounded_overnight_rate rates=[] days=[]',
    'compounded_overnight_rate days=[1]',
  ],
  zero_base: ['index_adjusted index_from=0'],
  negative_term: [
    'dated_future_value cash_date=0',
    'dated_future_value end=15020',
    'compounded_overnight_rate days=[-1,3]',
    'compounded_overnight_rate days=[0,0]',
  ],
};
