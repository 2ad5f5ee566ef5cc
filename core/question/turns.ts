/** Two turns of a conversation as one prompt: the earlier question, then what was added to it. */
import type { Figure, FigureKind } from './figure.ts';

/** Stands between the earlier question and the later one. */
export const THEN = ' ## ';
const MARKER = /<([MPNTDCX])(\d+)>/g;

/** Joins two masked texts; the markers of the second are numbered on from those of the first. */
export function joinPrompts(before: string, after: string): string {
  const counts = new Map<string, number>();
  for (const [, kind = '', n] of before.matchAll(MARKER))
    counts.set(kind, Math.max(counts.get(kind) ?? 0, Number(n) + 1));
  return (
    before +
    THEN +
    after.replaceAll(MARKER, (_, kind: string, n: string) => `<${kind}${Number(n) + (counts.get(kind) ?? 0)}>`)
  );
}

/** The figures of both turns under the markers of the joined prompt; those before are marked with their record. */
export function joinFigures(before: readonly Figure[], record: number, after: readonly Figure[]): Figure[] {
  const counts = new Map<FigureKind, number>();
  for (const { kind, marker } of before) counts.set(kind, Math.max(counts.get(kind) ?? 0, Number(marker.slice(1)) + 1));
  const earlier = before.map((f) => ({ ...f, earlier: f.earlier ?? record }));
  const later = after.map((f) => ({
    ...f,
    marker: `${f.kind}${Number(f.marker.slice(1)) + (counts.get(f.kind) ?? 0)}`,
  }));
  return [...earlier, ...later];
}
