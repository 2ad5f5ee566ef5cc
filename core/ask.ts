/**
 * How an answer comes about: read the figures, let the model write a program over their markers, check and link it, run it
 * sealed, round once, say it in a sentence, and append the whole to the ledger. Nothing here invents a number.
 */
import type { AskEvent, AskRequest, Card } from './contract.ts';
import { calculate, isFormula } from './calc.ts';
import { choose, type Earlier, type Settled } from './choose.ts';
import { decode, type Candidate } from './model/decode.ts';
import { doubtfulAsk, failed, outcomeOf } from './outcome.ts';
import { ProgramError } from './program/check.ts';
import { fillHoles } from './program/holes.ts';
import { MARKERS_PER_KIND, type DeclineReason } from './program/types.ts';
import type { Figure } from './question/figure.ts';
import { maskText } from './question/mask.ts';
import { readFigures } from './question/read.ts';
import { goesOn, joinFigures, joinPrompts } from './question/turns.ts';
import type { LedgerDraft, Services } from './services.ts';
import { GAS_LIMIT } from './sandbox/meter.ts';
import { asking, type Work } from './work.ts';

/** Answers, asks, declines or fails, and records it, whatever becomes of the question. `signal` is Stop. */
export async function ask(
  request: AskRequest,
  services: Services,
  signal: AbortSignal,
  onEvent: (event: AskEvent) => void,
): Promise<Card> {
  const started = performance.now();
  const time = new Date().toISOString();
  let work: Work;
  try {
    work = await worked(request, services, signal, onEvent);
  } catch (error) {
    work = failed(request.question, signal.aborted ? 'stopped' : 'failed', error, services);
  }
  onEvent({ type: 'step', step: 'recording' });
  const draft: LedgerDraft = {
    card: {
      ...work.outcome,
      conversation: request.conversation,
      time,
      question: request.question,
      model: services.model.name,
      ms: Math.round(performance.now() - started),
    },
    figures: work.figures,
    wat: work.outcome.wat,
    args: work.args,
    result: work.result,
    program: work.program,
    masked: work.masked,
    rounding: work.rounding,
    candidates: work.candidates.map((c) => ({ tokens: c.tokens, probability: c.probability.toPrecision(6) })),
    gas: { used: work.result?.ok ? (work.result.gas ?? null) : null, limit: work.result ? GAS_LIMIT : null },
    agreement: work.support === null ? null : work.support.toPrecision(6),
    modelHash: services.model.hash,
  };
  const card = services.record(draft);
  onEvent({ type: 'card', card });
  return card;
}

/** A formula is worked out as it stands, an asked question is completed, any other goes to the model. */
async function worked(
  request: AskRequest,
  services: Services,
  signal: AbortSignal,
  onEvent: (event: AskEvent) => void,
): Promise<Work> {
  const onRun = (): void => onEvent({ type: 'step', step: 'running' });
  const { completes } = request;
  const before = completes ? services.draft(completes.id)?.card : undefined;
  const asked = before?.question ?? request.question;
  const inputs = { ...request.inputs, ...typedBefore(before), ...completes?.answers };
  if (isFormula(asked)) return calculate(asked, inputs, services, signal, onRun);
  return completes ? complete(request, services, signal, onEvent) : fresh(request, services, signal, onEvent);
}

/** Inputs of a formula that were given before others were asked for. */
function typedBefore(card: Pick<Card, 'inputs'> | undefined): Record<string, string> {
  const typed = card?.inputs.flatMap(({ name, source }) => (source.kind === 'answer' ? [[name, source.text]] : []));
  return Object.fromEntries(typed ?? []) as Record<string, string>;
}

/**
 * A new question: from its text to an outcome. What reads like going on, and gives no sure answer by itself, is also read
 * as a follow-up to the last answer of the conversation, and the likelier of the two readings counts.
 */
