import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { library } from '../library/index.ts';
import { plainFormula } from './plain-formula.ts';

it.each([
  ['P r t', 'P r t'],
  ['P \\frac{i}{1 - (1 + i)^{-n}},\\quad i = \\frac{r}{m}', 'P i/(1 - (1 + i)^(-n)),  i = r/m'],
  ['\\sqrt{a + b} \\times \\left\\lceil x \\right\\rceil', '√(a + b) × ⌈ x ⌉'],
  ['\\ln\\left(2\\right)', 'ln(2)'],
])('%s', (latex, plain) => {
  expect(plainFormula(latex)).toBe(plain);
});

it('leaves no command behind in any formula of the library', () => {
  for (const { name, formula } of library.values()) expect(plainFormula(formula), name).not.toContain('\\');
});

it('docs/library.md names every function', () => {
  const text = readFileSync(new URL('../docs/library.md', import.meta.url), 'utf8');
  for (const name of library.keys()) expect(text).toContain(`\`${name}(`);
});
