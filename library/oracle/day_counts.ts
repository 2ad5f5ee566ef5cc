/** Day counts with the calendar of JavaScript's Date, day by day where a rule allows it. */
import { by, D, Decimal, refuse, type Oracle } from './number.ts';

type Values = (name: string) => Decimal;
interface Day {
  y: number;
  m: number;
  d: number;
}

const DAY = 86_400_000;
const civil = (day: number): Day => {
  const date = new Date(day * DAY);
  return { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() };
};
const number = (y: number, m: number, d: number): number => Date.UTC(y, m - 1, d) / DAY;
const at = (v: Values, name: string): number => v(name).toNumber();
const monthEnd = ({ y, m }: Day): number => civil(number(y, m + 1, 1) - 1).d;
const isFebruaryEnd = (day: Day): boolean => day.m === 2 && day.d === monthEnd(day);
const isLeap = (y: number): boolean => civil(number(y, 3, 1) - 1).d === 29;

/** Both days in order. */
const span = (v: Values): [number, number, Day, Day] => {
  const [start, end] = [at(v, 'start'), at(v, 'end')];
  refuse(end < start, 'time runs backwards');
  return [start, end, civil(start), civil(end)];
};
/** 30/360 by counting months one by one. */
const thirty = (a: Day, b: Day, first: number, last: number): number => {
  let months = 0;
  for (let { y, m } = a; y !== b.y || m !== b.m; months++) [y, m] = m === 12 ? [y + 1, 1] : [y, m + 1];
  return months * 30 + last - first;
};
const us = (a: Day, b: Day): number => {
  let [first, last] = [a.d, b.d];
  if (isFebruaryEnd(a) && isFebruaryEnd(b)) last = 30;
  if (isFebruaryEnd(a)) first = 30;
  if (last === 31 && first >= 30) last = 30;
  if (first === 31) first = 30;
  return thirty(a, b, first, last);
};
const eurobond = (a: Day, b: Day): number => thirty(a, b, a.d === 31 ? 30 : a.d, b.d === 31 ? 30 : b.d);
/** Every 29 February after `start` and up to `end`, year by year. */
const leapDays = (start: number, end: number): number => {
  let count = 0;
  for (let y = civil(start).y; y <= civil(end).y; y++) {
    const leap = number(y, 2, 29);
    if (isLeap(y) && leap > start && leap <= end) count++;
  }
  return count;
};
/** The same day k years earlier, the end of February staying the end of February. */
const yearEarlier = (day: number): number => {
  const { y, m, d } = civil(day);
  if (m === 2 && d >= 28) return number(y - 1, 3, 1) - 1;
  return number(y - 1, m, d);
};
/** Coupon dates back from the maturity: [last before or at the settlement, next after it, number left]. */
const couponDates = (v: Values): [number, number, number] => {
  const [settlement, maturity] = [at(v, 'settlement'), at(v, 'maturity')];
  refuse(maturity <= settlement, 'time runs backwards');
  const step = 12 / at(v, 'coupons_per_year');
  const { y, m, d } = civil(maturity);
  const back = (k: number): number => {
    const first = civil(number(y, m - k * step, 1));
    return number(first.y, first.m, Math.min(d, monthEnd(first)));
  };
  let k = 0;
  while (back(k) > settlement) k++;
  return [back(k), back(k - 1), k];
};
const integer = (f: (v: Values) => number): Oracle => by((v) => D(f(v)));

/** YEARFRAC basis 1 as spreadsheets define it. */
const averageYear = (start: number, end: number, a: Day, b: Day): Decimal => {
  const days = D(end - start);
  const withinYear = a.y === b.y || (b.y === a.y + 1 && (a.m > b.m || (a.m === b.m && a.d >= b.d)));
  if (!withinYear) {
    let all = 0;
    for (let y = a.y; y <= b.y; y++) all += isLeap(y) ? 366 : 365;
    return days.times(b.y - a.y + 1).div(all);
  }
  if (a.y === b.y) return days.div(isLeap(a.y) ? 366 : 365);
  return days.div(leapDays(start - 1, end) ? 366 : 365);
};

