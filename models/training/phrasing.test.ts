import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { library } from '../../library/index.ts';
import { arities } from '../../core/program/dialect.ts';
import { unitOf } from '../../core/program/check.ts';
import { seeded } from './augment.ts';
import { expand, fill, phrased, readBlocks } from './phrasing.ts';
import { readWritten } from './written.ts';

const folder = new URL('phrasing/', import.meta.url);
const names = arities(library.values());

describe.each(readdirSync(folder))('the grammar of %s', (file) => {
  it('makes questions that are read back as their programs', () => {
    const random = seeded(1);
    const blocks = readBlocks(readFileSync(new URL(file, folder), 'utf8'));
    expect(blocks.length).toBeGreaterThan(2);
    for (const { wording, program } of phrased(blocks, 3, random)) {
      const line = fill(wording, program, random);
      const example = readWritten(line, names);
      if (typeof example === 'string') throw new Error(`${line.q}: ${example}`);
      if (example.said.kind !== 'program') throw new Error(`${line.q}: not a program`);
      const figures = new Map(example.figures.map((f) => [f.marker, f]));
      expect(() => example.said.kind === 'program' && unitOf(example.said.body, { figures, library })).not.toThrow();
      expect(example.figures.length, line.q).toBeGreaterThanOrEqual(new Set(line.q.match(/\{[^}]*\}/g)).size);
    }
  });
});

it('makes every choice and mends the spaces', () => {
  expect(expand('a [b|b] [|] c[?|?]', seeded(1))).toBe('a b c?');
});
