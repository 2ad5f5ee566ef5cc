/** The sentences that a person reads. Values are spliced in by code. */
import type { Asked } from './contract.ts';
import type { Assembled } from './program/assemble.ts';
import { trapName } from './program/abi.ts';
import type { DeclineReason, Expr } from './program/types.ts';

interface Said {
  title: string;
  sentence?: string;
}

const DECLINES: Record<DeclineReason, string> = {
  not_finance:
    'That is not a finance calculation. I work out interest, loans, savings, percentages, prices, tax, currency and depreciation.',
  advice:
    'I calculate; I do not advise. Give me the figures of each choice and I will work them out for you to compare.',
  forecast: 'I cannot know the future. Give me an assumed rate and I will calculate what follows from it.',
  live_data: 'That needs live data, and nothing leaves this machine. Put the figure into the question.',
  impossible:
    'There is no answer to this: the figures contradict each other, or it can never happen. Please check them.',
  unsupported: 'This is a finance calculation that I cannot do yet.',
  unclear: 'I am not sure what is to be calculated. Please say what is wanted, with each figure and its unit.',
};

const NOT_IN_RUSSIAN =
  'По-русски модель вопросы пока не понимает. Задайте вопрос по-английски или напишите формулу, например = 42500 * 17%.';

/** Why a question got no calculation. In a language that the model was not taught, its own reason says nothing. */
export const declineSentence = (reason: DeclineReason, question: string): string =>
  /\p{Script=Cyrillic}/u.test(question) ? NOT_IN_RUSSIAN : DECLINES[reason];

/** "At what annual rate? Over what term?" */
export const askSentence = (asks: readonly Asked[]): string => asks.map((a) => a.question).join(' ');

/** The library's sentence for the outermost function with every slot filled, or the plain value. */
export function answerSentence(
  program: Expr,
  assembled: Assembled,
  display: string,
  library: ReadonlyMap<string, Said>,
): string {
  const said = program.op === 'call' ? library.get(program.name) : undefined;
  const args = assembled.tree.op === 'call' ? assembled.tree.args : [];
  const params =
    program.op === 'call'
      ? (library.get(program.name) as { params?: { name: string }[] } | undefined)?.params
      : undefined;
  const simple = args.every((a) => a.op === 'param');
  if (!said?.sentence || !simple || !params) return `The result is ${display}.`;
  const displays = new Map(assembled.inputs.map((i) => [i.name, i.display]));
  const sentence = said.sentence.replaceAll(/\{(\w+)\}/g, (slot, name: string) => {
    if (name === 'value') return display;
    const arg = args[params.findIndex((p) => p.name === name)];
    return arg?.op === 'param' ? (displays.get(arg.name) ?? slot) : slot;
  });
  return sentence.includes('{') ? `The result is ${display}.` : sentence;
}

const TRAPS: Record<string, string> = {
  divide_by_zero: 'There is no answer to this: it would divide by zero. Please check the figures.',
  zero_base: 'There is no answer to this: it would divide by zero. Please check the figures.',
  never_reached: 'This never happens with these figures: the goal is never reached, or the debt never paid off.',
  impossible_input: 'There is no answer to this: one of the figures is impossible here. Please check them.',
  negative_term: 'There is no answer to this: the term is negative. Please check the dates or the years.',
  diverges: 'There is no answer to this: with these rates the sum grows without end.',
  several_roots:
    'More than one rate fits these flows, so none is given. Ask for the one between two rates with irr_between or xirr_between.',
  deadline: 'The calculation took too long and was stopped.',
  gas: 'The calculation took too many steps and was stopped. A shorter list takes fewer.',
  too_many_handles: 'The calculation took too many steps and was stopped. A shorter list takes fewer.',
};

/** Why a program gave no value, in a sentence; `code` is the number that a library function raised. */
export function trapSentence(trap: string, code?: number): string {
  const name = trap === 'program' && code !== undefined ? trapName(code) : trap;
  return TRAPS[name ?? ''] ?? 'There is no answer to this with these figures. Please check them.';
}
