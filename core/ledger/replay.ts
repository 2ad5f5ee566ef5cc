/** Runs stored programs again and compares. The model is never asked: what is stored is complete. */
import type { ReplayResult } from '../contract.ts';
import { GENESIS, rowFault } from './chain.ts';
import type { Ledger, Row } from './ledger.ts';
import { LedgerError } from './error.ts';
import type { LedgerRecord, RunOutcome } from './record.ts';

/** Runs a module, as the sandbox does. */
export type Run = (program: { wat: string; args: string[] }) => Promise<RunOutcome>;

/** Checks the record's place in the chain, runs its stored module with its stored arguments and compares the values. */
export async function replay(ledger: Ledger, id: number, run: Run): Promise<ReplayResult> {
  const row = ledger.row(id);
  if (!row) return { id, equal: false, detail: `There is no record ${id}.` };
  return replayRow(ledger, row, id === 1 ? GENESIS : (ledger.row(id - 1)?.hash ?? ''), run);
}

/** Replays every record, oldest first. */
export async function* replayAll(ledger: Ledger, run: Run): AsyncGenerator<ReplayResult> {
  let previous = GENESIS;
  for (const row of ledger.rows()) {
    yield await replayRow(ledger, row, previous, run);
    previous = row.hash;
  }
}

async function replayRow(ledger: Ledger, row: Row, previous: string, run: Run): Promise<ReplayResult> {
  const { id } = row;
  const fault = rowFault(row, previous);
  if (fault) return { id, equal: false, detail: fault };
  try {
    return { id, ...(await rerun(ledger.entry(row).record, run)) };
  } catch (error) {
    if (error instanceof LedgerError) return { id, equal: false, detail: error.message };
    throw error;
  }
}

/** Runs the program of a record again and compares. */
export async function rerun(record: LedgerRecord, run: Run): Promise<{ equal: boolean; detail: string }> {
  if (!record.wat || !record.result) return { equal: true, detail: 'Unchanged. No program was run for this question.' };
  return compare(record, await run({ wat: record.wat, args: record.args }));
}

function compare({ result: stored }: LedgerRecord, again: RunOutcome): { equal: boolean; detail: string } {
  // Records from before there was gas have none to compare.
  const gas = stored?.ok === true && stored.gas !== undefined;
  const before = said(stored, gas);
  const now = said(again, gas);
  if (before === now) return { equal: true, detail: `Unchanged, and the program gives ${now} again.` };
  return { equal: false, detail: `The record says ${before}; the program now gives ${now}.` };
}

const said = (outcome: RunOutcome | null, gas: boolean): string =>
  !outcome
    ? 'nothing'
    : outcome.ok
      ? `${outcome.value}${gas ? ` with ${outcome.gas} gas` : ''}`
      : `the error ${outcome.trap}${outcome.code === undefined ? '' : ` ${outcome.code}`}`;
