/** Typed errors: the code is recorded, then the module traps. What is in memory afterwards is not to be used again. */
import { NONE, PROGRAM } from './codes';

let code: i32 = NONE;
let programCode: i32 = 0;

/** Ends the run. Typed as a value so that it can stand in a return. */
export function fail(reason: i32): i32 {
  code = reason;
  return unreachable();
}

/** The code of the error that ended the run, 0 where none did. */
export function error(): i32 {
  return code;
}

/** The code that the program gave to trap. */
export function trapped(): i32 {
  return programCode;
}

/** A program's own error. */
export function trap(own: i32): i32 {
  programCode = own;
  return fail(PROGRAM);
}
