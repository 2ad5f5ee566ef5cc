/**
 * A figure of the question: where it stands, what it says exactly, and what kind of thing it is.
 * The kind is the letter of its marker in the masked text: <M0> is the first amount of money.
 */
export type FigureKind = 'M' | 'P' | 'N' | 'T' | 'D' | 'C' | 'X';

export interface Figure {
  /** Marker without brackets: "M0". Numbered by kind in the order of the text. */
  marker: string;
  /** M money, P percent, N number, T duration or hours, D date, C a currency named alone, X a stated exchange rate. */
  kind: FigureKind;
  /** The words of the question, and their UTF-16 offsets. */
  text: string;
  start: number;
  end: number;
  /** Exact decimal; a percent stays as written (5.25 for 5.25 %), a date is ISO 8601, a currency is its code. */
  value: string;
  /** ISO 4217 code of money; "years", "quarters", "months", "weeks", "days" or "hours" of a duration; "" otherwise. */
  unit: string;
  /** For X: one `base` is worth `value` of `unit`. */
  base?: string;
  /** Set where the text can be read in two ways; every reading is a value. The person is asked. */
  readings?: string[];
  /** Set where the figure was typed later, as the answer to a missing input; offsets are those of this text. */
  answered?: string;
  /** Set where the figure stands in an earlier question: the number of its record. */
  earlier?: number;
}

/** A figure before it has its number. */
export type RawFigure = Omit<Figure, 'marker' | 'text'>;
