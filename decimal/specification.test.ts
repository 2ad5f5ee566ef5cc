/** The General Decimal Arithmetic test files that come with CPython, every case that this runtime can be asked. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse, Runner, skipReason, testFolder, type Case } from './dectest.ts';

const folder = testFolder();
const files = folder ? readdirSync(folder).filter((name) => name.endsWith('.decTest')) : [];
const title = folder
  ? 'General Decimal Arithmetic test files'
  : 'General Decimal Arithmetic test files (skipped: there is no python3 that has its decimaltestdata)';

function describeCase(test: Case, { got, wanted }: { got: string; wanted: string }): string {
  const { id, operation, operands, precision, emax, emin, rounding, clamp } = test;
  const context = `precision ${precision}, ${emin}…${emax}, ${rounding}${clamp ? ', clamp' : ''}`;
  return `${id} ${operation} ${operands.join(' ')} → ${got}, not ${wanted} (${context})`;
}

describe.skipIf(!folder)(title, () => {
  const runner = new Runner();
  const passed = new Map<string, number>();
  const skipped = new Map<string, number>();
  const count = (map: Map<string, number>, key: string): unknown => map.set(key, (map.get(key) ?? 0) + 1);
  const total = (map: Map<string, number>): number => [...map.values()].reduce((sum, n) => sum + n, 0);
  const table = (map: Map<string, number>): string =>
    [...map]
      .sort(([, a], [, b]) => b - a)
      .map(([key, n]) => `${String(n).padStart(7)}  ${key}`)
      .join('\n');

  it.each(files)('%s', (file) => {
    const wrong: string[] = [];
    for (const test of parse(readFileSync(join(folder!, file), 'latin1'))) {
      const reason = skipReason(test);
      const outcome = reason ? null : runner.run(test);
      if (!outcome) {
        count(skipped, reason ?? 'operand outside the exponent range');
        continue;
      }
      if (outcome.got === outcome.wanted) count(passed, test.operation);
      else wrong.push(describeCase(test, outcome));
    }
    expect(wrong).toEqual([]);
  });

  it('runs tens of thousands of cases, of every operation', () => {
    expect(total(passed)).toBeGreaterThan(30_000);
    expect([...passed.values()].every((n) => n >= 40)).toBe(true);
  });

  afterAll(() => {
    console.log(`passed ${total(passed)}\n${table(passed)}\nskipped ${total(skipped)}\n${table(skipped)}`);
  });
});
