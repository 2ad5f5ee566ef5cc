/** Writes programs token by token under the grammar, and keeps the best few with their probabilities. */
import { END, PROGRAM, fromTokens, type Arities } from '../program/dialect.ts';
import type { Signature } from '../program/check.ts';
import type { Utterance } from '../program/types.ts';
import type { Figure } from '../question/figure.ts';
import { MAX_TOKENS, ProgramState } from './grammar.ts';

/** Probabilities of the next dialect token after a prompt and the tokens so far. */
export interface NextToken {
  /** Whether the model was trained with this token; a library function that came later has none, and is not offered. */
  knows(token: string): boolean;
  /** `prompt` is masked text; `written` are dialect tokens after PROGRAM. Gives a probability for each of `among`. */
  next(
    prompt: string,
    written: readonly string[],
    among: readonly string[],
    signal?: AbortSignal,
  ): Promise<Map<string, number>>;
}

export interface Candidate {
  said: Utterance;
  tokens: string[];
  /** Probability of the whole utterance under the model, before the grammar removes anything. */
  probability: number;
}

interface Branch {
  tokens: string[];
  probability: number;
  state: ProgramState;
}

export interface DecodeOptions {
  library: ReadonlyMap<string, Signature>;
  names: Arities;
  figures: readonly Figure[];
  /** How many candidates to give; more are written only while the first is not clearly ahead. */
  candidates: number;
  /** The first candidate alone is enough at this probability. */
  enough: number;
  signal: AbortSignal;
  onToken: (token: string) => void;
}

/** The likeliest utterances, best first. The first is written greedily; the others branch off where it was least sure. */
export async function decode(model: NextToken, prompt: string, options: DecodeOptions): Promise<Candidate[]> {
  const known = new Map([...options.library].filter(([name]) => model.knows(`<${name}>`)));
  const open: Branch[] = [{ tokens: [], probability: 1, state: new ProgramState(known, options.figures) }];
  const done: Candidate[] = [];
  while (open.length && done.length < options.candidates) {
    open.sort((a, b) => b.probability - a.probability);
    const branch = open.shift();
    if (!branch) break;
    const best = done[0]?.probability ?? 0;
    if (best >= options.enough || branch.probability < best / 50) break;
    const finished = await write(model, prompt, branch, open, options, done.length === 0);
    if (finished) done.push(finished);
  }
  return done.sort((a, b) => b.probability - a.probability);
}

/** Follows the likeliest token to the end; leaves the second likeliest of each step among the open branches. */
async function write(
  model: NextToken,
  prompt: string,
  from: Branch,
  open: Branch[],
  options: DecodeOptions,
  stream: boolean,
): Promise<Candidate | null> {
  let { tokens, probability } = from;
  const state = from.state;
  if (stream) options.onToken(PROGRAM);
  while (tokens.length < MAX_TOKENS) {
    options.signal.throwIfAborted();
    const allowed = state.allowed();
    const probabilities = await model.next(prompt, tokens, allowed, options.signal);
    const ranked = allowed.map((token) => ({ token, p: probabilities.get(token) ?? 0 })).sort((a, b) => b.p - a.p);
    const [first, second] = ranked;
    if (!first || first.p <= 0) return null;
    if (second && second.p > 0.02) {
      const other = state.copy();
      other.push(second.token);
      open.push({ tokens: [...tokens, second.token], probability: probability * second.p, state: other });
    }
    probability *= first.p;
    if (stream) options.onToken(first.token);
    if (first.token === END) {
      const said = fromTokens(tokens, options.names);
      return said ? { said, tokens, probability } : null;
    }
    tokens = [...tokens, first.token];
    state.push(first.token);
  }
  return null;
}
