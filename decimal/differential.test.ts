/**
 * Random operations, each also answered by Python's decimal. DECIMAL_FUZZ sets how many there are of each operation
 * (250), DECIMAL_FUZZ_SEED other ones.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DECIMAL128, DecimalError, Decimals, ROUNDING, type DecimalFunctions, type Rounding } from './index.ts';
import { Operands } from './operands.ts';

const TIMES = Number(process.env['DECIMAL_FUZZ'] ?? 250);
const SEED = Number(process.env['DECIMAL_FUZZ_SEED'] ?? 20260101);
const MODES = Object.keys(ROUNDING) as Rounding[];
const hasPython = spawnSync('python3', ['-c', 'import decimal']).status === 0;
const title = hasPython ? 'beside Python' : 'beside Python (skipped: there is no python3)';

interface Question {
  operation: string;
  rounding: Rounding;
  operands: string[];
}

const pair = (o: Operands): string[] => o.near();
const single = (o: Operands): string[] => [o.any()];

/** How operands are chosen: most operations are interesting where the operands are of like size. */
const OPERANDS: Record<string, (operands: Operands) => string[]> = {
  add: pair,
  sub: pair,
  mul: pair,
  div: pair,
  fma: (o) => o.product(),
  remainder: pair,
  quantize: pair,
  compare: pair,
  min: pair,
  max: pair,
  abs: single,
  neg: single,
  plus: single,
  sqrt: (o) => [o.perhapsSquare()],
  exp: (o) => [o.exponent()],
  ln: (o) => [o.positive()],
  log10: (o) => [o.positive()],
  pow: (o) => o.power(),
  list_sum: (o) => Array.from({ length: 1 + o.below(12) }, () => o.any()),
};

const constant = (mode: Rounding): string => `ROUND_${mode.toUpperCase()}`;

function compute(decimals: Decimals, { operation, operands }: Question): string {
  const { functions } = decimals;
  if (operation === 'round') {
    const [value = '', places = '', mode = ''] = operands;
    const rounding = ROUNDING[mode.replace('ROUND_', '').toLowerCase() as Rounding];
    return decimals.writeScientific(functions.round(decimals.read(value), Number(places), rounding));
  }
  const handles = operands.map((operand) => decimals.read(operand));
  if (operation === 'list_sum') {
    const list = functions.list_new();
    for (const handle of handles) functions.list_append(list, handle);
    return decimals.writeScientific(functions.list_sum(list));
  }
  const call = functions[operation as keyof DecimalFunctions] as (...args: number[]) => number;
  const result = call(...handles);
  return operation === 'compare' ? String(result) : decimals.writeScientific(result);
}

function answerAll(questions: Question[]): string[] {
  let decimals = new Decimals();
  return questions.map((question) => {
    try {
      decimals.setContext({ ...DECIMAL128, rounding: question.rounding });
      return decimals.run(() => compute(decimals, question));
    } catch (error) {
      if (!(error instanceof DecimalError)) throw error;
      decimals = new Decimals();
      return error.code;
    }
  });
}

function askPython(questions: Question[]): string[] {
  const lines = questions.map(({ operation, rounding, operands }) =>
    [operation, constant(rounding), ...operands].join(' '),
  );
  const script = join(import.meta.dirname, 'reference.py');
  const options = { input: `${lines.join('\n')}\n`, encoding: 'utf8', maxBuffer: 1 << 30 } as const;
  return execFileSync('python3', [script], options).trim().split('\n');
}

/** Zeros at the end of a power are not the same in all implementations, so powers are compared by value. */
function byValue(text: string): string {
  if (/^[a-z]/.test(text)) return text;
  const decimals = new Decimals();
  return decimals.write(decimals.read(text));
}

describe.skipIf(!hasPython)(title, () => {
  it.each([...Object.keys(OPERANDS), 'round'])('%s', (operation) => {
    const operands = new Operands(SEED);
    const questions = Array.from({ length: TIMES }, (_, i): Question => {
      const rounding = i % 2 ? MODES[operands.below(MODES.length)]! : 'half_even';
      if (operation !== 'round') return { operation, rounding, operands: OPERANDS[operation]!(operands) };
      const value = operands.any();
      const places = String(operands.placesNear(value));
      return { operation, rounding, operands: [value, places, constant(MODES[operands.below(MODES.length)]!)] };
    });
    const ours = answerAll(questions);
    const theirs = askPython(questions);
    expect(theirs).toHaveLength(TIMES);
    const same = (a: string, b: string): boolean => a === b || (operation === 'pow' && byValue(a) === byValue(b));
    const wrong = questions.flatMap((question, i) =>
      same(ours[i]!, theirs[i]!) ? [] : [`${Object.values(question).join(' ')} → ${ours[i]}, Python ${theirs[i]}`],
    );
    expect(wrong).toEqual([]);
    // Errors alone would prove nothing.
    expect(ours.filter((text) => /\d/.test(text)).length).toBeGreaterThan(TIMES / 3);
  });
});
