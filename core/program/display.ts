/** Numbers as people read them: grouped, two places for money, rounded half-up once at the end. */
import currencies from 'currency-codes';
import { Decimal } from 'decimal.js';
import type { Unit } from './units.ts';

const Shown = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -60, toExpPos: 60 });

/** Day on which the list of ISO 4217 that minor units come from was published. */
export const ISO_4217_DATE: string = currencies.publishDate;

/** Digits after the point of a currency: its minor units in ISO 4217; 2 where the list has none (gold, withdrawn codes). */
export function minorUnits(code: string): number {
  return currencies.code(code)?.digits ?? 2;
}

/** Groups thousands of a plain decimal string; keeps every digit. */
export function group(plain: string): string {
  const [whole = '0', part] = plain.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return part === undefined ? grouped : `${grouped}.${part}`;
}

/** An input as a person wrote it, regrouped: money with its minor units at least, other numbers with their own digits. */
export function formatNumber(value: string, unit: string): string {
  const d = new Shown(value.includes('-') && unit === 'date' ? 0 : value);
  if (unit === 'date') return value;
  if (/^[A-Z]{3}$/.test(unit))
    return `${group(d.decimalPlaces() <= minorUnits(unit) ? d.toFixed(minorUnits(unit)) : d.toFixed())} ${unit}`;
  return unit ? `${group(d.toFixed())} ${unit}` : group(d.toFixed());
}

/** A result: its full value in the unit shown, that unit, and the display rounded half-up. */
export function present(value: string, unit: Unit): { value: string; unit: string; display: string; rounding: string } {
  const d = new Shown(value);
  const percent = (times: number, name: string): { value: string; unit: string; display: string; rounding: string } => {
    const scaled = d.times(times);
    return {
      value: scaled.toFixed(),
      unit: name,
      display: `${group(scaled.toFixed(2))} ${name}`,
      rounding: 'half-up to 2 places',
    };
  };
  switch (unit.dim) {
    case 'rate':
      return percent(100, '%');
    case 'points':
      return percent(1, 'pp');
    case 'bp':
      return percent(1, 'bp');
    case 'money': {
      const places = unit.of ? minorUnits(unit.of) : 2;
      return {
        value: d.toFixed(),
        unit: unit.of,
        display: `${group(d.toFixed(places))}${unit.of ? ` ${unit.of}` : ''}`,
        rounding: `half-up to ${places} places`,
      };
    }
    case 'time':
      return whole(d, unit.of === 'hours' ? 'hours' : unit.of);
    case 'units':
    case 'payments':
      return whole(d, unit.dim);
    case 'ratio':
      return unit.of
        ? { value: d.toFixed(), unit: unit.of, display: `${trim(d, 6)} ${unit.of}`, rounding: 'half-up to 6 places' }
        : { value: d.toFixed(), unit: 'x', display: `${d.toFixed(2)} x`, rounding: 'half-up to 2 places' };
    default:
      return { value: d.toFixed(), unit: '', display: group(d.toFixed(2)), rounding: 'half-up to 2 places' };
  }
}

function whole(d: Decimal, unit: string): { value: string; unit: string; display: string; rounding: string } {
  return {
    value: d.toFixed(),
    unit,
    display: `${group(d.isInteger() ? d.toFixed(0) : d.toFixed(2))} ${unit}`,
    rounding: 'half-up to 2 places',
  };
}

const trim = (d: Decimal, places: number): string => group(d.toDecimalPlaces(places).toFixed());
