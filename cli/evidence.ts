/** Commands for auditors on an open ledger: export, checkpoint, anchor, user. */
import { readFileSync } from 'node:fs';
import type { Core } from '../core/app.ts';
import { EvidenceError } from '../core/evidence/error.ts';

export interface EvidenceOptions {
  json: boolean;
  search: string;
  out?: string;
  from?: string;
  to?: string;
}

type Say = (line: string) => void;

/** The work of a command, or null where the words are none of ours. */
export function evidenceCommand(
  words: readonly string[],
  options: EvidenceOptions,
  out: Say,
): ((core: Core) => Promise<number>) | null {
  const [command, first, second] = words;
  if (command === 'export' && options.out !== undefined) return (core) => exportAll(core, options, out);
  if (command === 'checkpoint') return async (core) => (out(core.checkpoint().trimEnd()), 0);
  if (command === 'anchor' && first === 'import' && second) return (core) => importAnchor(core, second, options, out);
  if (command === 'user') return (core) => user(core, first, options, out);
  return null;
}

async function exportAll(core: Core, options: EvidenceOptions, say: Say): Promise<number> {
  const { out = '', from, to, search } = options;
  const limits = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const done = await core.exportBundle({ out, search, ...limits });
  say(
    options.json
      ? JSON.stringify({ out, ...done })
      : `${done.records} of ${done.size} records are in ${out}.\nTell the auditor this key by another way: ${done.vkey}`,
  );
  return 0;
}

async function importAnchor(core: Core, file: string, { json }: EvidenceOptions, say: Say): Promise<number> {
  const result = await core.importAnchor({ note: readFileSync(file, 'utf8') });
  if (!result.ok) throw new EvidenceError('anchor', result.error.message);
  say(json ? JSON.stringify(result.value) : `Anchored up to record ${result.value.size}.`);
  return 0;
}

async function user(core: Core, name: string | undefined, { json }: EvidenceOptions, say: Say): Promise<number> {
  const result = name === undefined ? await core.about({}) : await core.setUser({ name });
  if (!result.ok) throw new EvidenceError('export', result.error.message);
  say(json ? JSON.stringify({ user: result.value.user }) : result.value.user);
  return 0;
}
