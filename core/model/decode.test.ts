import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { library } from '../../library/index.ts';
import { readFigures } from '../question/read.ts';
import { arities, END, fromTokens } from '../program/dialect.ts';
import { decode, type NextToken } from './decode.ts';
import { MAX_TOKENS, ProgramState } from './grammar.ts';

const names = arities(library.values());
const QUESTION = 'Pay 5% on $100 and €20 for 3 years from 3 March 2025, 4 people, 1 EUR = 1.08 USD, in GBP?';
const figures = readFigures(QUESTION);

/** A model that likes the tokens of a fixed program, and knows all functions but some. */
const liking = (
  wanted: readonly string[],
  share = 0.9,
  unknown: readonly string[] = [],
): NextToken & { asked: number } => ({
  asked: 0,
  knows: (token) => !unknown.includes(token),
  next(_prompt, written, among) {
    this.asked++;
    const right = [...wanted, END][written.length] ?? END;
    return Promise.resolve(new Map(among.map((t) => [t, t === right ? share : (1 - share) / among.length])));
  },
});
const options = (signal = new AbortController().signal) => ({
  library,
  names,
  figures,
  candidates: 4,
  enough: 0.9,
  signal,
  onToken: () => undefined,
});
const INTEREST = ['<simple_interest>', '<M0>', '<P0>', '<T0>'];

describe('the grammar', () => {
  it('lets only complete programs out, whatever is chosen', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: MAX_TOKENS + 1, maxLength: MAX_TOKENS + 1 }), (choices) => {
        const state = new ProgramState(library, figures);
        const tokens: string[] = [];
        for (const choice of choices) {
          const allowed = state.allowed();
          expect(allowed.length).toBeGreaterThan(0);
          const token = allowed[choice % allowed.length] as string;
          if (token === END) break;
          state.push(token);
          tokens.push(token);
        }
        expect(tokens.length).toBeLessThan(MAX_TOKENS);
        expect(fromTokens(tokens, names)).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('offers no function that takes a list', () => {
    const allowed = new ProgramState(
      library,
      readFigures('NPV at 8% of -$10,000, $3,000, $4,200 and $6,800?'),
    ).allowed();
    expect(allowed).toContain('<simple_interest>');
    for (const name of ['npv', 'irr', 'fifo_inventory', 'compounded_overnight_rate', 'allocated_part'])
      expect(allowed).not.toContain(`<${name}>`);
  });

  it('offers no figure that the question lacks, and no calculation without a call', () => {
    const state = new ProgramState(library, readFigures('How much is 5% of it?'));
    expect(state.allowed()).not.toContain('<P0>');
    state.push('<percent_of>');
    expect(state.allowed()).not.toContain('<M0>');
    expect(state.allowed()).toContain('<?>');
  });
});

it('takes no constant for a rate', () => {
  const state = new ProgramState(library, figures);
  for (const token of ['<percent_of>', '<M0>']) state.push(token);
  expect(state.allowed()).toContain('<P0>');
  expect(state.allowed()).not.toContain('<10>');
});

describe('decode', () => {
  it('writes what the model likes best, with its probability', async () => {
    const [best] = await decode(liking(INTEREST, 0.99), QUESTION, options());
    expect(best?.tokens).toEqual(INTEREST);
    expect(best?.probability).toBeCloseTo(0.99 ** 5, 10);
  });

  it('is content with one candidate where that is clearly ahead, and looks further where not', async () => {
    const sure = liking(INTEREST, 0.999);
    expect(await decode(sure, QUESTION, options())).toHaveLength(1);
    expect(sure.asked).toBe(INTEREST.length + 1);
    const hesitant: NextToken = {
      knows: () => true,
      next: (_prompt, written, among) =>
        Promise.resolve(
          new Map(
            among.map((t) => {
              const either = written.length === 0 && (t === '<simple_interest>' || t === '<compound_interest>');
              const next = [...INTEREST, END][written.length];
              return [t, either ? 0.5 : written.length > 0 && t === next ? 1 : 0];
            }),
          ),
        ),
    };
    const found = await decode(hesitant, QUESTION, options());
    expect(found.map((c) => c.tokens[0])).toContain('<simple_interest>');
  });

  it('offers no function that the model was not trained with', async () => {
    const model = liking(INTEREST, 0.9, ['<simple_interest>']);
    for (const { tokens } of await decode(model, QUESTION, options()))
      expect(tokens).not.toContain('<simple_interest>');
  });

  it('stops between tokens', async () => {
    const stop = new AbortController();
    const model = liking(INTEREST);
    const run = decode(model, QUESTION, { ...options(stop.signal), onToken: () => stop.abort() });
    await expect(run).rejects.toThrow(/abort/i);
    expect(model.asked).toBeLessThan(3);
  });
});
