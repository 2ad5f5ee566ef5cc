/** Working memory of one operation: taken upwards, given back all at once. */
import { SCRATCH, SCRATCH_END } from './layout';

let top: usize = SCRATCH;

/** Forgets all working numbers. */
export function clear(): void {
  top = SCRATCH;
}

/** The present level, to go back to with `release`. */
export function mark(): usize {
  return top;
}

export function release(level: usize): void {
  top = level;
}

/** Room for some limbs. What is in it is not defined. The sizes asked for are bounded, so the end is never reached. */
export function take(limbs: i32): usize {
  const at = top;
  top += (((<usize>limbs) << 2) + 7) & ~7;
  if (top > SCRATCH_END) unreachable();
  return at;
}
