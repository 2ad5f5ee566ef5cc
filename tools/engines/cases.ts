/** Writes what a second engine is to repeat: the metered module of each library example, held-out question and hostile program, and what came out here. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { assemble, holesOf } from '../../core/program/assemble.ts';
import { arities } from '../../core/program/dialect.ts';
import { checkingRate } from '../../models/training/checking-rate.ts';
import { readWritten } from '../../models/training/written.ts';
import * as codes from '../../decimal/assembly/codes.ts';
import { Compiler } from '../../core/sandbox/compile.ts';
import { GAS_LIMIT } from '../../core/sandbox/meter.ts';
import { Trap } from '../../core/sandbox/types.ts';
import { printModule } from '../../core/program/print.ts';
import { isList } from '../../core/program/types.ts';
import { library } from '../../library/index.ts';

const [out = 'cases.jsonl'] = process.argv.slice(2);
const compiler = await Compiler.load();

interface Case {
  name: string;
  wat: string;
  args: string[];
}
const cases: Case[] = [];
for (const fn of library.values()) {
  const args = fn.arguments.map((name) => ({ op: 'param' as const, name }));
  const wat = printModule({ op: 'call', name: fn.name, args }, fn.arguments, library);
  fn.examples.forEach(({ inputs }, i) => {
    cases.push({ name: `${fn.name} ${i + 1}`, wat, args: fn.arguments.map((name) => inputs[name] ?? '') });
  });
  // Zeros everywhere reach the refusals.
  const listed = new Set(fn.params.flatMap(({ name, type }) => (isList(type) ? [name] : [])));
  cases.push({
    name: `${fn.name} of zeros`,
    wat,
    args: fn.arguments.map((name) => (listed.has(name) ? '[0, 0]' : '0')),
  });
  if (listed.size) {
    // A decimal where a list is due, and nothing in it.
    cases.push({ name: `${fn.name} of no list`, wat, args: fn.arguments.map(() => '0') });
    cases.push({
      name: `${fn.name} of nothing`,
      wat,
      args: fn.arguments.map((name) => (listed.has(name) ? '[]' : '0')),
    });
  }
}

/** A list made from its places. */
const list = (length: number, entry: (place: number) => number): string =>
  `[${Array.from({ length }, (_, place) => entry(place)).join(', ')}]`;
const months = (length: number): string => list(length, (place) => place * 30 + (place % 7));
const long: [name: string, args: string[]][] = [
  ['irr', [list(1000, (place) => (place ? 7 : -3000))]],
  ['irr', [list(60, (place) => (place === 0 ? -2000 : place % 12 ? 100 : -300))]],
  // Out of gas: a change of sign from each flow to the next.
  ['irr', [list(400, (place) => (place % 2 ? 100 : -103))]],
  ['xirr', [list(60, (place) => (place ? 100 : -4000)), months(60)]],
  ['xirr', [list(12, (place) => (place === 0 ? -500 : place === 11 ? -900 : 150)), months(12)]],
  ['xnpv', ['0.07', list(1000, (place) => (place ? 100 : -4000)), months(1000)]],
  ['fifo_cost_of_sales', [list(1000, (place) => place), list(1000, (place) => 1000 - place), '250000']],
];
for (const [name, args] of long) {
  const names = library.get(name)?.arguments ?? [];
  const call = { op: 'call' as const, name, args: names.map((param) => ({ op: 'param' as const, name: param })) };
  cases.push({ name: `${name} of many`, wat: printModule(call, names, library), args });
}
// The questions of the held-out set, with the programs that answer them.
const names = arities(library.values());
const heldOut = new URL('../../models/training/questions/held-out/', import.meta.url);
for (const file of readdirSync(heldOut).sort()) {
  for (const line of readFileSync(new URL(file, heldOut), 'utf8').split('\n').filter(Boolean)) {
    const example = readWritten(JSON.parse(line) as { q: string; p: string }, names);
    if (typeof example === 'string' || example.said.kind !== 'program') continue;
    if (holesOf(example.said.body, library).length) continue;
    const figures = new Map(example.figures.map((f) => [f.marker, f]));
    const scope = { figures, library, question: example.text, rate: checkingRate };
    const { wat, args } = assemble(example.said.body, scope);
    cases.push({ name: example.text, wat, args });
  }
}
const answer = (body: string): string => `(module (func $f (export "answer") (result i32) ${body}))`;
cases.push(
  { name: 'an endless loop', wat: answer('(loop $l (br $l)) (i32.const 1)'), args: [] },
  { name: 'endless calls', wat: answer('(i32.add (call $f) (i32.const 1))'), args: [] },
  { name: 'an unreachable place', wat: answer('(unreachable)'), args: [] },
  { name: 'a wrong handle', wat: answer('(i32.const 77)'), args: [] },
);

const lines = cases.map(({ name, wat, args }) => {
  const wasm = Buffer.from(compiler.metered(wat)).toString('base64');
  try {
    const { value, gas } = compiler.run({ wat, args });
    return { name, wasm, args, limit: GAS_LIMIT, value, gas };
  } catch (error) {
    const trap =
      error instanceof Trap ? error.trap : (error as Error).message.includes('unreachable') ? 'unreachable' : '';
    const code = error instanceof Trap ? (error.code ?? null) : null;
    return { name, wasm, args, limit: GAS_LIMIT, trap, code };
  }
});
const runtime = readFileSync(new URL('../../decimal/decimal.wasm', import.meta.url)).toString('base64');
const errors = Object.fromEntries(Object.entries(codes).map(([name, code]) => [code, name.toLowerCase()]));
writeFileSync(out, [{ runtime, errors }, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''));
console.log(`${lines.length} cases`);
