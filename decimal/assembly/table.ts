/**
 * The handle table. A handle is a number from 1; 0 is never one, so an unset local is caught.
 * A slot is 24 bytes: exponent, sign and length, four limbs. A list's slot says where its entries are.
 */
import { GAS, HANDLE, TOO_MANY_HANDLES } from './codes';
import { mode } from './context';
import { fail } from './errors';
import { MAX_HANDLES, SLOT_SIZE, SLOTS } from './layout';
import { copy } from './limbs';
import { Num, number } from './number';
import { fit } from './round';
import { clear } from './scratch';

const LIMBS: i32 = 4;
const LIMBS_AT: usize = 8;
const DECIMAL: i32 = 0;
const LIST: i32 = 1;

let count: i32 = 0;
let left: i64 = i64.MAX_VALUE;

/** Sets how many operations the program may take; for the host only. */
export function gas(operations: i64): void {
  left = operations;
}

/** What every operation does first: counts itself, and starts with empty working memory. */
export function begin(operations: i64 = 1): void {
  left -= operations;
  if (left < 0) fail(GAS);
  clear();
}

function slot(handle: i32, kind: i32): usize {
  if (handle < 1 || handle > count) fail(HANDLE);
  const at = SLOTS + <usize>(handle - 1) * SLOT_SIZE;
  if (<i32>load<u8>(at, 6) != kind) fail(HANDLE);
  return at;
}

function fresh(kind: i32): usize {
  if (count >= MAX_HANDLES) fail(TOO_MANY_HANDLES);
  const at = SLOTS + <usize>count * SLOT_SIZE;
  ++count;
  store<u8>(at, kind, 6);
  return at;
}

/** Whether the handle is a decimal's; traps where it is not. */
export function demand(handle: i32): i32 {
  slot(handle, DECIMAL);
  return handle;
}

/** The decimal of a handle as a working number, with room for more limbs. */
export function get(handle: i32, more: i32 = 0): Num {
  const at = slot(handle, DECIMAL);
  const num = number(LIMBS + more);
  num.exponent = load<i32>(at);
  num.sign = <i32>load<u8>(at, 4);
  num.length = <i32>load<u8>(at, 5);
  copy(num.at, at + LIMBS_AT, LIMBS);
  return num;
}

/** Keeps a number that already fits the context. */
export function keep(num: Num): i32 {
  const at = fresh(DECIMAL);
  store<i32>(at, num.exponent);
  store<u8>(at, num.sign, 4);
  store<u8>(at, num.length, 5);
  copy(at + LIMBS_AT, num.at, num.length);
  return count;
}

/** Rounds by the context and keeps. */
export function finish(num: Num): i32 {
  return finishBy(num, mode);
}

/** Rounds by a mode and keeps. */
export function finishBy(num: Num, rounding: i32): i32 {
  const code = fit(num, rounding);
  return code ? fail(code) : keep(num);
}

/** A list's place: its entries, how many there are, and how many there is room for. */
export function makeList(): i32 {
  const at = fresh(LIST);
  placeList(at, 0, 0, 0);
  return count;
}

export function listAt(handle: i32): usize {
  return slot(handle, LIST);
}

export function placeList(at: usize, first: i32, length: i32, room: i32): void {
  store<i32>(at, first);
  store<i32>(at, length, 8);
  store<i32>(at, room, 12);
}

export function listFirst(at: usize): i32 {
  return load<i32>(at);
}

export function listLength(at: usize): i32 {
  return load<i32>(at, 8);
}

export function listRoom(at: usize): i32 {
  return load<i32>(at, 12);
}
