/** Records that writer and checker make alike from a name, so that the checker knows every byte that must be there. */
import { createHash } from 'node:crypto';
import { sample } from '../../core/evidence/test-sample.ts';
import type { Parts } from '../../core/ledger/pack.ts';
import type { LedgerRecordInput } from '../../core/ledger/record.ts';

/** `bytes` bytes that follow from a name. */
const bytesOf = (name: string, bytes: number): Buffer =>
  createHash('shake256', { outputLength: bytes }).update(name).digest();

/** Numbers below a limit that follow from a name. */
export function chance(name: string): (limit: number) => number {
  let drawn = 0;
  return (limit) => bytesOf(`${name} ${drawn++}`, 4).readUInt32BE() % limit;
}

/** Which record: of which run, round and writer, and its number there. */
export interface Name {
  run: string;
  round: number;
  writer: number;
  n: number;
}

/** One word, so that a search finds it alone. */
export const wordOf = ({ run, round, writer, n }: Name): string => `t${run}x${round}x${writer}x${n}`;

/** The name in a question; null where there is none. */
export function nameIn(question: string): Name | null {
  const [, run, round, writer, n] = /^t(\w+?)x(\d+)x(\d+)x(\d+) /.exec(question) ?? [];
  return run === undefined ? null : { run, round: Number(round), writer: Number(writer), n: Number(n) };
}

/** Mostly small; some have blobs of many pages, so that a kill also strikes in the middle of a long write. */
export function recordFor(name: Name): { record: LedgerRecordInput; parts: Parts } {
  const word = wordOf(name);
  const draw = chance(word);
  const amount = String(1 + draw(1_000_000));
  const pages = [0, 0, 0, 1, 3, 20, 100][draw(7)] ?? 0;
  const note = bytesOf(`${word} note`, draw(3000)).toString('base64');
  const record = sample(`${word} What is three times ${amount}?`, amount, { candidates: [{ note }] });
  const parts = { runtime: 'a runtime that all share', ...(pages ? { module: bytesOf(word, pages * 4096) } : {}) };
  return { record, parts };
}
