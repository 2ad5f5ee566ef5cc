/**
 * Kills writers of a ledger in the middle of their writing and checks what they left:
 * npm run torture:ledger [-- ROUNDS] [--seed N]
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { torture, TortureError, type Tally } from './rounds.ts';

const USAGE = 'npm run torture:ledger [-- ROUNDS] [--seed N]';

function readArguments(): { rounds: number; seed: number } {
  try {
    const { values, positionals } = parseArgs({ options: { seed: { type: 'string' } }, allowPositionals: true });
    const rounds = Number(positionals[0] ?? 1000);
    const seed = Number(values.seed ?? randomInt(1_000_000));
    if (positionals.length < 2 && Number.isSafeInteger(rounds) && rounds > 0 && Number.isSafeInteger(seed) && seed >= 0)
      return { rounds, seed };
  } catch {
    // Said below.
  }
  console.error(`Rounds and seed are whole numbers. Use: ${USAGE}`);
  process.exit(2);
}

const { rounds, seed } = readArguments();
const began = performance.now();
const count = (n: number): string => n.toLocaleString('en-US');

function print(tally: Tally): void {
  const killed = tally.whole + tally.none;
  console.log(
    `${count(tally.rounds)} rounds (${tally.pairs} with two writers), ${count(tally.records)} records acknowledged, ` +
      `${count(killed)} writes killed (${tally.whole} whole, ${tally.none} without a trace), ` +
      `${tally.unsigned} killed while signing, ${tally.early} while opening, ` +
      `${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
}

console.log(`Seed ${seed}, ${count(rounds)} rounds`);
try {
  const tally = await torture(rounds, seed, (so) => {
    if (so.rounds % 50 === 0 && so.rounds < rounds) print(so);
  });
  print(tally);
  console.log('Every acknowledged record is there, every record is whole, and every chain holds.');
} catch (error) {
  if (!(error instanceof TortureError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
