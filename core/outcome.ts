/** What was settled on, as the person will see it. */
import type { Asked } from './contract.ts';
import { scopeOf, type Earlier, type Settled } from './choose.ts';
import { markersOf } from './doubts.ts';
import type { Candidate } from './model/decode.ts';
import { ModelError } from './model/error.ts';
import { ProgramError, unitOf } from './program/check.ts';
import { present } from './program/display.ts';
import { formulaOf } from './program/formula.ts';
import type { Figure } from './question/figure.ts';
import { maskText } from './question/mask.ts';
import { readFigures } from './question/read.ts';
import { answerSentence, declineSentence, trapSentence } from './sentences.ts';
import type { Services } from './services.ts';
import { asking, NOTHING, without, type Work } from './work.ts';

const NOT_TRUSTED =
  'I could not turn this into a calculation that I trust. Please put the question another way, with each figure and its unit.';

/** The outcome of what was settled on, with everything that the record needs. */
export function outcomeOf(
  settled: Settled,
  question: string,
  figures: Figure[],
  masked: string,
  candidates: Candidate[],
  services: Services,
  earlier?: Earlier,
): Work {
  switch (settled.kind) {
    case 'decline':
      return without(
        figures,
        masked,
        { ...NOTHING, status: 'declined', sentence: declineSentence(settled.reason, question) },
        candidates,
      );
    case 'nothing':
      return without(figures, masked, { ...NOTHING, status: 'failed', sentence: NOT_TRUSTED }, candidates);
    case 'asks':
      return asking(figures, masked, settled.asks, settled.program, candidates);
    case 'trap': {
      const { program, assembled, result, trap } = settled;
      const { wat, inputs, args } = assembled;
      const sentence = trapSentence(trap, result.ok ? undefined : result.code);
      const outcome = { ...NOTHING, status: 'declined' as const, sentence, wat, inputs };
      return { ...without(figures, masked, outcome, candidates), args, program, result };
    }
    case 'answer': {
      const { program, assembled, result, value, sure } = settled;
      const shown = present(value, unitOf(program, scopeOf(question, figures, services, earlier)));
      const used = new Set(markersOf(program));
      const outcome = {
        status: 'answered' as const,
        value: shown.value,
        unit: shown.unit,
        display: shown.display,
        sentence: answerSentence(program, assembled, shown.display, services.library),
        confidence: sure ? ('sure' as const) : ('unsure' as const),
        inputs: assembled.inputs,
        unused: figures
          .filter((f) => f.kind !== 'C' && f.earlier === undefined && !used.has(f.marker))
          .map((f) => f.text),
        asks: [],
        formula: formulaOf(assembled, services.library),
        wat: assembled.wat,
      };
      const { args } = assembled;
      const support = candidates.length ? settled.support : null;
      const work = without(figures, masked, outcome, candidates);
      return { ...work, args, program, rounding: shown.rounding, result, support };
    }
  }
}

/** Asks which of two readings of a figure is meant. */
export function doubtfulAsk(figure: Figure): Asked {
  return {
    name: figure.marker,
    label: figure.text,
    type: figure.kind === 'D' ? 'date' : 'amount',
    question: `Is “${figure.text}” ${figure.readings?.join(' or ')}? Please write it without doubt and ask again.`,
  };
}

/** A question that was stopped, or on which something failed; unexpected errors are logged whole. */
export function failed(question: string, status: 'stopped' | 'failed', error: unknown, services: Services): Work {
  const figures = readFigures(question);
  const sentence = status === 'stopped' ? 'Stopped. The question is kept.' : failureSentence(error);
  if (status === 'failed' && !(error instanceof ProgramError || error instanceof ModelError)) services.log(error);
  return without(figures, maskText(question, figures), { ...NOTHING, status, sentence });
}

function failureSentence(error: unknown): string {
  if (error instanceof ModelError) return error.message;
  if (error instanceof ProgramError) return `This cannot be calculated: ${error.message}.`;
  return 'Something went wrong inside the app; the question is kept in the ledger. Please ask again.';
}
