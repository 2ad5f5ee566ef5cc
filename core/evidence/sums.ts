/** SHA256SUMS, as `sha256sum -c` of GNU coreutils reads it. */
import { EvidenceError } from './error.ts';
import { isSafeName } from './names.ts';

/** One line for each file, by name. */
export function formatSums(hashes: ReadonlyMap<string, string>): string {
  return [...hashes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, hash]) => `${hash}  ${name}\n`)
    .join('');
}

/** Hashes by name. Throws EvidenceError "bundle" for anything that formatSums would not write. */
export function parseSums(text: string): Map<string, string> {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new EvidenceError('bundle', 'SHA256SUMS does not end with a whole line.');
  const hashes = new Map<string, string>();
  let last = '';
  for (const line of lines) {
    const [, hash = '', name = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (!hash || !isSafeName(name))
      throw new EvidenceError('bundle', `SHA256SUMS has a line that is not a hash and a plain name: ${show(line)}.`);
    if (name <= last) throw new EvidenceError('bundle', `SHA256SUMS names ${show(name)} twice or out of order.`);
    hashes.set(name, hash);
    last = name;
  }
  return hashes;
}

const show = (text: string): string => JSON.stringify(text.slice(0, 120));
