import type { Refusals } from '../test-refusals.ts';

export const capital: Refusals = {
  impossible_input: [
    'wacc equity=-1',
    'wacc debt=-1',
    'gordon_cost_of_equity price=0',
    'implied_growth price=0',
    'two_stage_dividend_value years=1.5',
    'holding_period_return bought=-1',
    'annualised_return total_return=-1.1',
    'modified_dietz weight=-1',
    'modified_dietz weight=1.1',
    'modified_dietz begin_value=-100',
    'sharpe_ratio deviation=-1',
    'tvpi paid_in=0',
  ],
  zero_base: [
    'wacc equity=0 debt=0',
    'holding_period_return bought=0',
    'sharpe_ratio deviation=0',
    'treynor_ratio beta=0',
    'profitability_index outlay=0',
  ],
  negative_term: ['two_stage_dividend_value years=-1', 'annualised_return term=0'],
  diverges: ['two_stage_dividend_value later_growth=0.1'],
};
