/**
 * Adds to a module what makes it stop by itself, the same way on every engine: a gas counter that is paid at the start of
 * each stretch of instructions, and a limit of call depth. Both are exported globals, so that whoever runs the module can
 * see why it stopped: gas below zero, or a depth above the limit. Nothing else about the module changes.
 *
 * It works on the binary, after all that a program may not have is refused: floats, memory and tables are not known here.
 */
import { Trap } from './types.ts';

/** Gas of one run where the caller sets none: some million plain instructions. */
export const GAS_LIMIT = 10_000_000;
/** Deepest chain of calls; every engine holds that many small frames. */
export const DEPTH_LIMIT = 400;
/** Names of the exported globals. */
export const GAS_EXPORT = 'gas';
export const DEPTH_EXPORT = 'depth';

/** Gas of a call into the decimal runtime, by its name: about its time beside a plain instruction. */
const RUNTIME_COST: Record<string, number> = { div: 60, sqrt: 300, exp: 2000, ln: 2000, log10: 2000, pow: 4000 };
const RUNTIME_CALL = 25;
const CALL = 5;

const SECTION = { type: 1, import: 2, function: 3, global: 6, export: 7, code: 10 } as const;
const OP = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Const: 0x41,
  i64Const: 0x42,
  i32GtS: 0x4a,
  i64LtS: 0x53,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i64Sub: 0x7d,
} as const;
const I32 = 0x7f;
const I64 = 0x7e;
const EMPTY = 0x40;

/** A cursor over bytes that reads LEB128 numbers. */
class Reader {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;
  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }
  byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new Trap('engine', 'the module ends early');
    return value;
  }
  u32(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (!(byte & 0x80)) return value;
    }
  }
  /** Passes over one number of any width. */
  skipNumber(): void {
    while (this.byte() & 0x80);
  }
  text(): string {
    const length = this.u32();
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }
  since(start: number): Uint8Array {
    return this.bytes.subarray(start, this.at);
  }
}

const u32 = (value: number): number[] => {
  const out: number[] = [];
  do {
    out.push((value % 128) + (value >= 128 ? 128 : 0));
    value = Math.floor(value / 128);
  } while (value > 0);
  return out;
};
const signed = (value: bigint): number[] => {
  const out: number[] = [];
  for (;;) {
    const byte = Number(value & 0x7fn);
    value >>= 7n;
    const done = (value === 0n && !(byte & 0x40)) || (value === -1n && (byte & 0x40) !== 0);
    out.push(done ? byte : byte | 0x80);
    if (done) return out;
  }
};
const name = (text: string): number[] => {
  const bytes = [...new TextEncoder().encode(text)];
  return [...u32(bytes.length), ...bytes];
};

interface Shape {
  /** Import names of the functions that come first in the index space. */
  imports: string[];
  globals: number;
  /** Result byte by type index; EMPTY for none. */
  results: number[];
  /** Type index of each own function. */
  types: number[];
}

/** The module with its counters; `gas` is what one run may spend. Throws Trap for what it does not know. */
export function meter(module: Uint8Array, gas: number = GAS_LIMIT): Uint8Array<ArrayBuffer> {
  const sections = split(module);
  const shape = shapeOf(sections);
  const counters = { gas: shape.globals, depth: shape.globals + 1 };
  const global = [...[I64, 1, OP.i64Const, ...signed(BigInt(gas)), OP.end], ...[I32, 1, OP.i32Const, 0, OP.end]];
  const exported = [
    ...[...name(GAS_EXPORT), 3, ...u32(counters.gas)],
    ...[...name(DEPTH_EXPORT), 3, ...u32(counters.depth)],
  ];
  const out: number[] = [...module.subarray(0, 8)];
  const put = (id: number, body: readonly number[]): void => {
    out.push(id, ...u32(body.length));
    append(out, body);
  };
  for (const id of Object.values(SECTION)) {
    const body = sections.get(id);
    if (id === SECTION.global) put(id, extended(body, 2, global));
    else if (id === SECTION.export) put(id, extended(body, 2, exported));
    else if (id === SECTION.code && body) put(id, codes(body, shape, counters));
    else if (body) put(id, [...body]);
  }
  return new Uint8Array(out);
}

/** For what may be long: the arguments of one `push` stand on the stack. */
function append(out: number[], more: Iterable<number>): void {
  for (const byte of more) out.push(byte);
}

function split(module: Uint8Array): Map<number, Uint8Array> {
  const reader = new Reader(module, 8);
  const sections = new Map<number, Uint8Array>();
  while (reader.at < module.length) {
    const id = reader.byte();
    const size = reader.u32();
    sections.set(id, module.subarray(reader.at, reader.at + size));
    reader.at += size;
  }
  return sections;
}

/** A section's vector with more entries at its end. */
function extended(body: Uint8Array | undefined, count: number, more: readonly number[]): number[] {
  if (!body) return [...u32(count), ...more];
  const reader = new Reader(body);
  const had = reader.u32();
  return [...u32(had + count), ...body.subarray(reader.at), ...more];
}

