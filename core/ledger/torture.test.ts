import { expect, it } from 'vitest';
import { torture } from '../../tools/torture/rounds.ts';

// Kills need POSIX signals. The long run is `npm run torture:ledger`.
it.skipIf(process.platform === 'win32')(
  'keeps every acknowledged record when its writers are killed',
  async () => {
    const tally = await torture(12, 7);
    expect(tally.rounds).toBe(12);
    expect(tally.records).toBeGreaterThan(0);
    expect(tally.whole + tally.none + tally.unsigned).toBeGreaterThan(0);
  },
  60_000,
);
