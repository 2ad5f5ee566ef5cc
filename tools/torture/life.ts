/** One writer, from its start to its kill. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Name } from './records.ts';

/** What a writer said before it was killed. */
export interface Life {
  name: Omit<Name, 'n'>;
  signs: boolean;
  /** Records that it began to write. */
  started: number;
  /** Ids of acknowledged records, by their number; ids of those after which signing was done. */
  kept: number[];
  signed: number[];
}

export interface Fate {
  /** What the kill is counted from: the writer is about to open the ledger, or its first record is acknowledged. */
  after: 'open' | 'kept';
  ms: number;
}

/** A writer that says nothing for so long has failed. */
const PATIENCE_MS = 60_000;

/** Lets a writer live until its fate. Throws for one that ended by itself. */
export async function live(
  folder: string,
  name: Life['name'],
  signs: boolean,
  { after, ms }: Fate,
  cache: string,
): Promise<Life> {
  const life: Life = { name, signs, started: 0, kept: [], signed: [] };
  const args = [folder, name.run, String(name.round), String(name.writer), signs ? 'signs' : ''];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  let fated = false;
  createInterface(child.stdout).on('line', (line) => {
    const [word = '', first, second] = line.split(' ');
    if (word === 'start') life.started++;
    if (word === 'kept') life.kept[Number(first)] = Number(second);
    if (word === 'signed') life.signed.push(Number(first));
    if (word !== after || fated) return;
    fated = true;
    setTimeout(() => child.kill('SIGKILL'), ms);
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((done) =>
    child.on('close', (...end) => done(end)),
  );
  clearTimeout(patience);
  if (signal === 'SIGKILL' && fated) return life;
  throw new Error(`A writer ended by itself (${signal ?? code}) after ${life.kept.length} records. ${said}`);
}
