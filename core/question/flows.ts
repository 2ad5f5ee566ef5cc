/** Lists of cash flows: three amounts or more in a row, with nothing but commas, semicolons, slashes or "and" between them. */
import type { Figure } from './figure.ts';

export interface FlowList {
  start: number;
  end: number;
  /** The flows in the order of the text: the marker that each was read under, its exact value. */
  flows: { marker: string; value: string }[];
  /** ISO 4217 code that all of them share, also where only one of them carries it; "" where none does. */
  unit: string;
}

const BETWEEN = /^\s*(?:[,;/]|(?:,|;)?\s*(?:and|then|followed by|и|затем|потом|далее|а затем|а потом))?\s*$/iu;
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

/** The one currency of these figures, "" for none; null where there are two. */
function unitOf(figures: readonly Figure[]): string | null {
  const units = new Set(figures.filter((f) => f.kind === 'M').map((f) => f.unit));
  return units.size > 1 ? null : ([...units][0] ?? '');
}
