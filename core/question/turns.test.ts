import { expect, it } from 'vitest';
import { maskText } from './mask.ts';
import { readFigures } from './read.ts';
import { goesOn, joinFigures, joinPrompts } from './turns.ts';

it('numbers the markers of a follow-up on from those before, in the prompt as among the figures', () => {
  const before = '€500 at 4% and 6% for 3 years';
  const after = 'and at 7% for 2 years with €90?';
  const figures = joinFigures(readFigures(before), 12, readFigures(after));
  const prompt = joinPrompts(maskText(before, readFigures(before)), maskText(after, readFigures(after)));
  expect(prompt).toBe('<M0> at <P0> and <P1> for <T0> years ## and at <P2> for <T1> years with <M1> ?');
  expect(figures.map((f) => [f.marker, f.value, f.earlier])).toEqual([
    ['M0', '500', 12],
    ['P0', '4', 12],
    ['P1', '6', 12],
    ['T0', '3', 12],
    ['P2', '7', undefined],
    ['T1', '2', undefined],
    ['M1', '90', undefined],
  ]);
});

it('joins a third turn to two joined ones, each figure with the record in which it stands', () => {
  const two = joinFigures(readFigures('5% of $80'), 1, readFigures('and of $90?'));
  const three = joinFigures(two, 2, readFigures('and at 6%?'));
  expect(three.map((f) => [f.marker, f.earlier])).toEqual([
    ['P0', 1],
    ['M0', 1],
    ['M1', 2],
    ['P1', undefined],
  ]);
  expect(joinPrompts('<P0> of <M0> ## and of <M1> ?', 'and at <P0> ?')).toBe(
    '<P0> of <M0> ## and of <M1> ? ## and at <P1> ?',
  );
});

it.each([
  ['and at 6%?', true],
  ['make that $350 a month', true],
  ['in euros?', true],
  ['how much interest is that in all?', true],
  ['6%?', true],
  ['а за 5 лет?', true],
  ['write a poem', false],
  ['thanks!', false],
  ['Monthly payment on a $250,000 loan over 30 years?', false],
  ['How much tax is in €500?', false],
  ['Сколько будет 5 % от 300?', false],
])('%s goes on: %s', (question, expected) => {
  expect(goesOn(question, readFigures(question))).toBe(expected);
});
