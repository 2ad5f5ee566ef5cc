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

/** Words with which people begin when they go on from an answer. */
const GOES_ON =
  /^(?:ok(?:ay)?,? |so,? |well,? )?(?:and|but|also|what (?:about|if)|how about|same|make (?:it|that|this)|change|instead|suppose|redo|try|then|now|а|и|но|тогда|теперь|то же|сделай|поменяй|вместо|ещё)(?![\p{L}])/iu;
/** Words that begin a question of its own as often as one that goes on; then it is short. */
const MAY_GO_ON =
  /^(?:with|without|if|at|over|for|in|per|plus|minus|less|add|subtract|take|split|divide|share|double|half|twice|after|compounded|each|если|с|без|при|под|за|на|в|по|плюс|минус|раздели|подели|после)(?![\p{L}])/iu;
const HOW_OFTEN =
  /^(?:compounded )?(?:monthly|quarterly|yearly|annually|daily|weekly|ежемесячно|ежеквартально|ежегодно|ежедневно)\W*$/iu;
/** Words that stand for what was just worked out. */
const POINTS_BACK =
  /(?<![\p{L}])(?:that|this|it|those|them|instead|same|then|это|этого|этом|этой|столько|вместо|тогда)(?![\p{L}])/iu;

/**
 * Whether a question reads like one that goes on from the answer before. One that stands by itself is never read in the
 * light of another: it must not borrow figures that its author did not mean.
 */
export function goesOn(question: string, figures: readonly Figure[]): boolean {
  const words = question.trim().split(/\s+/).length;
  const text = question.trim();
  if (GOES_ON.test(text)) return words <= 16;
  if (HOW_OFTEN.test(text) || (MAY_GO_ON.test(text) && words <= 6)) return true;
  return POINTS_BACK.test(question) ? words <= 12 : words <= 3 && figures.length > 0;
}
