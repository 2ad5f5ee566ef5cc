/** Lists of decimals, for cash flows. A list is a handle too; its entries grow in a place of their own. */
import { INDEX, INVALID, TOO_MANY_HANDLES } from './codes';
import { mode } from './context';
import { fail } from './errors';
import { ENTRIES, MAX_ENTRIES } from './layout';
import * as limbs from './limbs';
import { FLOOR } from './modes';
import { Num, number } from './number';
import { mark, release, take } from './scratch';
import { begin, demand, finish, get, listAt, listFirst, listLength, listRoom, makeList, placeList } from './table';

/** Entries taken so far. */
let used: i32 = 0;
/** Limbs of the widest exact sum: all digits of decimal128, 12,288, and those that carries add. */
const MAX_SUM: i32 = 1400;

/** A new empty list. */
export function newList(): i32 {
  begin();
  return makeList();
}

export function length(list: i32): i32 {
  begin();
  return listLength(listAt(list));
}

/** Entry i, from 0. */
export function entry(list: i32, i: i32): i32 {
  begin();
  const at = listAt(list);
  if (i < 0 || i >= listLength(at)) return fail(INDEX);
  return entryAt(at, i);
}

function entryAt(at: usize, i: i32): i32 {
  return load<i32>(ENTRIES + ((<usize>(listFirst(at) + i)) << 2));
}

/** Puts a at the end and gives the list back. */
export function append(list: i32, a: i32): i32 {
  begin();
  const at = listAt(list);
  demand(a);
  const size = listLength(at);
  if (size == listRoom(at)) grow(at, size);
  store<i32>(ENTRIES + ((<usize>(listFirst(at) + size)) << 2), a);
  placeList(at, listFirst(at), size + 1, listRoom(at));
  return list;
}

/** Twice the room, or 8 entries, or what is left: where it is, if nothing lies behind it, else in a new place. */
function grow(at: usize, size: i32): void {
  const first = listFirst(at);
  const last = first + size == used;
  const place = last ? first : used;
  const room = min(max(8, 2 * size), MAX_ENTRIES - place);
  if (room <= size) fail(TOO_MANY_HANDLES);
  if (!last) limbs.copy(ENTRIES + ((<usize>place) << 2), ENTRIES + ((<usize>first) << 2), size);
  used = place + room;
  placeList(at, place, size, room);
}

/** The sum, exact and rounded once, so that it does not depend on the order; 0 for an empty list. Counts an operation for each entry. */
export function total(list: i32): i32 {
  begin();
  const at = listAt(list);
  const size = listLength(at);
  begin(size);
  let lowest = i32.MAX_VALUE;
  let highest = i32.MIN_VALUE;
  let allNegative = true;
  let anyNegative = false;
  const level = mark();
  for (let i = 0; i < size; ++i) {
    const x = get(entryAt(at, i));
    lowest = min(lowest, x.exponent);
    highest = max(highest, x.adjusted);
    if (x.sign) anyNegative = true;
    else allNegative = false;
    release(level);
  }
  if (size == 0) return finish(number(1));
  const columns = (highest - lowest) / limbs.LIMB_DIGITS + 3;
  if (columns > MAX_SUM) return fail(INVALID);
  const sums = take(2 * columns);
  memory.fill(sums, 0, (<usize>columns) << 3);
  const below = mark();
  for (let i = 0; i < size; ++i) {
    accumulate(sums, get(entryAt(at, i), 2), lowest);
    release(below);
  }
  const out = collect(sums, columns);
  out.exponent = lowest;
  // A sum of zero is −0 only where nothing but −0 went in, or in mode floor where signs differ.
  if (out.isZero) out.sign = allNegative || (mode == FLOOR && anyNegative) ? 1 : 0;
  return finish(out);
}

/** Adds the number's limbs to the columns of signed 64-bit sums: room for more additions than there are handles. */
function accumulate(sums: usize, x: Num, lowest: i32): void {
  const gap = x.exponent - lowest;
  const skipped = gap / limbs.LIMB_DIGITS;
  x.pad(gap - skipped * limbs.LIMB_DIGITS);
  for (let i = 0; i < x.length; ++i) {
    const at = sums + ((<usize>(skipped + i)) << 3);
    const value = <i64>limbs.limb(x.at, i);
    store<i64>(at, load<i64>(at) + (x.sign ? -value : value));
  }
}

/** Carries, and turns the sign round where the sum is negative. */
function collect(sums: usize, columns: i32): Num {
  const base = <i64>limbs.BASE;
  let carry: i64 = 0;
  const out = number(columns + 1);
  for (let i = 0; i < columns; ++i) {
    const value = load<i64>(sums + ((<usize>i) << 3)) + carry;
    carry = value / base;
    let rest = value - carry * base;
    if (rest < 0) {
      rest += base;
      --carry;
    }
    limbs.setLimb(out.at, i, <u64>rest);
  }
  if (carry < 0) {
    out.sign = 1;
    // The complement: base^columns less what is there.
    const whole = take(columns + 1);
    limbs.zero(whole, columns);
    limbs.setLimb(whole, columns, 1);
    out.length = limbs.sub(out.at, whole, columns + 1, out.at, limbs.trim(out.at, columns));
  } else out.length = limbs.trim(out.at, columns);
  return out;
}
