/**
 * Civil dates as day numbers: plain i32, day 0 is 1970-01-01, in the proleptic Gregorian calendar, years 1 to 9999.
 * Algorithms: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", howardhinnant.github.io/date_algorithms.html.
 */
import { DATE } from './codes';
import { fail } from './errors';
import { begin } from './table';

const ERA_DAYS: i32 = 146097;
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH: i32 = 719468;
const FIRST_DAY: i32 = -719162;
const LAST_DAY: i32 = 2932896;

let year: i32 = 0;
let month: i32 = 0;
let day: i32 = 0;

function isLeap(y: i32): bool {
  return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
}

function monthLength(y: i32, m: i32): i32 {
  if (m == 2) return isLeap(y) ? 29 : 28;
  return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
}

function dayNumber(y: i32, m: i32, d: i32): i32 {
  // The year begins in March here, so that the leap day is its last.
  if (m <= 2) --y;
  const era = y / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
  return era * ERA_DAYS + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - EPOCH;
}

/** Finds year, month and day of a day number. */
function split(days: i32): void {
  if (days < FIRST_DAY || days > LAST_DAY) fail(DATE);
  const shifted = days + EPOCH;
  const era = shifted / ERA_DAYS;
  const dayOfEra = shifted - era * ERA_DAYS;
  const yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const shiftedMonth = (5 * dayOfYear + 2) / 153;
  day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
  month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
}

function checkMonth(y: i32, m: i32): void {
  if (y < 1 || y > 9999 || m < 1 || m > 12) fail(DATE);
}

/** Day number of a civil date that exists. */
export function fromCivil(y: i32, m: i32, d: i32): i32 {
  begin();
  checkMonth(y, m);
  if (d < 1 || d > monthLength(y, m)) return fail(DATE);
  return dayNumber(y, m, d);
}

export function yearOf(days: i32): i32 {
  begin();
  split(days);
  return year;
}

export function monthOf(days: i32): i32 {
  begin();
  split(days);
  return month;
}

export function dayOf(days: i32): i32 {
  begin();
  split(days);
  return day;
}

/** The same day so many months later (earlier where negative), or the last of that month where it is shorter. */
export function addMonths(days: i32, months: i32): i32 {
  begin();
  split(days);
  if (months < -120000 || months > 120000) return fail(DATE);
  const total = year * 12 + month - 1 + months;
  const y = total / 12;
  const m = total - y * 12 + 1;
  checkMonth(y, m);
  return dayNumber(y, m, min(day, monthLength(y, m)));
}

export function daysInMonth(y: i32, m: i32): i32 {
  begin();
  checkMonth(y, m);
  return monthLength(y, m);
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekday(days: i32): i32 {
  begin();
  split(days);
  // 0001-01-01 was a Monday.
  return ((days - FIRST_DAY) % 7) + 1;
}