async function fresh(
  { question, conversation }: AskRequest,
  services: Services,
  signal: AbortSignal,
  onEvent: (event: AskEvent) => void,
): Promise<Work> {
  onEvent({ type: 'step', step: 'reading' });
  const figures = readFigures(question);
  const masked = maskText(question, figures);
  const doubtful = figures.find((f) => f.readings);
  if (doubtful?.readings) return asking(figures, masked, [doubtfulAsk(doubtful)]);
  const alone = await read({ question, masked, figures }, services, signal, onEvent);
  if (alone.settled.kind === 'answer' && alone.settled.sure) return alone.work();
  const before = goesOn(question, figures) ? services.before(conversation) : null;
  if (!before || alone.refused) return alone.work();
  const joined: Reading = {
    question,
    masked: joinPrompts(before.masked, masked),
    figures: joinFigures(before.figures, before.record, figures),
    earlier: before,
  };
  if (!joined.figures.every(hasMarker)) return alone.work();
  const together = await read(joined, services, signal, onEvent);
  const follows = together.settled.kind === 'answer' && together.support > Math.max(alone.support, FOLLOWS);
  return follows ? together.work() : alone.work();
}

/** A question as the model sees it, by itself or behind the one that it follows up. */
interface Reading {
  question: string;
  masked: string;
  figures: Figure[];
  earlier?: Earlier;
}

/** An incomplete question is asked about rather than filled from an earlier one, unless that reading is likelier than not. */
const FOLLOWS = 0.5;

/** Declines that may only mean that the question needs the one before it. */
const REFERS: ReadonlySet<DeclineReason> = new Set(['unclear', 'impossible', 'unsupported']);

/** The dialect has a limited number of markers of each kind. */
const hasMarker = ({ kind, marker }: Figure): boolean => Number(marker.slice(1)) < (MARKERS_PER_KIND[kind] ?? 0);

/** One reading of a question: the model's candidates, and what they settle on. */
async function read(
  { question, masked, figures, earlier }: Reading,
  services: Services,
  signal: AbortSignal,
  onEvent: (event: AskEvent) => void,
): Promise<{ settled: Settled; support: number; refused: boolean; work: () => Work }> {
  onEvent({ type: 'step', step: 'writing' });
  const candidates = await decode(services.model, masked, {
    library: services.library,
    names: services.names,
    figures,
    candidates: 4,
    enough: 0.9,
    signal,
    onToken: (text) => onEvent({ type: 'token', text }),
  });
  onEvent({ type: 'step', step: 'checking' });
  const onRun = (): void => onEvent({ type: 'step', step: 'running' });
  const settled = await choose(candidates, question, figures, services, signal, onRun, earlier);
  const support = settled.kind === 'answer' ? settled.support : 0;
  const work = (): Work => outcomeOf(settled, question, figures, masked, candidates, services, earlier);
  // Chit-chat, advice and the like are refused whatever was said before.
  const refused = settled.kind === 'decline' && !REFERS.has(settled.reason);
  return { settled, support, refused, work };
}

/** The missing inputs of an asked card, given by the person: the program is completed, the model is not asked again. */
async function complete(
  request: AskRequest,
  services: Services,
  signal: AbortSignal,
  onEvent: (event: AskEvent) => void,
): Promise<Work> {
  onEvent({ type: 'step', step: 'reading' });
  const before = services.draft(request.completes?.id ?? 0);
  if (!before?.program) throw new ProgramError('unknown_figure', 'that question cannot be completed; ask it again');
  const answers = request.completes?.answers ?? {};
  const filled = fillHoles(before.program, before.figures, services.library, answers);
  // What could be read stays filled in; only the rest is asked again.
  if (filled.missing.length) return asking(filled.figures, before.masked, filled.missing, filled.program);
  onEvent({ type: 'step', step: 'checking' });
  const candidate: Candidate = { said: { kind: 'program', body: filled.program }, tokens: [], probability: 1 };
  const question = before.card.question;
  const settled = await choose([candidate], question, filled.figures, services, signal, () =>
    onEvent({ type: 'step', step: 'running' }),
  );
  return outcomeOf(settled, question, filled.figures, before.masked, [], services);
}
