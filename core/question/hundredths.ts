/** Cents, kopecks: whose they are, and amounts that end in them. */
import type { RawFigure } from './figure.ts';
import { Exact } from './exact.ts';
import { HAVE_KOPECKS } from './russian/currencies.ts';

const HAVE_CENTS = new Set(['USD', 'EUR', 'AUD', 'CAD', 'NZD', 'SGD', 'HKD', 'ZAR', 'KES']);

/** Cents and kopecks belong to the one currency with them that the question names; to dollars or roubles where it names none. */
export function withCents(text: string, figures: RawFigure[]): RawFigure[] {
  const codes = figures.map((f) => (f.kind === 'C' ? f.value : f.unit));
  const only = (having: ReadonlySet<string>, usual: string): string => {
    const [first = usual, ...more] = new Set(codes.filter((code) => having.has(code)));
    return more.length ? usual : first;
  };
  const units: Record<string, string> = { '¢': only(HAVE_CENTS, 'USD'), коп: only(HAVE_KOPECKS, 'RUB') };
  const joined: RawFigure[] = [];
  for (const figure of figures) {
    const last = joined.at(-1);
    const hundredths = figure.kind === 'M' ? units[figure.unit] : undefined;
    const russian = hundredths && /[а-яё]/i.test(text.slice(figure.start, figure.end));
    const whole = last?.kind === 'M' && new Exact(last.value).isInteger() && !last.readings;
    const gap = last ? text.slice(last.end, figure.start) : '';
    if (last && whole && russian && /^,?[ \u00a0]?(?:и )?$/i.test(gap) && isPart(last, figure)) {
      const value = new Exact(last.value)[last.value.startsWith('-') ? 'minus' : 'plus'](figure.value).toFixed();
      joined[joined.length - 1] = { ...last, end: figure.end, value };
    } else joined.push(hundredths ? { ...figure, unit: hundredths } : figure);
  }
  return joined;
}

/** True where hundredths can be those of an amount: kopecks of roubles, cents of dollars, fewer than a hundred. */
function isPart(whole: RawFigure, part: RawFigure): boolean {
  return (part.unit === 'коп' ? HAVE_KOPECKS : HAVE_CENTS).has(whole.unit) && new Exact(part.value).lt(1);
}
