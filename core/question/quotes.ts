/** Exchange rates that a question states between two named currencies become one figure with both units. */
import type { RawFigure } from './figure.ts';
import { Exact } from './numerals.ts';

const EQUALS =
  /^ ?(?:=|≈|:|is|was|are|equals?|equal to|buys?|bought|gets?(?: you| me| us)?|got(?: me| us)?|costs?|cost|for|trades? at|traded at|stands at|stood at|fetch(?:es|ed)?|makes?|gives?(?: you| me| us)?|(?:is |was |being |currently |now )?worth|against|to|at|->|→) ?(?:about |only |exactly |roughly |worth )?$/i;
const PER =
  /^ ?(?:per|to the|to an?|for an?|for one|for each|for every|for 1|to one|to 1|against the|an?|each|\/|= ?1|a single|to each|to every) ?(?:one |1 |single )?$/i;
const PAIR_RATE =
  /^(?: ?(?:at|is|=|:|of|was|were|rate|stands at|rate of|exchange rate|spot|quoted at|trading at|,|@) ?)*(?:is |at |of |was )?$|^ $/i;
const UNIT_BEFORE = /(?:^|[\s("])(?:one|an?|1|each|every|per|the)\s$/i;

const quote = (from: RawFigure, to: RawFigure, base: string, unit: string, value: string): RawFigure => ({
  kind: 'X',
  start: Math.min(from.start, to.start),
  end: Math.max(from.end, to.end),
  value,
  unit,
  base,
});

/** Joins neighbouring money and currency figures that state a rate; all others pass through. */
export function joinQuotes(text: string, figures: RawFigure[]): RawFigure[] {
  const out: RawFigure[] = [];
  for (let i = 0; i < figures.length; i++) {
    const [a, b, c] = [figures[i], figures[i + 1], figures[i + 2]];
    if (!a) break;
    const gap = b ? text.slice(a.end, b.start) : '';
    if (
      b &&
      c &&
      a.kind === 'C' &&
      b.kind === 'C' &&
      c.kind === 'N' &&
      /^ ?[/-] ?$/.test(gap) &&
      PAIR_RATE.test(text.slice(b.end, c.start))
    ) {
      out.push(quote(a, c, a.value, b.value, c.value));
      i += 2;
      continue;
    }
    if (b && a.kind === 'C' && b.kind === 'M' && /^ ?\/ ?$/.test(gap) && a.value !== b.unit) {
      out.push(quote(a, b, a.value, b.unit, b.value));
      i += 1;
      continue;
    }
    // "$500 at 1 EUR = 1.08 USD": the rate is the pair behind, not the amount and its first half.
    const leads = a.kind === 'C' || (a.kind === 'M' && !isUnit(a.value) && b?.kind === 'M' && isUnit(b.value));
    const nextJoins = b && c && leads ? pair(text, b, c, text.slice(b.end, c.start)) : null;
    const joined = b && !nextJoins ? pair(text, a, b, gap) : null;
    if (joined) {
      out.push(joined);
      i += 1;
    } else out.push(a);
  }
  return out;
}

function pair(text: string, a: RawFigure, b: RawFigure, gap: string): RawFigure | null {
  if (a.kind === 'M' && b.kind === 'M' && a.unit !== b.unit && EQUALS.test(gap)) {
    if (isUnit(a.value)) return quote(a, b, a.unit, b.unit, ratio(b.value, a.value));
    if (isUnit(b.value)) return quote(a, b, b.unit, a.unit, ratio(a.value, b.value));
  }
  if (a.kind === 'M' && b.kind === 'M' && a.unit !== b.unit && b.value === '1' && PER.test(gap))
    return quote(a, b, b.unit, a.unit, a.value);
  if (a.kind === 'M' && b.kind === 'C' && a.unit !== b.value && PER.test(gap))
    return quote(a, b, b.value, a.unit, a.value);
  if (a.kind === 'C' && b.kind === 'M' && a.value !== b.unit && EQUALS.test(gap) && !/^ ?(?:to|for) ?$/i.test(gap)) {
    const before = UNIT_BEFORE.exec(text.slice(Math.max(0, a.start - 7), a.start));
    if (before) return { ...quote(a, b, a.value, b.unit, b.value), start: a.start - before[0].trimStart().length };
  }
  return null;
}

const isUnit = (value: string): boolean => ['1', '10', '100', '1000'].includes(value);
const ratio = (value: string, per: string): string => new Exact(value).div(per).toFixed();
