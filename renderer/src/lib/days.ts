/** Cards under the day they were made, newest first, as a person names days. */
import type { Card } from '../../../core/contract.ts';

export type Day = { name: string; cards: Card[] };

const midnight = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

export function dayName(time: string, now = new Date()): string {
  const date = new Date(time);
  const ago = Math.round((midnight(now) - midnight(date)) / 86_400_000);
  if (ago === 0) return 'Today';
  if (ago === 1) return 'Yesterday';
  const thisYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', ...(thisYear ? {} : { year: 'numeric' }) });
}

export function byDay(cards: readonly Card[], now = new Date()): Day[] {
  const days: Day[] = [];
  for (const card of cards) {
    const name = dayName(card.time, now);
    const last = days.at(-1);
    if (last?.name === name) last.cards.push(card);
    else days.push({ name, cards: [card] });
  }
  return days;
}
