/** A formula that a person typed becomes a program through the same checks, sandbox and ledger, without the model. */
import temml from 'temml';
import type { Asked, Input } from './contract.ts';
import { FormulaError } from './formula/grammar.ts';
import { inputsOf, knownOf, listsOf, parseFormula } from './formula/parse.ts';
import { bindFigure } from './program/bind.ts';
import { formatNumber, group, present } from './program/display.ts';
import { latexOf } from './program/formula.ts';
import { printModule } from './program/print.ts';
import { unit } from './program/units.ts';
import { readList } from './question/flows.ts';
import { readFigures } from './question/read.ts';
import { MAX_ENTRIES } from './sandbox/limits.ts';
import type { Services } from './services.ts';
import { trapSentence } from './sentences.ts';
import { asking, NOTHING, without, type Work } from './work.ts';

/** A question that begins like this is a formula. */
export const isFormula = (question: string): boolean => /^\s*=/.test(question);

/** Works out a typed formula; inputs without a value are asked for. */
export async function calculate(
  question: string,
  given: Readonly<Record<string, string>>,
  services: Services,
  signal: AbortSignal,
  onRun: () => void,
): Promise<Work> {
  const known = knownOf(services.library.values());
  const lead = /^\s*=\s*/.exec(question)?.[0].length ?? 0;
  try {
    const tree = parseFormula(question.slice(lead), known);
    const lists = listsOf(tree);
    const inputs = inputsOf(tree).map((name) => (lists.has(name) ? bindList : bind)(name, given[name]));
    const asks = inputs.flatMap((input) => ('ask' in input ? [input.ask] : []));
    const bound = inputs.flatMap((input) => ('args' in input ? [input] : []));
    if (asks.length) {
      const work = asking([], question, asks);
      return {
        ...work,
        outcome: { ...work.outcome, inputs: bound.map((b) => b.input) },
        args: bound.map((b) => b.args),
      };
    }
    const wat = printModule(
      tree,
      bound.map(({ input }) => input.name),
      services.library,
    );
    const args = bound.map((b) => b.args);
    signal.throwIfAborted();
    onRun();
    const result = await services.run(wat, args);
    const shown = {
      inputs: bound.map((b) => b.input),
      wat,
      formula: temml.renderToString(latexOf(tree, services.library), { displayMode: true, throwOnError: false }),
    };
    if (!result.ok) {
      const sentence = trapSentence(result.trap, result.code);
      return { ...without([], question, { ...NOTHING, ...shown, status: 'declined', sentence }), args, result };
    }
    const said = present(result.value, unit('plain'));
    return {
      ...without([], question, {
        ...NOTHING,
        ...shown,
        status: 'answered',
        value: said.value,
        display: said.display,
        sentence: `The formula gives ${said.display}.`,
        confidence: 'sure',
      }),
      args,
      rounding: said.rounding,
      result,
    };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const sentence = `The formula cannot be read: ${error.message}, at character ${error.at + 1} behind the “=”.`;
    return without([], question, { ...NOTHING, status: 'failed', sentence });
  }
}

type Bound = { ask: Asked } | { input: Input; args: string };

/** A typed value as an argument ("5%" is 0.05), or the question that asks for it. */
function bind(name: string, text: string | undefined): Bound {
  const label = name.replaceAll('_', ' ');
  const ask: Asked = { name, label, type: 'number', question: `What is the value of ${label}?` };
  if (text === undefined) return { ask };
  const found = readFigures(text.trim());
  const [figure] = found;
  const bound =
    figure && found.length === 1 && !figure.readings && 'MPNT'.includes(figure.kind) && bindFigure(figure, null);
  if (!bound)
    return {
      ask: { ...ask, question: `“${text}” cannot be read as a number. Please write ${label} like “1200.50” or “5 %”.` },
    };
  const input: Input = {
    name,
    label,
    value: bound.shown,
    unit: bound.unit,
    display: formatNumber(bound.shown, bound.unit),
    source: { kind: 'answer', text },
  };
  return { input, args: bound.value };
}

/** A typed list as an argument ("-1000, 300, 420"; percents as fractions, dates as day numbers), or the question that asks for it. */
function bindList(name: string, text: string | undefined): Bound {
  const label = name.replaceAll('_', ' ');
  const ask: Asked = { name, label, type: 'list', question: `What are the values of ${label}?` };
  if (text === undefined) return { ask };
  const figures = readList(text) ?? [];
  const bound = figures.flatMap((figure) => bindFigure(figure, null) ?? []);
  if (!bound.length || bound.length > MAX_ENTRIES)
    return {
      ask: {
        ...ask,
        question: `“${text.slice(0, 60)}” cannot be read as a list. Please write ${label} like “-1000, 300, 420”, at most ${MAX_ENTRIES} values.`,
      },
    };
  const args = listText(bound.map((b) => b.value));
  const dates = figures[0]?.kind === 'D';
  const unit = dates ? '' : (bound.find((b) => b.unit)?.unit ?? '');
  const display = bound.map((b) => (dates ? b.shown : group(b.shown))).join('; ');
  const input: Input = {
    name,
    label,
    value: dates ? args : listText(bound.map((b) => b.shown)),
    unit,
    display: unit ? `${display} ${unit}` : display,
    source: { kind: 'answer', text },
  };
  return { input, args };
}

const listText = (values: readonly string[]): string => `[${values.join(', ')}]`;
