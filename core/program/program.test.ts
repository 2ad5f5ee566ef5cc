import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Decimals } from '../../decimal/index.ts';
import { library } from '../../library/index.ts';
import { readFigures } from '../question/read.ts';
import { Sandbox } from '../sandbox/supervisor.ts';
import { HOST_FUNCTIONS } from './abi.ts';
import { assemble, holesOf } from './assemble.ts';
import { ProgramError, unitOf } from './check.ts';
import { allTokens, arities, fromTokens, toTokens } from './dialect.ts';
import { present } from './display.ts';
import { formulaOf, latexOf } from './formula.ts';
import { wordsFor } from './bind.ts';
import { asksOf, fillHoles } from './holes.ts';
import { printModule, type Tree } from './print.ts';
import type { Expr } from './types.ts';

const names = arities(library.values());
const sandbox = new Sandbox({ deadlineMs: 5000 });
afterAll(() => sandbox.close());

const program = (tokens: string): Expr => {
  const said = fromTokens(
    tokens.split(' ').map((t) => `<${t}>`),
    names,
  );
  if (said?.kind !== 'program') throw new Error(`no program: ${tokens}`);
  return said.body;
};
const scopeOf = (question: string) => ({
  figures: new Map(readFigures(question).map((f) => [f.marker, f])),
  library,
  question,
  rate: (from: string, to: string) =>
    from === 'USD' && to === 'EUR' ? { rate: '0.9', date: '2026-11-20', source: 'test' } : null,
});
const run = async (question: string, tokens: string): Promise<string> => {
  const scope = scopeOf(question);
  const body = program(tokens);
  const unit = unitOf(body, scope);
  const { wat, args } = assemble(body, scope);
  const result = await sandbox.run({ wat, args });
  return result.ok ? present(result.value, unit).display : result.trap;
};

