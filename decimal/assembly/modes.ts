/** Rounding modes of the General Decimal Arithmetic specification. Valid in AssemblyScript and in TypeScript. */

export const HALF_EVEN = 0;
export const HALF_UP = 1;
export const HALF_DOWN = 2;
/** Away from zero. */
export const UP = 3;
/** Towards zero. */
export const DOWN = 4;
/** Towards plus infinity. */
export const CEILING = 5;
/** Towards minus infinity. */
export const FLOOR = 6;
