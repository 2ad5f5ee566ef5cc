/** Why the runtime stopped. The one list: the runtime records a code, the TypeScript side names it. Valid in both languages. */

/** Nothing went wrong. */
export const NONE = 0;
/** Not a number: the root of a negative, the logarithm of zero, 0^0, a quantum that does not fit. */
export const INVALID = 1;
/** Division by zero, zero to a negative power. */
export const DIVIDE_BY_ZERO = 2;
/** The rounded result is above the largest number. */
export const OVERFLOW = 3;
/** A result that is not zero would have become zero. */
export const UNDERFLOW = 4;
/** A number that stands for no value, or for a value of another kind. */
export const HANDLE = 5;
/** The fixed memory is full. */
export const TOO_MANY_HANDLES = 6;
/** The program called trap; its own code is beside. */
export const PROGRAM = 7;
/** The program took more operations than it was given. */
export const GAS = 8;
/** A text that is not a decimal, or one of more than 34 digits. */
export const ARGUMENT = 9;
/** A day that is in no month, or a year outside 1 to 9999. */
export const DATE = 10;
/** A place outside a list. */
export const INDEX = 11;
/** The digits seen do not tell how to round. No such input is known; the widest attempt has over 500 digits. */
export const UNDECIDED = 12;
