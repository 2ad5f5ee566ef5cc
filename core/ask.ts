/**
 * How an answer comes about: read the figures, let the model write a program over their markers, check and link it, run it
 * sealed, round once, say it in a sentence, and append the whole to the ledger. Nothing here invents a number.
 */
import type { Asked, AskEvent, AskRequest, Card } from './contract.ts';
import type { Figure } from './question/figure.ts';
import { readFigures } from './question/read.ts';
import { maskText } from './question/mask.ts';
import { decode, type Candidate } from './model/decode.ts';
import { ModelError } from './model/error.ts';
import { choose, scopeOf, type Settled } from './choose.ts';
import { markersOf } from './doubts.ts';
import type { Assembled } from './program/assemble.ts';
import { ProgramError, unitOf } from './program/check.ts';
import { present } from './program/display.ts';
import { formulaOf } from './program/formula.ts';
import { fillHoles } from './program/holes.ts';
import type { Expr } from './program/types.ts';
import { answerSentence, askSentence, declineSentence, trapSentence } from './sentences.ts';
import type { RunOutcome } from './ledger/record.ts';
import type { Services, LedgerDraft } from './services.ts';

type Outcome = Omit<Card, 'id' | 'hash' | 'conversation' | 'time' | 'question' | 'model' | 'ms'>;
interface Work {
  outcome: Outcome;
  figures: Figure[];
  assembled: Assembled | null;
  program: Expr | null;
  candidates: Candidate[];
  masked: string;
  rounding: string;
  result: RunOutcome | null;
}

const NOTHING: Omit<Outcome, 'status' | 'sentence'> = {
  value: null,
  unit: '',
  display: '',
  inputs: [],
  unused: [],
  asks: [],
  formula: '',
  wat: '',
  confidence: 'unsure',
};

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
    work = request.completes
      ? await complete(request, services, signal, onEvent)
      : await fresh(request.question, services, signal, onEvent);
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
    wat: work.assembled?.wat ?? '',
    args: work.assembled?.args ?? [],
    result: work.result,
    program: work.program,
    masked: work.masked,
    rounding: work.rounding,
    candidates: work.candidates.map((c) => ({ tokens: c.tokens, probability: c.probability.toPrecision(6) })),
    modelHash: services.model.hash,
  };
  const card = services.record(draft);
  onEvent({ type: 'card', card });
  return card;
}

/** A new question: from its text to an outcome. */
async function fresh(
  question: string,
  services: Services,
  signal: AbortSignal,
  onEvent: (event: AskEvent) => void,
): Promise<Work> {
  onEvent({ type: 'step', step: 'reading' });
  const figures = readFigures(question);
  const masked = maskText(question, figures);
  const doubtful = figures.find((f) => f.readings);
  if (doubtful?.readings) return asking(figures, masked, [doubtfulAsk(doubtful)], null, []);
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
  const settled = await choose(candidates, question, figures, services, signal, () =>
    onEvent({ type: 'step', step: 'running' }),
  );
  return outcomeOf(settled, question, figures, masked, candidates, services, new Map());
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
  if (filled.missing.length) return asking(before.figures, before.masked, filled.missing, before.program, []);
  onEvent({ type: 'step', step: 'checking' });
  const candidate: Candidate = { said: { kind: 'program', body: filled.program }, tokens: [], probability: 1 };
  const question = before.card.question;
  const settled = await choose(
    [candidate],
    question,
    filled.figures,
    services,
    signal,
    () => onEvent({ type: 'step', step: 'running' }),
    filled.answers,
  );
  return outcomeOf(settled, question, filled.figures, before.masked, [], services, filled.answers);
}

/** What was settled on, as the person will see it. */
function outcomeOf(
  settled: Settled,
  question: string,
  figures: Figure[],
  masked: string,
  candidates: Candidate[],
  services: Services,
  answers: ReadonlyMap<string, string>,
): Work {
  const base = { figures, masked, candidates, assembled: null, program: null, rounding: '', result: null };
  if (settled.kind === 'decline') {
    return { ...base, outcome: { ...NOTHING, status: 'declined', sentence: declineSentence(settled.reason) } };
  }
  if (settled.kind === 'asks') return asking(figures, masked, settled.asks, settled.program, candidates);
  if (settled.kind === 'trap') {
    return {
      ...base,
      assembled: settled.assembled,
      program: settled.program,
      result: settled.result,
      outcome: {
        ...NOTHING,
        status: 'declined',
        sentence: trapSentence(settled.trap, settled.result.ok ? undefined : settled.result.code),
        wat: settled.assembled.wat,
        inputs: settled.assembled.inputs,
      },
    };
  }
  if (settled.kind === 'nothing') {
    return {
      ...base,
      outcome: {
        ...NOTHING,
        status: 'failed',
        sentence:
          'I could not turn this into a calculation that I trust. Please put the question another way, with each figure and its unit.',
      },
    };
  }
  const scope = scopeOf(question, figures, services, answers);
  const shown = present(settled.value, unitOf(settled.program, scope));
  const used = new Set(markersOf(settled.program));
  const unused = figures.filter((f) => f.kind !== 'C' && !used.has(f.marker)).map((f) => f.text);
  return {
    ...base,
    assembled: settled.assembled,
    program: settled.program,
    rounding: shown.rounding,
    result: settled.result,
    outcome: {
      status: 'answered',
      value: shown.value,
      unit: shown.unit,
      display: shown.display,
      sentence: answerSentence(settled.program, settled.assembled, shown.display, services.library),
      confidence: settled.sure ? 'sure' : 'unsure',
      inputs: settled.assembled.inputs,
      unused,
      asks: [],
      formula: formulaOf(settled.assembled, services.library),
      wat: settled.assembled.wat,
    },
  };
}

function asking(figures: Figure[], masked: string, asks: Asked[], program: Expr | null, candidates: Candidate[]): Work {
  return {
    figures,
    masked,
    candidates,
    assembled: null,
    program,
    rounding: '',
    result: null,
    outcome: { ...NOTHING, status: 'asked', asks, sentence: askSentence(asks) },
  };
}

function doubtfulAsk(figure: Figure): Asked {
  return {
    name: figure.marker,
    label: figure.text,
    type: figure.kind === 'D' ? 'date' : 'amount',
    question: `Is “${figure.text}” ${figure.readings?.join(' or ')}? Please write it without doubt and ask again.`,
  };
}

function failed(question: string, status: 'stopped' | 'failed', error: unknown, services: Services): Work {
  const figures = readFigures(question);
  const sentence = status === 'stopped' ? 'Stopped. The question is kept.' : failureSentence(error);
  if (status === 'failed' && !(error instanceof ProgramError || error instanceof ModelError)) services.log(error);
  return {
    figures,
    masked: maskText(question, figures),
    candidates: [],
    assembled: null,
    program: null,
    rounding: '',
    result: null,
    outcome: { ...NOTHING, status, sentence },
  };
}

function failureSentence(error: unknown): string {
  if (error instanceof ModelError) return error.message;
  if (error instanceof ProgramError) return `This cannot be calculated: ${error.message}.`;
  return 'Something went wrong inside the app; the question is kept in the ledger. Please ask again.';
}
