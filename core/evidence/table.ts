/** The computations as a table: one row for each record, as CSV (RFC 4180) and for the workbook. */
import type { LedgerRecord } from '../ledger/record.ts';

/** A record of the bundle with its number and hash. */
export interface Computation {
  id: number;
  hash: string;
  record: LedgerRecord;
}

export const COLUMNS = [
  'Record',
  'Time (UTC)',
  'User',
  'Status',
  'Question',
  'Value',
  'Unit',
  'Display',
  'Sentence',
  'Confidence',
  'Inputs',
  'Result of the program',
  'Rounding',
  'Corrects record',
  'SHA-256 of the record',
] as const;

/** The cells of one record, as they are. */
export function rowOf({ id, hash, record }: Computation): string[] {
  const { card, result, user = '', rounding = '', links = [] } = record;
  const corrected = links.filter(({ kind }) => kind === 'corrects').map((link) => String(link.record));
  return [
    String(id),
    card.time,
    user,
    card.status,
    card.question,
    card.value ?? '',
    card.unit,
    card.display,
    card.sentence,
    card.confidence,
    card.inputs.map(({ label, display }) => `${label}: ${display}`).join('; '),
    !result ? '' : result.ok ? result.value : result.trap,
    rounding,
    corrected.join('; '),
    hash,
  ];
}

/** Where a spreadsheet could see a formula: = + - @ and their full-width forms, after blanks; tab, return and new line. */
const FORMULA = /^[ \u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/;
const DECIMAL = /^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?$/;

/** A cell that no spreadsheet takes for a formula: an apostrophe makes it text. A plain negative decimal stays a number. */
export const plainCell = (text: string): string => (FORMULA.test(text) && !DECIMAL.test(text) ? `'${text}` : text);

const line = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${plainCell(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;

/** CSV with a byte order mark, so that spreadsheets read it as UTF-8. */
export function csvOf(computations: Iterable<Computation>): string {
  let text = `\ufeff${line(COLUMNS)}`;
  for (const computation of computations) text += line(rowOf(computation));
  return text;
}
