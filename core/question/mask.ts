/** The text that the model sees: every figure replaced by its typed marker, units of time kept in words, all in lower case. */
import type { Figure } from './figure.ts';

/** "Interest on $500 over 18 mths" → "interest on <M0> over <T0> months". */
export function maskText(text: string, figures: readonly Figure[]): string {
  let masked = '';
  let at = 0;
  for (const figure of figures) {
    masked += plain(text.slice(at, figure.start));
    const unit = figure.kind === 'T' || figure.unit === 'bp' ? ` ${figure.unit}` : '';
    masked += ` <${figure.marker}>${unit} `;
    at = figure.end;
  }
  masked += plain(text.slice(at));
  return masked
    .replaceAll(/[’‘`]/g, "'")
    .replaceAll(/[“”«»„]/g, '"')
    .replaceAll(/[–—−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Angle brackets that a person typed must never become a marker. */
const plain = (text: string): string => text.toLowerCase().replaceAll(/[<>]/g, ' ');
