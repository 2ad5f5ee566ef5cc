/** Depreciation, year after year on the book value; MACRS from the printed tables. */
import { by, D, Decimal, invert, refuse, repeat, type Oracle } from './number.ts';

type Values = (name: string) => Decimal;

/** IRS Publication 946, percent by year: half-year convention, then mid-quarter by quarter. */
const ALTERNATING = '5.90 5.90 5.91 5.90 5.91 5.90 5.91 5.90 5.91';
const TABLES: Readonly<Record<string, string>> = {
  '3 0': '33.33 44.45 14.81 7.41',
  '5 0': '20 32 19.20 11.52 11.52 5.76',
  '7 0': '14.29 24.49 17.49 12.49 8.93 8.92 8.93 4.46',
  '10 0': '10 18 14.40 11.52 9.22 7.37 6.55 6.55 6.56 6.55 3.28',
  '15 0': `5 9.50 8.55 7.70 6.93 6.23 ${ALTERNATING} 2.95`,
  '20 0':
    '3.750 7.219 6.677 6.177 5.713 5.285 4.888 4.522 4.462 4.461 4.462 4.461 4.462 4.461 4.462 4.461 4.462 4.461 4.462 4.461 2.231',
  '3 1': '58.33 27.78 12.35 1.54',
  '3 2': '41.67 38.89 14.14 5.30',
  '3 3': '25 50 16.67 8.33',
  '3 4': '8.33 61.11 20.37 10.19',
  '5 1': '35 26 15.60 11.01 11.01 1.38',
  '5 2': '25 30 18 11.37 11.37 4.26',
  '5 3': '15 34 20.40 12.24 11.30 7.06',
  '5 4': '5 38 22.80 13.68 10.94 9.58',
  '7 1': '25 21.43 15.31 10.93 8.75 8.74 8.75 1.09',
  '7 3': '10.71 25.51 18.22 13.02 9.30 8.85 8.86 5.53',
  '7 4': '3.57 27.55 19.68 14.06 10.04 8.73 8.73 7.64',
};

/** Charges with the switch to straight line, and the book value after each. */
function toDate(v: Values, periods: Decimal): Decimal {
  let book = v('cost');
  for (let k = 0; periods.gt(k); k++) {
    const declining = book.times(v('factor')).div(v('life'));
    const straight = book.minus(v('salvage')).div(v('life').minus(k));
    book = Decimal.max(v('salvage'), book.minus(Decimal.max(declining, straight)));
  }
  return v('cost').minus(book);
}
const halfUp = (x: Decimal, places = 0): Decimal => x.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);

export const depreciation: Record<string, Oracle> = {
  sum_of_years_short_first: by((v) => {
    const life = v('life').toNumber();
    refuse(v('year').gt(life + 1), 'no such year');
    // Month by month: every month of a year of the life takes a twelfth of that year's digit.
    const first = v('first_months').toNumber();
    const months = Array.from({ length: 12 * life }, (_, k) => life - Math.floor(k / 12));
    const from = v('year').eq(1) ? 0 : first + 12 * (v('year').toNumber() - 2);
    const sum = months.slice(from, first + 12 * (v('year').toNumber() - 1)).reduce((a, b) => a + b, 0);
    const all = months.reduce((a, b) => a + b, 0);
    return v('cost').minus(v('salvage')).times(sum).div(all);
  }),
  fixed_declining_balance: by((v) => {
    const [life, year] = [v('life').toNumber(), v('year').toNumber()];
    refuse(year > life + 1 || v('salvage').gt(v('cost')), 'no such year');
    const kept = invert((q) => repeat(q, v('life')), v('salvage').div(v('cost')), D(0), D(1));
    const rate = halfUp(D(1).minus(kept), 3);
    let [book, charge] = [v('cost'), D(0)];
    for (let k = 1; k <= year; k++) {
      const months = k === 1 ? v('first_months') : k > life ? D(12).minus(v('first_months')) : D(12);
      charge = book.times(rate).times(months).div(12);
      book = book.minus(charge);
    }
    return charge;
  }),
  declining_balance_factor: by((v) => {
    refuse(v('salvage').gt(v('cost')) || v('period').gt(v('life')), 'no such period');
    let [book, charge] = [v('cost'), D(0)];
    for (let k = 0; v('period').gt(k); k++) {
      charge = Decimal.min(book.times(v('factor')).div(v('life')), book.minus(v('salvage')));
      book = book.minus(charge);
    }
    return charge;
  }),
  declining_balance_to_date: by((v) => toDate(v, v('periods'))),
  variable_declining_balance: by((v) => toDate(v, v('last')).minus(toDate(v, v('first')))),
  french_linear: by((v) => {
    let [left, charge] = [v('cost').minus(v('salvage')), D(0)];
    for (let k = 0; v('period').gte(k); k++) {
      const full = v('cost').times(v('rate'));
      charge = Decimal.max(0, Decimal.min(left, k === 0 ? full.times(v('first_fraction')) : full));
      left = left.minus(charge);
    }
    return charge;
  }),
  french_degressive: by((v) => {
    const steps: readonly [number, number][] = [
      [3, 1],
      [5, 1.5],
      [6.0000001, 2],
      [Infinity, 2.5],
    ];
    const life = D(1).div(v('rate'));
    const factor = steps.find(([below]) => life.lt(below))?.[1] ?? 1;
    const charges: Decimal[] = [];
    let book = v('cost');
    for (let k = 0; v('period').gte(k); k++) {
      const part = k === 0 ? v('first_fraction') : D(1);
      const full = halfUp(book.times(v('rate')).times(factor).times(part));
      // The year in which salvage would be passed: half the book value, and nothing in the years after.
      if (k > 0 && book.minus(full).lt(v('salvage'))) return v('period').eq(k) ? halfUp(book.div(2)) : D(0);
      charges.push(full);
      book = book.minus(full);
    }
    return charges.at(-1) ?? D(0);
  }),
  macrs_rate: by((v) => {
    const printed = TABLES[`${v('recovery').toFixed()} ${v('convention').toFixed()}`]?.split(' ');
    const percent = printed?.[v('year').toNumber() - 1];
    if (percent === undefined) throw new RangeError('no such table');
    return D(percent).div(100);
  }),
};
