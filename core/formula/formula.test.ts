import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { library } from '../../library/index.ts';
import type { Tree } from '../program/print.ts';
import { FormulaError } from './grammar.ts';
import { inputsOf, knownOf, listsOf, parseFormula, type Takes } from './parse.ts';
import { writeFormula } from './write.ts';

const known = new Map([
  ...knownOf(library.values()),
  ['total', ['list']] as [string, Takes[]],
  ['worth', ['number', 'list']] as [string, Takes[]],
]);
const parse = (text: string): Tree => parseFormula(text, known);

const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.constantFrom('principal', 'rate', 'years', 'n_2').map((name): Tree => ({ op: 'param', name })),
  fc.constantFrom('0', '1', '12', '0.5', '1000000.25', '3e-7').map((value): Tree => ({ op: 'const', value })),
);
const calls: [string, number][] = [
  ...['add', 'sub', 'mul', 'div', 'pow', 'min', 'max', 'cagr'].map((n): [string, number] => [n, n === 'cagr' ? 3 : 2]),
  ...['neg', 'exp', 'ln', 'sqrt', 'round_up'].map((n): [string, number] => [n, 1]),
];
const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree; list: Tree }>((tie) => ({
  list: fc.oneof(
    fc.constantFrom('flows', 'days').map((name): Tree => ({ op: 'param', name, list: true })),
    fc.array(tie('tree'), { maxLength: 4 }).map((entries): Tree => ({ op: 'list', entries })),
  ),
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    leaf,
    tie('list').map((list): Tree => ({ op: 'call', name: 'total', args: [list] })),
    fc.tuple(tie('tree'), tie('list')).map((args): Tree => ({ op: 'call', name: 'worth', args })),
    fc
      .constantFrom(...calls)
      .chain(([name, arity]) =>
        fc.array(tie('tree'), { minLength: arity, maxLength: arity }).map((args): Tree => ({ op: 'call', name, args })),
      ),
  ),
})).tree;

describe('a formula', () => {
  it('is read back from what is written, whatever the tree', () => {
    fc.assert(
      fc.property(tree, (t) => {
        expect(parse(writeFormula(t))).toEqual(t);
      }),
      { numRuns: 2000 },
    );
  });

  it('is read with the precedence that mathematics gives', () => {
    const cases: [string, string][] = [
      ['a + b * c', 'a + (b * c)'],
      ['a - b - c', '(a - b) - c'],
      ['a / b / c', '(a / b) / c'],
      ['a^b^c', 'a^(b^c)'],
      ['-a^2', '-(a^2)'],
      ['2^-1', '2^(-1)'],
      ['a * -b', 'a * (-b)'],
      ['a × b ÷ c − d', 'a * b / c - d'],
      ['5% * x', '5 / 100 * x'],
      ['+a', 'a'],
    ];
    for (const [short, long] of cases) expect(parse(short), short).toEqual(parse(long));
  });

  it('holds lists of numbers, and inputs that are lists', () => {
    const read = parse('worth(rate, flows) - total([-1000, 5% * rate, +3])');
    expect(writeFormula(read)).toBe('worth(rate, flows) - total([-1000, 5 / 100 * rate, 3])');
    expect([inputsOf(read), [...listsOf(read)]]).toEqual([['rate', 'flows'], ['flows']]);
    expect(parse('total([])')).toEqual({ op: 'call', name: 'total', args: [{ op: 'list', entries: [] }] });
  });

  it('names its inputs in the order of their first use', () => {
    expect(inputsOf(parse('principal * (1 + rate/12)^(12*years) + principal'))).toEqual(['principal', 'rate', 'years']);
  });

  it.each([
    ['', 'ends too early', 0],
    ['a +', 'ends too early', 3],
    ['(a', 'not closed', 0],
    ['a)', 'too many', 1],
    ['a b', 'operator is missing', 2],
    ['* a', 'value is missing', 0],
    ['foo(1)', 'no function foo', 0],
    ['cagr(1, 2)', 'takes 3 inputs', 0],
    ['round(a, b)', 'number of places', 0],
    ['round(a, 99)', 'number of places', 0],
    ['cagr + 1', 'inputs of cagr', 0],
    ['a $ b', 'no meaning', 2],
    ['total(5)', 'takes a list here', 6],
    ['total(', 'ends too early', 6],
    ['total([1, 2)', 'the “[” here is not closed', 6],
    ['[1, 2] + 1', 'only be an input of a function', 0],
    ['a]', 'there is a “]” too many', 1],
    ['total(a) + a', 'both a list and a number', 11],
    ['worth([1], [2])', 'only be an input of a function', 6],
    [`${'('.repeat(100)}a`, 'too deeply', 60],
  ])('%s: says what is wrong, and where', (text, message, at) => {
    const error = (() => {
      try {
        return parse(text);
      } catch (e) {
        return e;
      }
    })();
    expect(error).toBeInstanceOf(FormulaError);
    expect((error as Error).message).toContain(message);
    expect((error as FormulaError).at).toBe(at);
  });

  it('never fails with anything but a FormulaError', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab1.2e+-*/^(),%[] x'), maxLength: 60 }), (text) => {
        try {
          parse(text);
        } catch (error) {
          if (!(error instanceof FormulaError)) throw error;
        }
      }),
      { numRuns: 3000 },
    );
  });
});
