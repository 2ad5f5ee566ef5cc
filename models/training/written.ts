/** Reads a written question: {"q": text with its figures in braces, "p": program in function notation over those braces}. */
import { readFigures } from '../../core/question/read.ts';
import { maskText } from '../../core/question/mask.ts';
import type { Figure } from '../../core/question/figure.ts';
import { DECLINE_REASONS, MARKERS_PER_KIND, type Expr, type Utterance } from '../../core/program/types.ts';
import type { Arities } from '../../core/program/dialect.ts';

export interface Example {
  text: string;
  masked: string;
  figures: Figure[];
  said: Utterance;
}

/** A written line → an example; a string says why it cannot be used. */
export function readWritten(line: { q: string; p: string }, names: Arities): Example | string {
  const spans: { start: number; end: number; text: string }[] = [];
  let text = '';
  let open = -1;
  for (const ch of line.q) {
    if (ch === '{') open = text.length;
    else if (ch === '}') spans.push({ start: open, end: text.length, text: text.slice(open) });
    else text += ch;
  }
  const figures = readFigures(text);
  if (figures.some((f) => Number(f.marker.slice(1)) >= (MARKERS_PER_KIND[f.kind] ?? 0)))
    return 'more figures than there are markers';
  const masked = maskText(text, figures);
  if (line.p.startsWith('decline ')) {
    const reason = DECLINE_REASONS.find((r) => r === line.p.slice(8).trim());
    return reason ? { text, masked, figures, said: { kind: 'decline', reason } } : `unknown reason ${line.p}`;
  }
  const tokens = line.p.match(/\{[^{}]*\}|\?|[A-Za-z_]\w*|[\d.]+|[(),]/g) ?? [];
  let at = 0;
  const read = (): Expr => {
    const token = tokens[at++] ?? '';
    if (token === '?') return { op: 'hole' };
    if (token.startsWith('{')) return { op: 'figure', marker: markerOf(token.slice(1, -1)) };
    if (/^[\d.]/.test(token)) return { op: 'const', value: token };
    const arity = names.get(token);
    if (arity === undefined) throw new Error(`unknown function ${token}`);
    at++;
    const args: Expr[] = [];
    for (let i = 0; i < arity; i++) {
      args.push(read());
      at++;
    }
    return { op: 'call', name: token, args };
  };
  const markerOf = (quoted: string): string => {
    const [, words = quoted, nth] = /^(.*?)(?:#(\d))?$/s.exec(quoted) ?? [];
    const span = spans.filter((s) => s.text === words)[Number(nth ?? 1) - 1];
    if (!span) throw new Error(`${quoted} is not in the question`);
    const found = figures.filter((f) => f.start < span.end && f.end > span.start);
    if (found.length !== 1 || !found[0]) throw new Error(`"${quoted}" is read as ${found.length} figures`);
    return found[0].marker;
  };
  try {
    const body = read();
    return at === tokens.length ? { text, masked, figures, said: { kind: 'program', body } } : 'text after the program';
  } catch (error) {
    return (error as Error).message;
  }
}
