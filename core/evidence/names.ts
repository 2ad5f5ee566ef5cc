/** Names of files in a bundle: plain, relative, and none that a file system or a reader could take for another. */
const PART = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

/** True for a relative path of plain ASCII parts, none of them hidden or leading upwards. */
export const isSafeName = (name: string): boolean =>
  name.length <= 200 && name.split('/').every((part) => PART.test(part));

/** Number of a record as file names have it. */
export const recordFile = (id: number): string => `records/${String(id).padStart(8, '0')}.json`;
export const proofFile = (id: number): string => `proofs/${String(id).padStart(8, '0')}.json`;

/** The record that a file of the bundle belongs to, or null. */
export function recordOfFile(name: string): number | null {
  const match = /^(?:records|proofs)\/0*(\d+)\.json$/.exec(name);
  return match ? Number(match[1]) : null;
}
