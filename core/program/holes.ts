/** Missing inputs: how they are asked for, and how an answer completes the program without the model. */
import type { Asked } from '../contract.ts';
import type { Figure, FigureKind } from '../question/figure.ts';
import { readFigures } from '../question/read.ts';
import type { Signature } from './check.ts';
import type { Expr, Param, ParamType } from './types.ts';

const ASK_TYPES: Record<ParamType, Asked['type']> = {
  amount: 'amount',
  rate: 'rate',
  number: 'number',
  count: 'count',
  years: 'duration',
  periods: 'duration',
  days: 'duration',
  date: 'date',
  currency: 'currency',
  quote: 'quote',
};
const FITTING: Record<ParamType, readonly FigureKind[]> = {
  amount: ['M', 'N'],
  rate: ['P', 'N'],
  number: ['N', 'T'],
  count: ['N', 'T'],
  years: ['T', 'N'],
  periods: ['T', 'N'],
  days: ['T', 'N'],
  date: ['D'],
  currency: ['C'],
  quote: ['X'],
};
const EXAMPLES: Record<ParamType, string> = {
  amount: '1,500.00',
  rate: '6.5 %',
  number: '12',
  count: '12',
  years: '5 years',
  periods: '5 years',
  days: '90 days',
  date: '2026-03-31',
  currency: 'EUR',
  quote: '1 EUR = 1.08 USD',
};

/** The question that asks for a parameter by its name. */
export function askFor(param: Param): Asked {
  const label = param.label.toLowerCase();
  const article = /^(number|payments|periods|hours|units|deposits)/.test(label) ? 'What is the' : 'What is the';
  const question =
    param.type === 'rate'
      ? `At what ${label}?`
      : ['years', 'periods', 'days'].includes(param.type)
        ? `Over what ${label}?`
        : `${article} ${label}?`;
  return { name: param.name, label: param.label, type: ASK_TYPES[param.type], question };
}

/** Asks for the exchange rate that is not stored; `pair` reads "EUR per USD". */
export function rateAsk(pair: string): Asked {
  const known = /^[A-Z]{3} per [A-Z]{3}$/.test(pair);
  return {
    name: 'fx_rate',
    label: 'Exchange rate',
    type: 'quote',
    question: known
      ? `What is the exchange rate (${pair})? None is stored for it; state it in the question or import rates.`
      : 'In which currency is the amount? Please ask again with it.',
  };
}

export interface Filled {
  program: Expr;
  figures: Figure[];
  /** What the person typed, by marker of the new figure. */
  answers: Map<string, string>;
  /** Inputs that are still missing or could not be read. */
  missing: Asked[];
}

/** Puts the answers into the holes of a program. An answer that is no figure of the right kind is asked for again. */
export function fillHoles(
  program: Expr,
  figures: readonly Figure[],
  library: ReadonlyMap<string, Signature>,
  given: Readonly<Record<string, string>>,
): Filled {
  const filled: Filled = { program, figures: [...figures], answers: new Map(), missing: [] };
  const walk = (expr: Expr): Expr => {
    if (expr.op !== 'call') return expr;
    const params = library.get(expr.name)?.params;
    return {
      ...expr,
      args: expr.args.map((arg, i) => (arg.op === 'hole' && params?.[i] ? answer(params[i]) : walk(arg))),
    };
  };
  const answer = (param: Param): Expr => {
    const text = given[param.name]?.trim() ?? '';
    const found = readFigures(text);
    const figure = found[0];
    if (!figure || found.length !== 1 || figure.readings || !FITTING[param.type].includes(figure.kind)) {
      const asked = askFor(param);
      filled.missing.push(
        text
          ? {
              ...asked,
              question: `“${text}” cannot be read as ${param.label.toLowerCase()}. Please write it like “${EXAMPLES[param.type]}”.`,
            }
          : asked,
      );
      return { op: 'hole' };
    }
    const marker = nextMarker(filled.figures, figure.kind);
    filled.figures.push({ ...figure, marker });
    filled.answers.set(marker, text);
    return { op: 'figure', marker };
  };
  filled.program = walk(program);
  return filled;
}

function nextMarker(figures: readonly Figure[], kind: FigureKind): string {
  return `${kind}${figures.filter((f) => f.kind === kind).length}`;
}
