import type { Refusals } from '../test-refusals.ts';

export const ratios: Refusals = {
  impossible_input: [
    'treasury_stock_shares average_price=0',
    'treasury_stock_shares options=-1',
    'treasury_stock_shares exercise_price=-1',
    'diluted_eps shares=0',
    'diluted_eps new_shares=-1',
    'book_value_per_share shares=0',
  ],
  zero_base: [
    'cash_ratio current_liabilities=0',
    'receivables_turnover receivables=0',
    'payables_turnover payables=0',
    'days_inventory_outstanding cost_of_sales=0',
    'debt_to_assets assets=0',
    'dupont_return_on_equity sales=0',
    'dupont_return_on_equity assets=0',
    'dupont_return_on_equity equity=0',
  ],
};
