/** Rounds of killing and checking. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkLedger, NOTHING, type Checked } from './check.ts';
import { live, type Fate, type Life } from './life.ts';
import { chance } from './records.ts';

/** Rounds in one ledger; then it is checked from the beginning and the next one is made. */
const LEDGER_ROUNDS = 20;
/** Every so many rounds the whole ledger is checked. */
const WHOLE = 10;

export interface Tally {
  rounds: number;
  /** Records that were acknowledged. */
  records: number;
  /** Writes that a kill struck: found whole, and without a trace. */
  whole: number;
  none: number;
  /** Kills between a record's acknowledgement and its signed checkpoint. */
  unsigned: number;
  /** Kills before the first record: while the ledger was made or opened. */
  early: number;
  /** Rounds with two writers. */
  pairs: number;
}

export class TortureError extends Error {}

/** Throws TortureError at the first round after which the ledger does not hold; its folder is left as it is. */
export async function torture(
  rounds: number,
  seed: number,
  told: (tally: Tally) => void = () => undefined,
): Promise<Tally> {
  const tally: Tally = { rounds: 0, records: 0, whole: 0, none: 0, unsigned: 0, early: 0, pairs: 0 };
  const home = mkdtempSync(join(tmpdir(), 'watledger-torture-'));
  let folder = '';
  let checked: Checked = NOTHING;
  for (let round = 1; round <= rounds; round++) {
    const first = round % LEDGER_ROUNDS === 1;
    const last = round % LEDGER_ROUNDS === 0 || round === rounds;
    if (first) {
      folder = mkdtempSync(join(home, `from-${round}-`));
      checked = NOTHING;
    }
    try {
      const lives = await killed(folder, seed, round, join(home, 'cache'));
      const found = checkLedger(folder, checked, lives, last || round % WHOLE === 0);
      checked = found;
      tally.whole += found.whole;
      tally.none += found.none;
      tally.unsigned += found.unsigned;
      tally.early += lives.filter((life) => life.kept.length === 0).length;
      tally.records += lives.reduce((sum, life) => sum + life.kept.length, 0);
      tally.pairs += Number(lives.length === 2);
      tally.rounds = round;
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      throw new TortureError(`Seed ${seed}, round ${round}: ${said}\nThe ledger is left in ${folder}.`, {
        cause: error,
      });
    }
    if (last) rmSync(folder, { recursive: true });
    told(tally);
  }
  rmSync(home, { recursive: true });
  return tally;
}

/** One round's writers: one, or now and then two at once; most are killed after a record, some at opening. */
async function killed(folder: string, seed: number, round: number, cache: string): Promise<Life[]> {
  const draw = chance(`${seed} ${round}`);
  // More often where they make the ledger together.
  const writers = draw(round % LEDGER_ROUNDS === 1 ? 2 : 5) === 0 ? 2 : 1;
  const signs = draw(3) > 0;
  const lives = Array.from({ length: writers }, (_, writer) => {
    const after: Fate['after'] = draw(8) === 0 ? 'open' : 'kept';
    // In microseconds, so that kills do not only come on whole milliseconds of the child's life.
    const fate = { after, ms: draw(60_000) / 1000 };
    return live(folder, { run: String(seed), round, writer }, signs, fate, cache);
  });
  const ends = await Promise.allSettled(lives);
  return ends.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}
