/**
 * Reads and runs the General Decimal Arithmetic test files (speleotrove.com/decimal/dectest.html), which come with
 * CPython's own tests. They are never part of this repository.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { DecimalError, Decimals, ROUNDING, type Context, type DecimalFunctions, type Rounding } from './index.ts';

/** One line of a file: an operation in its context, and what has to come out. */
export interface Case {
  id: string;
  operation: string;
  operands: string[];
  result: string;
  conditions: string[];
  precision: number;
  emax: number;
  emin: number;
  rounding: string;
  clamp: boolean;
  extended: boolean;
}

/** The folder that CPython keeps the files in, or null where there is no Python or it came without its tests. */
export function testFolder(): string | null {
  const program = "import test, os; print(os.path.join(os.path.dirname(test.__file__), 'decimaltestdata'))";
  try {
    const folder = execFileSync('python3', ['-c', program], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return existsSync(folder.trim()) ? folder.trim() : null;
  } catch (error) {
    // No Python, or one without its test package: execFileSync says so with one of these two.
    if (error instanceof Error && ('status' in error || 'code' in error)) return null;
    throw error;
  }
}

/** All cases of a file. */
export function parse(text: string): Case[] {
  const settings = { precision: 9, emax: 384, emin: -383, rounding: 'half_up', clamp: false, extended: true };
  const cases: Case[] = [];
  for (const line of text.split(/\r?\n/)) {
    const directive = /^\s*(\w+)\s*:\s*([^\s-]\S*|-\d+)/.exec(line);
    if (directive) {
      const [, name = '', value = ''] = directive;
      if (/^precision$/i.test(name)) settings.precision = Number(value);
      if (/^maxexponent$/i.test(name)) settings.emax = Number(value);
      if (/^minexponent$/i.test(name)) settings.emin = Number(value);
      if (/^rounding$/i.test(name)) settings.rounding = value.toLowerCase();
      if (/^clamp$/i.test(name)) settings.clamp = value === '1';
      if (/^extended$/i.test(name)) settings.extended = value === '1';
      continue;
    }
    const tokens = [...line.matchAll(/'((?:[^']|'')*)'|"((?:[^"]|"")*)"|(\S+)/g)];
    const words = tokens.map(([, single, double, bare]) => single ?? double ?? bare ?? '');
    const comment = tokens.findIndex(([, , , bare]) => bare?.startsWith('--'));
    if (comment >= 0) words.length = comment;
    const arrow = words.indexOf('->');
    if (arrow < 2) continue;
    const [id = '', operation = '', ...operands] = words.slice(0, arrow);
    const [result = '', ...conditions] = words.slice(arrow + 1);
    const known = { id, operation: operation.toLowerCase(), operands, result };
    cases.push({ ...known, conditions: conditions.map((condition) => condition.toLowerCase()), ...settings });
  }
  return cases;
}

type Operation = (functions: DecimalFunctions, operands: number[], rounding: number) => number;

const one =
  (name: 'abs' | 'exp' | 'ln' | 'log10' | 'neg' | 'plus' | 'sqrt'): Operation =>
  (functions, [a = 0]) =>
    functions[name](a);
const two =
  (name: 'add' | 'sub' | 'mul' | 'div' | 'remainder' | 'quantize' | 'min' | 'max' | 'pow'): Operation =>
  (functions, [a = 0, b = 0]) =>
    functions[name](a, b);
/** Conversions: a product with 1, as another operand, fits a number into the context and keeps the sign of zero. */
const CONVERSIONS = new Set(['apply', 'tosci']);

/** What the files call the operations that the runtime offers. */
const OPERATIONS: Record<string, Operation> = {
  abs: one('abs'),
  add: two('add'),
  apply: two('mul'),
  compare: (functions, [a = 0, b = 0]) => functions.dec(functions.compare(a, b), 0),
  divide: two('div'),
  exp: one('exp'),
  fma: (functions, [a = 0, b = 0, c = 0]) => functions.fma(a, b, c),
  ln: one('ln'),
  log10: one('log10'),
  max: two('max'),
  min: two('min'),
  minus: one('neg'),
  multiply: two('mul'),
  plus: one('plus'),
  power: two('pow'),
  quantize: two('quantize'),
  remainder: two('remainder'),
  squareroot: one('sqrt'),
  subtract: two('sub'),
  tointegral: (functions, [a = 0], rounding) => functions.round(a, 0, rounding),
  tosci: two('mul'),
};

const SPECIAL = /^[+-]?(s?nan\d*|inf(inity)?)$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

