/** What a screen reader hears when something changes: the step while working, the result when it is there. */
import type { Card } from '../../../core/contract.ts';
import { steps } from './steps.ts';
import type { Work } from './session.svelte.ts';

type Heard = { work: Work | null; cards: Card[]; newest: number };

export function announcement({ work, cards, newest }: Heard): string {
  if (work) return steps[work.step];
  const card = cards.at(-1);
  if (!card || card.id !== newest) return '';
  const check = card.confidence === 'unsure' && card.status === 'answered' ? ' Check the inputs.' : '';
  return [card.display && `${card.display}.`, card.sentence].filter(Boolean).join(' ') + check;
}
