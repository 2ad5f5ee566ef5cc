/** The text that the model sees: every figure replaced by its typed marker, units of time kept in words, all in lower case. */
import type { Figure } from './figure.ts';

/** "Interest on $500 over 18 mths" → "interest on <M0> over <T0> months". */
export function maskText(text: string, figures: Figure[]): string {
  let masked = '';
  let at = 0;
  for (const figure of figures) {
    masked += text.slice(at, figure.start).toLowerCase();
    const unit = figure.kind === 'T' || figure.unit === 'bp' ? ` ${figure.unit}` : '';
    masked += ` <${figure.marker}>${unit} `;
    at = figure.end;
  }
  masked += text.slice(at).toLowerCase();
  // What a person types in angle brackets must never become a marker.
  return masked.replaceAll(/[’‘`]/g, "'").replaceAll(/[“”]/g, '"').replaceAll(/[–—−]/g, '-').replaceAll(/\s+/g, ' ').trim();
}
