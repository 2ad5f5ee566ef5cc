import type { Refusals } from '../test-refusals.ts';

export const bondYields: Refusals = {
  impossible_input: [
    'bond_yield face=0',
    'bond_yield coupons_per_year=0',
    'bond_yield_between face=0',
    'bond_yield_between coupons_per_year=0',
    'bond_yield_between days_in_period=0',
    'bond_yield_between coupon_rate=-1',
    'bond_yield_between days_accrued=180',
    'bond_yield_between coupons_left=0',
    'bond_yield_between clean_price=1',
    'interest_at_maturity_yield basis=0',
    'interest_at_maturity_yield price=-10',
    'odd_last_yield coupons_per_year=0',
    'odd_last_yield days_in_period=0',
    'odd_last_yield price=-10',
  ],
  negative_term: [
    'bond_yield_between days_accrued=-1',
    'interest_at_maturity_yield days_accrued=-1',
    'interest_at_maturity_yield days_left=0',
    'odd_last_yield days_accrued=-1',
    'odd_last_yield days_left=0',
  ],
};
