/** Exact arithmetic for reading, and what a written number is once it is read. */
import { Decimal } from 'decimal.js';

/** Wide enough that no written figure is rounded. */
export const Exact = Decimal.clone({ precision: 60, toExpNeg: -60, toExpPos: 60 });

export interface Numeral {
  value: string;
  end: number;
  /** Both readings where one mark can be a decimal mark or a grouping mark. */
  readings?: string[];
  /** True for words ("thirty"), where a bare "one" or "a" is no figure by itself. */
  words: boolean;
}

/** A value with its minus; nothing is less than zero by a minus alone. */
export function signed(value: string, minus: string): string {
  return minus && value !== '0' ? `-${value}` : value;
}

/** A comma in a percent is a decimal mark: nobody writes 1,234 % for a thousand. */
export function percentValue(value: string, number: Numeral): string {
  return number.readings ? (number.readings.find((r) => r.includes('.')) ?? value) : value;
}
