import { expect, it } from 'vitest';
import { readFigures } from './question/read.ts';
import { arities, fromTokens } from './program/dialect.ts';
import { library } from '../library/index.ts';
import { doubtsAbout } from './doubts.ts';

const names = arities(library.values());

it.each([
  ['$100 at 5%', '<percent_of> <M0> <P0>', '5', []],
  ['$100 at 5% or 8%', '<percent_of> <M0> <P0>', '5', ['unused_figure']],
  ['on 3 March 2025, $100 at 5% for 3 years', '<percent_of> <M0> <P0>', '5', []],
  ['from $100 to $80', '<percent_change> <M0> <M1>', '-0.2', []],
  ['from $100 to $80', '<sub> <M1> <M0>', '-20', ['negative']],
  ['from $100 to $100', '<sub> <M1> <M0>', '-0', []],
  ['$100 earned $5000 in 2 years', '<simple_rate> <M0> <M1> <T0>', '25', ['huge_rate']],
  ['$90 a month to $2000 at 5%', '<savings_term> <M0> <M1> <P0> <12>', '0.04', ['less_than_one']],
])('%s, %s = %s: %j', (question, tokens, value, doubts) => {
  const said = fromTokens(tokens.split(' '), names);
  if (said?.kind !== 'program') throw new Error(`not a program: ${tokens}`);
  expect(doubtsAbout(said.body, value, readFigures(question))).toEqual(doubts);
});
