/**
 * A second opinion on every library function, for tests only: 50 digits, and other ways to the answer than the WAT's
 * formulas (schedules month by month, sums of series, search for the inverse). Throws where there is no answer.
 */
import { accounts } from './oracle/accounts.ts';
import { annuities } from './oracle/annuities.ts';
import { bonds } from './oracle/bonds.ts';
import { business } from './oracle/business.ts';
import { dayCounts } from './oracle/day_counts.ts';
import { depreciation } from './oracle/depreciation.ts';
import { everyday } from './oracle/everyday.ts';
import { interest } from './oracle/interest.ts';
import { loans } from './oracle/loans.ts';
import { moneyMarket } from './oracle/money_market.ts';
import { percent } from './oracle/percent.ts';
import { stock } from './oracle/stock.ts';
import { streams } from './oracle/streams.ts';
import type { Oracle } from './oracle/number.ts';

/** Oracle by function name. */
export const oracle: Readonly<Record<string, Oracle>> = {
  ...percent,
  ...everyday,
  ...interest,
  ...loans,
  ...business,
  ...moneyMarket,
  ...annuities,
  ...bonds,
  ...dayCounts,
  ...depreciation,
  ...accounts,
  ...streams,
  ...stock,
};
