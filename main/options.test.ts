import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { dataOption } from './options.ts';

it.each([
  [['electron', '.'], null],
  [['electron', '.', '--data', 'a b'], resolve('a b')],
  [['electron', '.', '--data=a'], resolve('a')],
  [['electron', '.', '--data'], null],
])('%j', (argv, expected) => expect(dataOption(argv)).toBe(expected));
