import type { Refusals } from '../test-refusals.ts';

export const coupons: Refusals = {
  impossible_input: [
    'coupons_left coupons_per_year=0',
    'coupons_left coupons_per_year=5',
    'date_add_months months=1.5',
  ],
  negative_term: ['coupons_left maturity=0'],
};
