/**
 * The memory map. Memory has a fixed size and nothing in it is ever freed: an instance serves one run.
 * The compiler's static data (a table of powers of ten) lies below TEXT.
 */

/** Where texts go in and out. */
export const TEXT: usize = 0x1000;
export const TEXT_SIZE: i32 = 1024;
/** The digits of ln 10, once they are known. */
export const LN10: usize = 0x2000;
/** Working numbers of the operation under way. */
export const SCRATCH: usize = 0x10000;
export const SCRATCH_END: usize = 0x40000;
/** Values by handle, SLOT_SIZE bytes each. */
export const SLOTS: usize = 0x40000;
export const SLOT_SIZE: usize = 24;
export const MAX_HANDLES: i32 = 250000;
/** Entries of lists: one handle (u32) each. */
export const ENTRIES: usize = 0x600000;
export const MAX_ENTRIES: i32 = 500000;
// 0x600000 + 500,000 × 4 is below 0x800000, the end of 128 pages.
