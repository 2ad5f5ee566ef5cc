/** What the module exports. A program may import the functions of the contract only; the last group is the host's. */
export { abs, add, dec, div, fma, mul, neg, plus, remainder, sub } from './arithmetic';
export { compare, eq, lt, maximum as max, minimum as min } from './compare';
export { exp, ln, log10 } from './elementary';
export { pow } from './power';
export { ceil, floor, quantize, round } from './quantum';
export { sqrt } from './root';
export {
  append as list_append,
  entry as list_get,
  length as list_length,
  newList as list_new,
  total as list_sum,
} from './list';
export {
  addMonths as date_add_months,
  dayOf as date_day,
  daysInMonth as date_days_in_month,
  fromCivil as date_days,
  monthOf as date_month,
  weekday as date_weekday,
  yearOf as date_year,
} from './date';
export { trap } from './errors';

export { context } from './context';
export { error, trapped } from './errors';
export { gas } from './table';
export { beginAt as begin_at } from './ziv';
export { read, text, textSize as text_size, write, writeScientific as write_scientific } from './text';
