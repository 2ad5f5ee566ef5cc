/** Missing inputs: how they are asked for, and how an answer completes the program without the model. */
import type { Asked } from '../contract.ts';
import type { Figure, FigureKind } from '../question/figure.ts';
import { readFigures } from '../question/read.ts';
import { holesOf } from './assemble.ts';
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
  flows: 'list',
  numbers: 'list',
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
  // No single figure is a list; formulas bind lists by themselves (calc.ts).
  flows: [],
  numbers: [],
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
  flows: '-1000, 300, 420',
  numbers: '10, 20, 30',
};

/** A missing input of a program, under a name of its own where two share one. */
interface Hole {
  param: Param;
  name: string;
  label: string;
}

/** The missing inputs of a program in the order of its text; a second "annual rate" is "annual rate 2". */
function named(param: Param, seen: Map<string, number>): Hole {
  const nth = (seen.get(param.name) ?? 0) + 1;
  seen.set(param.name, nth);
  return nth === 1
    ? { param, name: param.name, label: param.label }
    : { param, name: `${param.name}_${nth}`, label: `${param.label} ${nth}` };
}

/** The questions that ask for the missing inputs of a program. */
export function asksOf(program: Expr, library: ReadonlyMap<string, Signature>): Asked[] {
  const seen = new Map<string, number>();
  return holesOf(program, library).map(({ param }) => askFor(named(param, seen)));
}

/** The question that asks for an input by its name. */
function askFor({ param, name, label: title }: Hole): Asked {
  const label = title.toLowerCase();
  const question =
    param.type === 'rate'
      ? `At what ${label}?`
      : ['years', 'periods', 'days'].includes(param.type)
        ? `Over what ${label}?`
        : `What is the ${label}?`;
  return { name, label: title, type: ASK_TYPES[param.type], question };
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
  /** The figures, with those that were typed. */
  figures: Figure[];
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
  const filled: Filled = { program, figures: [...figures], missing: [] };
  const seen = new Map<string, number>();
  /** Of each hole that stays: what was wrong with its answer, null where there was none. */
  const unread: (string | null)[] = [];
  const walk = (expr: Expr): Expr => {
    if (expr.op !== 'call') return expr;
    const params = library.get(expr.name)?.params;
    return {
      ...expr,
      args: expr.args.map((arg, i) => (arg.op === 'hole' && params?.[i] ? answer(params[i]) : walk(arg))),
    };
  };
  const answer = (param: Param): Expr => {
    const hole = named(param, seen);
    const text = given[hole.name]?.trim() ?? '';
    const found = readFigures(text);
    const figure = found[0];
    if (!figure || found.length !== 1 || figure.readings || !FITTING[param.type].includes(figure.kind)) {
      unread.push(
        text
          ? `“${text}” cannot be read as ${param.label.toLowerCase()}. Please write it like “${EXAMPLES[param.type]}”.`
          : null,
      );
      return { op: 'hole' };
    }
    const marker = nextMarker(filled.figures, figure.kind);
    filled.figures.push({ ...figure, marker, answered: text });
    return { op: 'figure', marker };
  };
  filled.program = walk(program);
  // Named anew: the next answers are for the holes of the program as it is now.
  filled.missing = asksOf(filled.program, library).map((ask, i) => ({ ...ask, question: unread[i] ?? ask.question }));
  return filled;
}

function nextMarker(figures: readonly Figure[], kind: FigureKind): string {
  return `${kind}${figures.filter((f) => f.kind === kind).length}`;
}
