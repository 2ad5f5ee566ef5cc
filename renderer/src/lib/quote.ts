/** The words of a question around one figure, cut at words, with the figure apart so that it can be marked. */
export type Quote = { before: string; figure: string; after: string };

const reach = 18;

export function quote(question: string, start: number, end: number): Quote {
  const figure = question.slice(start, end);
  let before = question.slice(0, start);
  let after = question.slice(end);
  before = before.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('? ')) + 1).trimStart();
  if (before.length > reach) {
    const tail = before.slice(-reach);
    before = `…${tail.slice(tail.search(/\s/) + 1)}`;
  }
  const stop = after.search(/[.?!;](\s|$)/);
  if (stop >= 0) after = after.slice(0, stop);
  if (after.length > reach) {
    const head = after.slice(0, reach);
    after = `${head.slice(0, Math.max(0, head.search(/\s\S*$/)))}…`;
  }
  return { before, figure, after };
}