export const dayCounts: Record<string, Oracle> = {
  calendar_date: integer((v) => Number(new Date(at(v, 'date') * DAY).toISOString().slice(0, 10).replaceAll('-', ''))),
  calendar_year: integer((v) => civil(at(v, 'date')).y),
  calendar_month: integer((v) => civil(at(v, 'date')).m),
  calendar_day: integer((v) => civil(at(v, 'date')).d),
  day_number: integer((v) => number(at(v, 'year'), at(v, 'month'), at(v, 'day'))),
  month_end: integer((v) => monthEnd(civil(at(v, 'date')))),
  days_thirty: integer((v) => {
    const [, , a, b] = span(v);
    return thirty(a, b, at(v, 'first_day'), at(v, 'last_day'));
  }),
  days_30_360: integer((v) => {
    const [, , a, b] = span(v);
    const first = a.d === 31 ? 30 : a.d;
    return thirty(a, b, first, b.d === 31 && first === 30 ? 30 : b.d);
  }),
  days_30e_360: integer((v) => {
    const [, , a, b] = span(v);
    return eurobond(a, b);
  }),
  days_30u_360: integer((v) => {
    const [, , a, b] = span(v);
    return us(a, b);
  }),
  days_30e_360_isda: integer((v) => {
    const [, end, a, b] = span(v);
    const first = a.d === 31 || isFebruaryEnd(a) ? 30 : a.d;
    const last = b.d === 31 || (isFebruaryEnd(b) && end !== at(v, 'termination')) ? 30 : b.d;
    return thirty(a, b, first, last);
  }),
  leap_days: integer((v) => {
    const [start, end] = span(v);
    return leapDays(start, end);
  }),
  days_no_leap: integer((v) => {
    const [start, end] = span(v);
    return end - start - leapDays(start, end);
  }),
  year_fraction_isda: by((v) => {
    const [start, end, a, b] = span(v);
    let sum = D(0);
    for (let y = a.y; y <= b.y; y++) {
      const from = Math.max(start, number(y, 1, 1));
      const to = Math.min(end, number(y + 1, 1, 1));
      sum = sum.plus(D(to - from).div(isLeap(y) ? 366 : 365));
    }
    return sum;
  }),
  year_fraction_icma: by((v) => {
    const [start, end] = span(v);
    const period = v('period_end').minus(v('period_start'));
    refuse(period.lte(0), 'no period');
    return D(end - start)
      .div(period)
      .div(v('coupons_per_year'));
  }),
  year_fraction_afb: by((v) => {
    const [start, end] = span(v);
    let [years, rest] = [0, end];
    for (let next = yearEarlier(rest); next >= start; next = yearEarlier(rest)) [years, rest] = [years + 1, next];
    let leap = 365;
    for (let day = start; day < rest; day++) if (civil(day).m === 2 && civil(day).d === 29) leap = 366;
    return D(years).plus(D(rest - start).div(leap));
  }),
  year_fraction_excel: by((v) => {
    const [start, end, a, b] = span(v);
    const days = D(end - start);
    const basis = at(v, 'basis');
    if (basis === 0) return D(us(a, b)).div(360);
    if (basis === 4) return D(eurobond(a, b)).div(360);
    return basis === 1 ? averageYear(start, end, a, b) : days.div(basis === 2 ? 360 : 365);
  }),
  coupons_left: integer((v) => couponDates(v)[2]),
  date_add_months: integer((v) => {
    const { y, m, d } = civil(at(v, 'date'));
    const end = civil(number(y, m + at(v, 'months') + 1, 1) - 1);
    return number(end.y, end.m, Math.min(d, end.d));
  }),
  days_since_coupon: integer((v) => at(v, 'settlement') - couponDates(v)[0]),
  days_to_coupon: integer((v) => couponDates(v)[1] - at(v, 'settlement')),
  coupon_period_days: integer((v) => couponDates(v)[1] - couponDates(v)[0]),
};
