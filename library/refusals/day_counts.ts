import type { Refusals } from '../test-refusals.ts';

export const dayCounts: Refusals = {
  impossible_input: [
    'year_fraction_icma coupons_per_year=0',
    'year_fraction_icma start=0',
    'year_fraction_icma end=20000',
    'year_fraction_excel basis=-1',
    'year_fraction_excel basis=5',
    'year_fraction_excel basis=0.5',
  ],
  negative_term: [
    'days_thirty end=0',
    'year_fraction_isda end=0',
    'year_fraction_icma end=0',
    'year_fraction_icma period_end=0',
    'year_fraction_afb end=0',
    'year_fraction_excel end=0',
  ],
};