describe('a list', () => {
  const flows = (length: number): Tree => ({
    op: 'list',
    entries: Array.from({ length }, (_, k): Tree => ({ op: 'const', value: String(k + 1) })),
  });

  it('is printed entry by entry, without nesting as deeply as it is long, and its parts are linked once', async () => {
    const args: Tree[] = [{ op: 'param', name: 'rate' }, flows(400)];
    const npv: Tree = { op: 'call', name: 'npv', args };
    const wat = printModule({ op: 'call', name: 'add', args: [npv, npv] }, ['rate'], library);
    expect(await sandbox.run({ wat, args: ['0'] })).toMatchObject({ ok: true, value: '160400' });
    const irr: Tree = { op: 'call', name: 'irr', args: [{ op: 'param', name: 'flows', list: true }] };
    const both = printModule({ op: 'call', name: 'sub', args: [irr, irr] }, ['flows'], library);
    expect([...both.matchAll(/\(func \$roots_of /g)]).toHaveLength(1);
    expect(await sandbox.run({ wat: both, args: ['[-1000, 600, 550]'] })).toMatchObject({ ok: true, value: '0' });
  });

  it('holds what is worked out, and is drawn with its entries', async () => {
    const entries: Tree[] = [
      { op: 'call', name: 'neg', args: [{ op: 'param', name: 'outlay' }] },
      {
        op: 'call',
        name: 'mul',
        args: [
          { op: 'param', name: 'outlay' },
          { op: 'const', value: '1.5' },
        ],
      },
    ];
    const tree: Tree = { op: 'call', name: 'irr', args: [{ op: 'list', entries }] };
    const wat = printModule(tree, ['outlay'], library);
    expect(await sandbox.run({ wat, args: ['200'] })).toMatchObject({ ok: true, value: '0.5' });
    expect(latexOf(tree, library)).toContain('\\left[-\\mathit{outlay},\\ \\mathit{outlay} \\times 1.5\\right]');
  });
});

describe('a program', () => {
  it.each([
    ['How much interest on $10,000 at 5% for 3 years?', 'simple_interest M0 P0 T0', '1,500.00 USD'],
    ['£7,250, 9 months, 6.8%', 'simple_total M0 P0 T0', '7,619.75 GBP'],
    [
      '€900 from 3 March 2025 to 17 April 2025 at 11%',
      'simple_interest M0 P0 year_fraction days_between D0 D1 365',
      '12.21 EUR',
    ],
    ['$15,000 at 4.2% compounded monthly, 5 years', 'compound_amount M0 P0 12 T0', '18,498.39 USD'],
    ['2,750 euros at 1 EUR = 1.0845 USD', 'exchange M0 X0', '2,982.38 USD'],
    ['50,000 yen if one pound buys 188.4 yen', 'exchange M0 X0', '265.39 GBP'],
    ['$500 in euros', 'convert M0 C0', '450.00 EUR'],
    ['a third of 50,000 yen', 'div M0 3', '16,667 JPY'],
    ['cost $40, price $60', 'margin_rate M0 M1', '33.33 %'],
    ['rates fell from 5.15% to 4.4%', 'percentage_points P0 P1', '0.75 pp'],
    ['$5 and $5', 'div M0 sub M0 M1', 'divide_by_zero'],
  ])('%s', async (question, tokens, shown) => expect(await run(question, tokens)).toBe(shown));

  it.each([
    ['$5 times $6', 'mul M0 M1'],
    ['$5 and €6', 'add M0 M1'],
    ['$5 at 3%', 'add M0 P0'],
    ['$5 over 3 years', 'percent_of M0 T0'],
    ['100 zloty at 1 EUR = 1.08 USD', 'exchange M0 X0'],
  ])('is refused where units do not fit: %s', (question, tokens) => {
    expect(() => unitOf(program(tokens), scopeOf(question))).toThrow(ProgramError);
  });

  it('names its inputs and says where each comes from', () => {
    const question = 'I put $15,000 in at 4.2% compounded monthly for 5 years';
    const { inputs, wat } = assemble(program('compound_amount M0 P0 12 T0'), scopeOf(question));
    expect(inputs.map((i) => [i.label, i.display, i.source.kind === 'figure' ? i.source.text : i.source.kind])).toEqual(
      [
        ['Principal', '15,000.00 USD', '$15,000'],
        ['Annual rate', '4.2 %', '4.2%'],
        ['Periods per year', '12', 'monthly'],
        ['Term', '5 years', '5 years'],
      ],
    );
    expect(wat).toContain('(func (export "answer") (param $principal i32) (param $annual_rate i32)');
  });

  it('draws its formula as MathML', () => {
    const assembled = assemble(program('simple_interest M0 P0 T0'), scopeOf('$100 at 5% for 2 years'));
    expect(formulaOf(assembled, library)).toMatch(/^<math.*<mi>P<\/mi>.*100.*<\/math>$/s);
  });

  it('is completed by an answer, and asks again for what it cannot read', () => {
    const figures = readFigures('a 30-year mortgage at 6.4%');
    const body = program('loan_payment ? P0 12 T0');
    expect(holesOf(body, library).map((h) => h.param.name)).toEqual(['principal']);
    const filled = fillHoles(body, figures, library, { principal: '$250,000' });
    expect(toTokens({ kind: 'program', body: filled.program }).join(' ')).toBe('<loan_payment> <M0> <P0> <12> <T0>');
    const again = fillHoles(body, figures, library, { principal: 'lots' });
    expect(again.missing[0]?.question).toContain('“lots” cannot be read');
  });

  it('keeps two missing inputs of one name apart, and what could be read', () => {
    const figures = readFigures('$9,000 over 5 years, at which rates is it how much dearer?');
    const body = program('sub loan_payment M0 ? 12 T0 loan_payment M0 ? 12 T0');
    expect(asksOf(body, library).map((a) => a.name)).toEqual(['annual_rate', 'annual_rate_2']);
    const half = fillHoles(body, figures, library, { annual_rate: '8%', annual_rate_2: 'low' });
    expect(half.missing.map((a) => a.name)).toEqual(['annual_rate']);
    const rest = fillHoles(half.program, half.figures, library, { annual_rate: '6%' });
    expect(rest.missing).toEqual([]);
    expect(rest.figures.map((f) => [f.marker, f.answered])).toEqual([
      ['M0', undefined],
      ['T0', undefined],
      ['P0', '8%'],
      ['P1', '6%'],
    ]);
  });
});

it('finds the words that say how often, in both languages', () => {
  expect(wordsFor('12', 'Сколько накопится, если откладывать каждый месяц?')?.text).toBe('каждый месяц');
  expect(wordsFor('4', 'с ежеквартальной капитализацией')?.text).toBe('ежеквартальной');
  expect(wordsFor('12', 'compounded monthly')?.text).toBe('monthly');
  expect(wordsFor('12', 'compounded daily')).toBeNull();
});

describe('the decimal runtime', () => {
  it('has every function that a program may import, with its parameters', () => {
    const exported = Object.entries(new Decimals().functions).map(([name, call]) => [
      name,
      (call as () => number).length,
    ]);
    expect(Object.fromEntries(exported)).toMatchObject(
      Object.fromEntries(HOST_FUNCTIONS.map((f) => [f.name, f.params.length])),
    );
  });
});

describe('the dialect', () => {
  it('has no token twice', () => expect(new Set(allTokens(names)).size).toBe(allTokens(names).length));

  it('reads back every tree that it writes, and nothing that is cut short', () => {
    const leaf: fc.Arbitrary<Expr> = fc.constantFrom<Expr>(
      { op: 'figure', marker: 'M0' },
      { op: 'const', value: '12' },
      { op: 'hole' },
    );
    const tree = fc.letrec<{ expr: Expr }>((tie) => ({
      expr: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .constantFrom(...names.keys())
          .chain((name) =>
            fc
              .tuple(...Array.from({ length: names.get(name) ?? 0 }, () => tie('expr')))
              .map((args): Expr => ({ op: 'call', name, args: args as Expr[] })),
          ),
      ),
    })).expr;
    fc.assert(
      fc.property(tree, (body) => {
        const tokens = toTokens({ kind: 'program', body });
        expect(fromTokens(tokens, names)).toEqual({ kind: 'program', body });
        expect(fromTokens(tokens.slice(0, -1), names)).toBeNull();
        expect(fromTokens([...tokens, '<1>'], names)).toBeNull();
      }),
    );
  });
});
