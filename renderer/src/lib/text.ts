/** A card as plain text, for a working paper: everything that the card shows. */
import type { Card, Input, Source } from '../../../core/contract.ts';

export function sourceText(source: Source): string {
  switch (source.kind) {
    case 'figure':
      return `from “${source.text}” in the question`;
    case 'earlier':
      return `“${source.text}” from record ${source.record}, which this follows up`;
    case 'rate':
      return `${source.source} rate of ${source.date}`;
    case 'answer':
      return `you answered “${source.text}”`;
    case 'convention':
      return source.note;
  }
}

const inputLine = (input: Input): string => `${input.label}: ${input.display} (${sourceText(input.source)})`;

export function cardText(card: Card): string {
  const lines = [`Question: ${card.question}`, `Answer: ${card.display || card.sentence}`];
  if (card.display) lines.push(card.sentence);
  if (card.value !== null) lines.push(`Full value: ${card.value} ${card.unit}`.trimEnd());
  if (card.confidence === 'unsure') lines.push('Check the inputs: the model was not sure of this reading.');
  if (card.inputs.length) lines.push('', 'Inputs', ...card.inputs.map(inputLine));
  if (card.unused.length) lines.push(`Not used: ${card.unused.join(', ')}`);
  if (card.wat) lines.push('', 'Program', card.wat);
  lines.push('', `Record ${card.id}, ${card.time}`, `SHA-256 ${card.hash}`, `Model ${card.model}`);
  return lines.join('\n');
}
