import type { Refusals } from '../test-refusals.ts';

export const calendar: Refusals = {
  impossible_input: [
    'calendar_date date=1.5',
    'day_number month=0',
    'day_number month=13',
    'day_number year=2004.5',
    'day_number month=1.5',
  ],
  negative_term: ['leap_days end=0'],
};