function shapeOf(sections: ReadonlyMap<number, Uint8Array>): Shape {
  const shape: Shape = { imports: [], globals: 0, results: [], types: [] };
  each(sections.get(SECTION.type), (reader) => {
    if (reader.byte() !== 0x60) throw new Trap('engine', 'a type is not a function');
    for (let n = reader.u32(); n > 0; n--) reader.byte();
    const results = reader.u32();
    if (results > 1) throw new Trap('engine', 'a function has several results');
    shape.results.push(results ? reader.byte() : EMPTY);
  });
  each(sections.get(SECTION.import), (reader) => {
    reader.text();
    const imported = reader.text();
    if (reader.byte() !== 0) throw new Trap('import', `a program cannot import ${imported.slice(0, 40)}`);
    reader.u32();
    shape.imports.push(imported);
  });
  each(sections.get(SECTION.function), (reader) => void shape.types.push(reader.u32()));
  each(sections.get(SECTION.global), (reader) => {
    reader.at += 2;
    while (reader.byte() !== OP.end) reader.skipNumber();
    shape.globals++;
  });
  return shape;
}

function each(body: Uint8Array | undefined, read: (reader: Reader) => void): void {
  if (!body) return;
  const reader = new Reader(body);
  for (let n = reader.u32(); n > 0; n--) read(reader);
}

interface Counters {
  gas: number;
  depth: number;
}

function codes(body: Uint8Array, shape: Shape, counters: Counters): number[] {
  const reader = new Reader(body);
  const count = reader.u32();
  const out: number[] = u32(count);
  for (let i = 0; i < count; i++) {
    const size = reader.u32();
    const end = reader.at + size;
    const start = reader.at;
    for (let groups = reader.u32(); groups > 0; groups--) {
      reader.u32();
      reader.byte();
    }
    const locals = reader.since(start);
    const result = shape.results[shape.types[i] ?? -1] ?? EMPTY;
    const metered = [
      ...locals,
      ...enter(counters),
      ...[OP.block, result],
      ...instructions(new Reader(body, reader.at, end), shape, counters),
      ...leave(counters),
      OP.end,
    ];
    out.push(...u32(metered.length));
    append(out, metered);
    reader.at = end;
  }
  return out;
}

/** depth += 1, and stop where that is too deep. */
const enter = ({ depth }: Counters): number[] => [
  ...[OP.globalGet, ...u32(depth), OP.i32Const, 1, OP.i32Add, OP.globalSet, ...u32(depth)],
  ...[OP.globalGet, ...u32(depth), OP.i32Const, ...signed(BigInt(DEPTH_LIMIT)), OP.i32GtS],
  ...[OP.if, EMPTY, OP.unreachable, OP.end],
];
const leave = ({ depth }: Counters): number[] => [
  ...[OP.globalGet, ...u32(depth), OP.i32Const, 1, OP.i32Sub, OP.globalSet, ...u32(depth)],
];
/** gas −= cost, and stop where nothing is left. */
const pay = ({ gas }: Counters, cost: number): number[] => [
  ...[OP.globalGet, ...u32(gas), OP.i64Const, ...signed(BigInt(cost)), OP.i64Sub, OP.globalSet, ...u32(gas)],
  ...[OP.globalGet, ...u32(gas), OP.i64Const, 0, OP.i64LtS],
  ...[OP.if, EMPTY, OP.unreachable, OP.end],
];

/**
 * A function's instructions, each stretch up to the next branch or label paid before it runs. `return` becomes a branch
 * to the block around the body, so that every way out counts the depth down; a branch to the function's own label
 * reaches that block by itself.
 */
function instructions(reader: Reader, shape: Shape, counters: Counters): number[] {
  const out: number[] = [];
  let stretch: number[] = [];
  let cost = 0;
  let nesting = 0;
  const flush = (): void => {
    if (cost > 0) out.push(...pay(counters, cost));
    append(out, stretch);
    stretch = [];
    cost = 0;
  };
  while (reader.at < reader.end) {
    const start = reader.at;
    const op = reader.byte();
    cost += 1;
    if (op === OP.call) cost += callCost(reader, shape);
    else skipImmediates(op, reader);
    if (op === OP.return) stretch.push(OP.br, ...u32(nesting));
    else append(stretch, reader.since(start));
    if (op === OP.block || op === OP.loop || op === OP.if) nesting++;
    if (op === OP.end) nesting--;
    if (ENDS_STRETCH.has(op)) flush();
  }
  flush();
  return out;
}

const ENDS_STRETCH: ReadonlySet<number> = new Set([
  OP.loop,
  OP.if,
  OP.else,
  OP.end,
  OP.br,
  OP.brIf,
  OP.brTable,
  OP.return,
  OP.unreachable,
]);

function callCost(reader: Reader, shape: Shape): number {
  const imported = shape.imports[reader.u32()];
  return imported === undefined ? CALL : (RUNTIME_COST[imported] ?? RUNTIME_CALL);
}

function skipImmediates(op: number, reader: Reader): void {
  if (op === OP.block || op === OP.loop || op === OP.if || op === OP.br || op === OP.brIf) reader.skipNumber();
  else if (op === OP.brTable) for (let n = reader.u32() + 1; n > 0; n--) reader.u32();
  else if (op >= 0x20 && op <= OP.globalSet) reader.u32();
  else if (op === OP.i32Const || op === OP.i64Const) reader.skipNumber();
  else if (!isPlain(op)) throw new Trap('engine', `the instruction 0x${op.toString(16)} is not known`);
}

/** Instructions without immediates: control, drop, select, and all of i32 and i64; no float among them. */
function isPlain(op: number): boolean {
  return (
    op <= 0x01 ||
    op === OP.else ||
    op === OP.end ||
    op === OP.return ||
    op === 0x1a ||
    op === 0x1b ||
    (op >= 0x45 && op <= 0x5a) ||
    (op >= 0x67 && op <= 0x8a) ||
    op === 0xa7 ||
    op === 0xac ||
    op === 0xad
  );
}
