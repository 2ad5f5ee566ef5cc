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