const isLong = (operand: string): boolean =>
  NUMBER.test(operand) &&
  operand
    .split(/e/i)[0]!
    .replace('.', '')
    .replace(/^[+-]?0*/, '').length > 34;

/** The widest exponents that a context takes. */
const WIDEST = 999_999;

/** Whether a case would come out otherwise in a context whose exponents end at WIDEST. */
function nearEnds({ operands, result, conditions }: Case): boolean {
  const ends = ['overflow', 'underflow', 'subnormal', 'clamped'];
  return (
    [...operands, result].some((text) => /e[+-]?\d{6,}$/i.test(text)) ||
    conditions.some((condition) => ends.includes(condition))
  );
}

/** Why a case is not for this runtime; null where it is. */
export function skipReason(test: Case): string | null {
  if (!(test.operation in OPERATIONS)) return `operation not offered: ${test.operation}`;
  if (!test.extended) return 'subset arithmetic (extended: 0)';
  if ([...test.operands, test.result].some((text) => text.includes('#'))) return 'encoded operand or result';
  if (test.result === '?') return 'result left open by the file';
  if (test.operation === 'power' && test.operands.length > 2) return 'power with a modulus';
  if (test.operands.some((operand) => SPECIAL.test(operand))) return 'operand is NaN or infinite: no such values here';
  if (!(test.rounding in ROUNDING)) return `rounding mode ${test.rounding}`;
  if (test.precision > 34) return 'precision above 34';
  if (test.emax > WIDEST && nearEnds(test)) return 'exponents of six digits or more';
  if (test.operands.some(isLong)) return 'operand of more than 34 digits';
  if (test.conditions.includes('invalid_context')) return 'the file asks for a narrower context';
  return null;
}

/** What has to come out: a number, or the code of an error. */
function expected({ operation, result, conditions }: Case): string {
  const has = (condition: string): boolean => conditions.includes(condition);
  if (has('conversion_syntax')) return 'argument';
  if (has('division_by_zero')) return 'divide_by_zero';
  if (has('division_undefined')) return operation === 'divide' ? 'divide_by_zero' : 'invalid';
  if (has('invalid_operation') || has('division_impossible')) return 'invalid';
  // With a directed rounding the file has the largest number; here an overflow is an error all the same.
  if (has('overflow')) return 'overflow';
  if (has('underflow') && /^[+-]?0(\.0*)?(e|$)/i.test(result)) return 'underflow';
  // ln 0 and 0 to a negative power are infinite in the specification.
  if (SPECIAL.test(result)) return operation === 'power' ? 'divide_by_zero' : 'invalid';
  return result.toUpperCase().replace('+', (sign, at: number) => (at === 0 ? '' : sign));
}

/** Runs cases one after the other, on one runtime as long as none stops it. */
export class Runner {
  private decimals = new Decimals();
  private context = '';
  private done = 0;

  /** What came out and what had to; null where an operand is outside what the runtime can hold. */
  run(test: Case): { got: string; wanted: string } | null {
    if (++this.done % 10_000 === 0) this.restart();
    this.setContext(test);
    const got = this.compute(test);
    return got === null ? null : { got, wanted: expected(test) };
  }

  private setContext({ precision, rounding, clamp, ...range }: Case): void {
    const emax = Math.min(range.emax, WIDEST);
    const emin = Math.max(range.emin, -WIDEST);
    const context: Context = { precision, emax, emin, rounding: rounding as Rounding, clamp };
    const key = JSON.stringify(context);
    if (key === this.context) return;
    this.decimals.setContext(context);
    this.context = key;
  }

  private compute(test: Case): string | null {
    const converts = CONVERSIONS.has(test.operation);
    const operands: number[] = [];
    try {
      for (const operand of test.operands) operands.push(this.decimals.read(operand));
      if (converts) operands.push(this.decimals.read('1'));
      const operation = OPERATIONS[test.operation]!;
      const rounding = ROUNDING[test.rounding as Rounding];
      return this.decimals.writeScientific(this.decimals.run((functions) => operation(functions, operands, rounding)));
    } catch (error) {
      if (!(error instanceof DecimalError)) throw error;
      this.restart();
      if (operands.length >= test.operands.length) return error.code;
      // Reading never rounds, so a text that is too small to be exact is no operand; other bad texts are an answer.
      return converts && error.code !== 'underflow' ? error.code : null;
    }
  }

  private restart(): void {
    this.decimals = new Decimals();
    this.context = '';
  }
}
