/** `watledger verify`: bundles are verified without a ledger of one's own. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { VERSION } from '../core/app.ts';
import { RUNTIME_HASH } from '../decimal/index.ts';
import { environment } from '../core/environment.ts';
import { EvidenceError } from '../core/evidence/error.ts';
import { parseVkey, type Verifier } from '../core/evidence/note.ts';
import { originOfNote, verifyBundle, type Verified } from '../core/evidence/verify.ts';
import { openDatabase } from '../core/ledger/open.ts';
import { Sandbox } from '../core/sandbox/supervisor.ts';

export interface VerifyCommand {
  bundles: readonly string[];
  /** Verifier keys, or files of such lines. */
  keys: readonly string[];
  /** Files of checkpoints. */
  anchors: readonly string[];
  json: boolean;
}

type Say = (line: string) => void;

/** Verifies each bundle and says what was found; 1 where anything is wrong. Throws EvidenceError for a call that makes no sense. */
export async function verifyBundles({ bundles, keys, anchors, json }: VerifyCommand, out: Say): Promise<number> {
  const missing = bundles.find((path) => !existsSync(path) || !statSync(path).isDirectory());
  if (missing !== undefined) throw new EvidenceError('bundle', `${missing} is not a folder.`);
  const given = keys.flatMap(keysOf);
  const notes = anchors.map((path) => readFileSync(path, 'utf8'));
  const database = openDatabase(':memory:');
  const versions = environment(database, VERSION);
  database.close();
  // Long enough for a busy machine: what is asked is what a program gives, not how fast.
  const sandbox = new Sandbox({ deadlineMs: 20_000 });
  const origins = new Set<string>();
  let bad = 0;
  try {
    for (const path of bundles) {
      const verified = await verifyBundle(path, {
        run: (program) => sandbox.run(program),
        runtime: RUNTIME_HASH,
        versions,
        ...(given.length ? { keys: given } : {}),
        anchors: notes,
      });
      origins.add(verified.origin);
      if (!verified.ok) bad++;
      if (json) out(JSON.stringify({ bundle: path, ...verified }));
      else for (const line of said(path, verified)) out(line);
    }
  } finally {
    sandbox.close();
  }
  for (const [i, path] of anchors.entries())
    if (!origins.has(originOfNote(notes[i] ?? ''))) {
      bad++;
      out(`${path} is a checkpoint of none of these bundles.`);
    }
  return bad ? 1 : 0;
}

function keysOf(text: string): Verifier[] {
  const lines = existsSync(text) ? readFileSync(text, 'utf8').split('\n') : [text];
  return lines.filter((line) => line.trim()).map((line) => parseVkey(line));
}

function said(path: string, verified: Verified): string[] {
  const { ok, first, faults, records, size, origin, replayed, anchored, remarks } = verified;
  const more = remarks.map((remark) => `    ${remark}`);
  if (ok) {
    const anchor = anchored ? ` Anchored up to record ${anchored}.` : '';
    return [
      `${path}: good. ${records} of ${size} records of ${origin}; ${replayed} programs run again.${anchor}`,
      ...more,
    ];
  }
  const where = first && first.record !== null ? `first bad record: ${first.record}. ` : '';
  const others = faults.filter((fault) => fault !== first).map((fault) => `    ${fault.message}`);
  return [`${path}: NOT good, ${where}${first?.message ?? ''}`, ...others, ...more];
}
