/** Lists of cash flows: three amounts or more in a row, with nothing but commas, semicolons, slashes or "and" between them. */
import type { Figure } from './figure.ts';
import { readFigures } from './read.ts';

export interface FlowList {
  start: number;
  end: number;
  /** The flows in the order of the text: the marker that each was read under, its exact value. */
  flows: { marker: string; value: string }[];
  /** ISO 4217 code that all of them share, also where only one of them carries it; "" where none does. */
  unit: string;
}

const BETWEEN = /^\s*(?:[,;/]|(?:,|;)?\s*(?:and|then|followed by|и|затем|потом|далее|а затем|а потом))?\s*$/iu;
/** As BETWEEN, but figures that only a space parts may be one number. */
const SEPARATED =
  /^(?!\s*$)\s*(?:[,;/]|(?:,|;)?\s*(?:and|then|followed by|и|затем|потом|далее|а затем|а потом))?\s*$/iu;
/** Fewer than three amounts in a row are an enumeration of anything. */
const LEAST = 3;

/** The lists of cash flows among the figures of `text`. Amounts of two currencies are never one list. */
export function readFlows(text: string, figures: readonly Figure[]): FlowList[] {
  const lists: FlowList[] = [];
  let run: Figure[] = [];
  const finish = (): void => {
    const [first] = run;
    const last = run.at(-1);
    if (first && last && run.length >= LEAST) {
      const flows = run.map(({ marker, value }) => ({ marker, value }));
      lists.push({ start: first.start, end: last.end, flows, unit: unitOf(run) ?? '' });
    }
    run = [];
  };
  for (const figure of figures) {
    const last = run.at(-1);
    const joins = last && BETWEEN.test(text.slice(last.end, figure.start)) && figure.start > last.end;
    const fits = 'MN'.includes(figure.kind) && unitOf([...run, figure]) !== null;
    if (!joins || !fits) finish();
    if ('MN'.includes(figure.kind)) run.push(figure);
  }
  finish();
  return lists;
}

/** The kinds of figures that may stand together in one list. */
const ALIKE = ['MN', 'P', 'D'];

/**
 * The figures of a text that is nothing but one list: "-1000, 300, 420", "$1,000; $2,000", with brackets or without. Null
 * where it is not, or where a comma or space could belong to a number ("100,200,300").
 */
export function readList(text: string): Figure[] | null {
  const inside = text
    .trim()
    .replace(/^\[(.*)\]$/su, '$1')
    .trim();
  const plain = plainEntries(inside);
  if (plain) return plain.flatMap(readFigures);
  const figures = readFigures(inside);
  const alike = ALIKE.some((kinds) => figures.every((f) => kinds.includes(f.kind)));
  const unsure = figures.some((f) => f.readings ?? (f.kind === 'N' && /[,\s]/u.test(f.text)));
  if (!figures.length || !alike || unsure || unitOf(figures) === null) return null;
  let end = 0;
  for (const { start, end: next } of figures) {
    const between = inside.slice(end, start);
    if (!(end === 0 ? /^$/u : SEPARATED).test(between)) return null;
    end = next;
  }
  return end === inside.length ? figures : null;
}

const PLAIN = /^-?\d+(?:\.\d+)?$/;
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** Plain numbers with a comma between them, each with a space behind it or none; null for anything else. */
function plainEntries(text: string): string[] | null {
  const pieces = text.split(',');
  const later = pieces.slice(1);
  const spaced = later.filter((piece) => /^\s/.test(piece)).length;
  if (!later.length || (spaced !== 0 && spaced !== later.length) || GROUPED.test(text)) return null;
  const entries = pieces.map((piece) => piece.trim());
  return entries.every((entry) => PLAIN.test(entry)) ? entries : null;
}

/** The one currency of these figures, "" for none; null where there are two. */
function unitOf(figures: readonly Figure[]): string | null {
  const units = new Set(figures.filter((f) => f.kind === 'M').map((f) => f.unit));
  return units.size > 1 ? null : ([...units][0] ?? '');
}
