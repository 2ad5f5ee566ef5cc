/** What the counters cost: the same programs with and without them. Run: npm run bench -- gas */
import wabt from 'wabt';
import { Decimals, type DecimalFunctions } from '../decimal/index.ts';
import { meter } from '../core/sandbox/meter.ts';
import { printModule } from '../core/program/print.ts';
import { library } from '../library/index.ts';
import { measure, report } from './measure.ts';

const COUNT = `(module (func (export "answer") (result i32) (local $i i32)
  (loop $l (local.set $i (i32.add (local.get $i) (i32.const 1))) (br_if $l (i32.lt_s (local.get $i) (i32.const 100000))))
  (local.get $i)))`;

export default async function gas(): Promise<void> {
  const tools = await wabt();
  const encode = (wat: string): Uint8Array<ArrayBuffer> => {
    const module = tools.parseWat('bench.wat', wat);
    const bytes = new Uint8Array(module.toBinary({}).buffer);
    module.destroy();
    return bytes;
  };
  const ready = (bytes: Uint8Array<ArrayBuffer>, args: readonly string[]): (() => number) => {
    const module = new WebAssembly.Module(bytes);
    return () => {
      const decimals = new Decimals();
      const instance = new WebAssembly.Instance(module, {
        decimal: decimals.functions as unknown as WebAssembly.ModuleImports & DecimalFunctions,
      });
      const handles = args.map((arg) => decimals.read(arg));
      return (instance.exports['answer'] as (...handles: number[]) => number)(...handles);
    };
  };
  const both = async (title: string, wat: string, args: readonly string[]): Promise<void> => {
    const bytes = encode(wat);
    const plain = await measure('without counters', ready(bytes, args), 400);
    report(title, plain, [await measure('with counters', ready(meter(bytes, 1e9), args), 400)]);
  };
  for (const name of ['loan_payment', 'compound_amount', 'percent_of']) {
    const fn = library.get(name);
    const inputs = fn?.examples[0]?.inputs ?? {};
    const names = fn?.arguments ?? [];
    const tree = { op: 'call' as const, name, args: names.map((param) => ({ op: 'param' as const, name: param })) };
    await both(
      `${name}, with a fresh runtime`,
      printModule(tree, names, library),
      names.map((param) => inputs[param] ?? ''),
    );
  }
  await both('100,000 rounds of an empty loop: the worst case', COUNT, []);
}
