/** Every operation of the decimal runtime beside the same one of decimal.js. Run: npm run bench -- decimal */
import { Decimal } from 'decimal.js';
import { Decimals, ROUNDING, type DecimalFunctions } from '../decimal/index.ts';
import { measure } from './measure.ts';

const D = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, maxE: 6144, minE: -6143 });
const AMOUNT = '250000.75';
const RATE = '1.005416666666666666666666666666667';
const GO = 200;

interface Pair {
  name: string;
  ours: (f: DecimalFunctions, amount: number, rate: number) => number;
  theirs: (amount: Decimal, rate: Decimal) => unknown;
}

const PAIRS: Pair[] = [
  { name: 'add', ours: (f, a, b) => f.add(a, b), theirs: (a, b) => a.plus(b) },
  { name: 'sub', ours: (f, a, b) => f.sub(a, b), theirs: (a, b) => a.minus(b) },
  { name: 'mul', ours: (f, a, b) => f.mul(a, b), theirs: (a, b) => a.times(b) },
  { name: 'div', ours: (f, a, b) => f.div(a, b), theirs: (a, b) => a.div(b) },
  { name: 'remainder', ours: (f, a, b) => f.remainder(a, b), theirs: (a, b) => a.mod(b) },
  { name: 'compare', ours: (f, a, b) => f.compare(a, b), theirs: (a, b) => a.cmp(b) },
  { name: 'min', ours: (f, a, b) => f.min(a, b), theirs: (a, b) => D.min(a, b) },
  { name: 'neg', ours: (f, a) => f.neg(a), theirs: (a) => a.neg() },
  { name: 'ceil', ours: (f, a) => f.ceil(a), theirs: (a) => a.ceil() },
  { name: 'round to 2 places', ours: (f, _, b) => f.round(b, 2, ROUNDING.half_even), theirs: (_, b) => b.toDP(2) },
  { name: 'sqrt', ours: (f, a) => f.sqrt(a), theirs: (a) => a.sqrt() },
  { name: 'exp', ours: (f, _, b) => f.exp(b), theirs: (_, b) => b.exp() },
  { name: 'ln', ours: (f, a) => f.ln(a), theirs: (a) => a.ln() },
  { name: 'log10', ours: (f, a) => f.log10(a), theirs: (a) => a.log(10) },
  { name: 'pow 360', ours: (f, _, b) => f.pow(b, f.dec(360, 0)), theirs: (_, b) => b.pow(360) },
  { name: 'pow −360', ours: (f, _, b) => f.pow(b, f.dec(-360, 0)), theirs: (_, b) => b.pow(-360) },
  { name: 'pow 2.75', ours: (f, _, b) => f.pow(b, f.dec(275, -2)), theirs: (_, b) => b.pow('2.75') },
];

export default async function decimal(): Promise<void> {
  const [amount, rate] = [new D(AMOUNT), new D(RATE)];
  console.log(`\nDecimal operations, microseconds each: decimal.js, the runtime, and their ratio`);
  for (const { name, ours, theirs } of PAIRS) {
    const base = await measure(name, () => {
      for (let i = 0; i < GO; i++) theirs(amount, rate);
    });
    let decimals = new Decimals();
    const operands = (): [number, number] => [decimals.read(AMOUNT), decimals.read(RATE)];
    let [a, b] = operands();
    let made = 0;
    const own = await measure(name, () => {
      for (let i = 0; i < GO; i++) ours(decimals.functions, a, b);
      // The table holds 250,000 values, and this makes two at most in each go.
      made += 2 * GO;
      if (made < 200_000) return;
      decimals = new Decimals();
      [a, b] = operands();
      made = 0;
    });
    const each = (ms: number): string => ((ms * 1000) / GO).toFixed(3).padStart(10);
    console.log(`  ${name.padEnd(20)} ${each(base.ms)} ${each(own.ms)}   × ${(own.ms / base.ms).toFixed(2)}`);
  }
  const instance = await measure('a fresh instance', () => new Decimals(), 100, 10);
  console.log(`  a fresh instance takes ${(instance.ms * 1000).toFixed(0)} microseconds`);
}
