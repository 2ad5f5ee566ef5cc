/**
 * The grammar of programs: which tokens may come next. It is built from the library's signatures and the figures of the
 * question, so only programs with known functions, right arity, fitting types and figures that exist can come out.
 */
import { CONSTANTS, DECLINE_REASONS, isList, PRIMITIVES, type ParamType, type ResultType } from '../program/types.ts';
import { DECLINE, END, HOLE } from '../program/dialect.ts';
import type { Signature } from '../program/check.ts';
import type { Figure } from '../question/figure.ts';

/** Deepest tree and longest program that may be written; ends what would not stop by itself. */
export const MAX_TOKENS = 48;

/** What may stand at an open place of the tree. `hole` is true where a missing input has a name. */
interface Slot {
  type: ParamType | null;
  hole: boolean;
}

const KINDS: Record<ParamType, string> = {
  amount: 'MNPT',
  rate: 'PN',
  number: 'NTP',
  count: 'NT',
  years: 'TN',
  periods: 'TN',
  days: 'TN',
  date: 'D',
  currency: 'C',
  quote: 'X',
  flows: '',
  numbers: '',
};
const RESULTS: Record<ParamType, readonly ResultType[]> = {
  amount: ['amount', 'money', 'rate', 'number', 'points', 'units', 'payments', 'ratio', 'years', 'days'],
  rate: ['rate', 'number', 'points'],
  number: ['number', 'ratio', 'rate', 'units', 'payments', 'years', 'days'],
  count: ['number', 'units', 'payments', 'years', 'days', 'ratio'],
  years: ['years', 'days', 'number'],
  periods: ['years', 'days', 'number', 'payments'],
  days: ['days', 'number'],
  date: [],
  currency: [],
  quote: [],
  flows: [],
  numbers: [],
};
const LEAF_ONLY: readonly ParamType[] = ['date', 'currency', 'quote'];

/** The open places of an utterance while it is written. */
export class ProgramState {
  private slots: Slot[] = [{ type: null, hole: false }];
  private declining = false;
  private done = false;
  private length = 0;
  private readonly library: ReadonlyMap<string, Signature>;
  private readonly figures: readonly Figure[];

  constructor(library: ReadonlyMap<string, Signature>, figures: readonly Figure[]) {
    this.library = library;
    this.figures = figures;
  }

  copy(): ProgramState {
    const copy = new ProgramState(this.library, this.figures);
    copy.slots = [...this.slots];
    copy.declining = this.declining;
    copy.done = this.done;
    copy.length = this.length;
    return copy;
  }

  get finished(): boolean {
    return this.done;
  }

  /** The tokens that may come next. */
  allowed(): string[] {
    if (this.declining) return DECLINE_REASONS.map((reason) => `<${reason}>`);
    const slot = this.slots.at(-1);
    if (!slot) return [END];
    const figures = this.figures
      .filter((f) => (slot.type === null ? 'MNPT'.includes(f.kind) : KINDS[slot.type].includes(f.kind)))
      .map((f) => `<${f.marker}>`);
    // A figure or a constant alone is not a calculation.
    if (this.length === 0) return [...this.calls(null), DECLINE];
    const leafOnly = slot.type !== null && LEAF_ONLY.includes(slot.type);
    const calls = leafOnly ? [] : this.calls(slot.type);
    return [
      ...figures,
      ...calls,
      // A rate is never a convention: it stands in the question, is worked out, or is asked for.
      ...(leafOnly || slot.type === 'rate' ? [] : CONSTANTS.map((value) => `<${value}>`)),
      ...(slot.hole ? [HOLE] : []),
    ];
  }

  /** Calls whose result fits, and whose inputs leave room for a token at every open place. */
  private calls(type: ParamType | null): string[] {
    const room = MAX_TOKENS - 1 - this.length - this.slots.length;
    // A list in a question has no marker, so functions of lists cannot be written.
    const named = [...this.library.values()].filter(
      (f) =>
        f.params.length <= room &&
        (type === null || RESULTS[type].includes(f.result.type)) &&
        !f.params.some((p) => isList(p.type)),
    );
    const primitives = Object.keys(PRIMITIVES).filter((name) => (PRIMITIVES[name] ?? 0) <= room);
    return [...named.map((f) => `<${f.name}>`), ...primitives.map((name) => `<${name}>`)];
  }

  /** Takes the next token, which must be one of `allowed()`. */
  push(token: string): void {
    this.length += 1;
    if (token === END || this.declining) {
      this.done = token === END;
      this.declining = false;
      this.slots = [];
      return;
    }
    this.slots.pop();
    if (token === DECLINE) {
      this.declining = true;
      this.slots = [];
      return;
    }
    const name = token.slice(1, -1);
    const signature = this.library.get(name);
    const params: Slot[] = signature
      ? signature.params.map((p) => ({ type: p.type, hole: true }))
      : Array.from({ length: PRIMITIVES[name] ?? 0 }, () => ({ type: null, hole: false }));
    this.slots.push(...params.reverse());
  }
}
