import { describe, expect, it } from 'vitest';
import { fuzz, wrong } from '../../tools/fuzz/campaign.ts';
import { makeCase } from '../../tools/fuzz/generator.ts';
import type { RunResult } from './types.ts';

/** The long run is `npm run fuzz:sandbox`. */
describe('programs that try to break the sandbox', () => {
  it('all end in a value or a typed trap, in time', async () => {
    const report = await fuzz({ seed: 1, cases: 400, deadlineMs: 1000 });
    expect(report.failures).toEqual([]);
    expect(report.crashes).toEqual([]);
    expect(report).toMatchObject({ cases: 400, known: 4 });
    // They reach far enough to mean something.
    expect(report.verdicts.size).toBeGreaterThan(12);
    expect(report.verdicts.get('value')).toBeGreaterThan(20);
  });

  it('are the same for the same seed', () => {
    expect(makeCase(7, 11)).toEqual(makeCase(7, 11));
    expect(makeCase(7, 11)).not.toEqual(makeCase(8, 11));
  });

  it.each([
    [{ ok: true, value: 'NaN', gas: 1, ms: 0 }],
    [{ ok: true, value: '1', gas: -1, ms: 0 }],
    [{ ok: false, trap: 'other', message: '' }],
    [undefined],
  ])('%j is no result', (result) => expect(wrong(result as unknown as RunResult)).not.toBeNull());
});
