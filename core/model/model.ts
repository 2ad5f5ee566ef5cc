/** The language model in this process: loaded once, GPU where there is one, and asked for next-token probabilities only. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { getLlama, type LlamaContextSequence, type LlamaModel, type Token } from 'node-llama-cpp';
import { PROGRAM } from '../program/dialect.ts';
import type { NextToken } from './decode.ts';
import { ModelError } from './error.ts';

/** Longest prompt and program in tokens. */
const CONTEXT = 1024;
/** Tokens of a prompt that are read between two looks at Stop. */
const CHUNK = 16;
/** One thread fewer than there are cores, at least one: threads that wait for a core taken by other work cost seconds. */
const THREADS = Math.max(1, availableParallelism() - 1);

/** A loaded model. One question at a time; later calls wait. */
export class Model implements NextToken {
  /** The name that the file gives itself, or the file's own. */
  readonly name: string;
  /** SHA-256 of the file, hex. */
  readonly hash: string;
  readonly device: string;
  private readonly model: LlamaModel;
  private readonly sequence: LlamaContextSequence;
  private readonly ids = new Map<string, Token>();
  private fed: Token[] = [];
  private disposed = false;

  private constructor(name: string, hash: string, device: string, model: LlamaModel, sequence: LlamaContextSequence) {
    this.name = name;
    this.hash = hash;
    this.device = device;
    this.model = model;
    this.sequence = sequence;
  }

  /**
   * Loads a GGUF file; ModelError with a sentence where it cannot be used. Its vocabulary must hold every token of the
   * dialect but the calls of library functions: those that it lacks are not offered to it.
   */
  static async load(path: string, tokens: readonly string[], functions: ReadonlySet<string>): Promise<Model> {
    if (!existsSync(path))
      throw new ModelError(
        `The model file ${basename(path)} is missing. Put it back, or choose another GGUF file with --model.`,
      );
    const llama = await getLlama({ gpu: 'auto', build: 'never', logLevel: 'error' as never });
    const loaded = await llama.loadModel({ modelPath: path });
    const context = await loaded.createContext({ contextSize: CONTEXT, sequences: 1, threads: THREADS });
    const device = llama.gpu === false ? 'CPU' : llama.gpu.toUpperCase();
    const named = loaded.fileInfo.metadata.general?.name;
    const model = new Model(named ?? basename(path), await sha256(path), device, loaded, context.getSequence());
    for (const token of tokens) {
      const ids = loaded.tokenize(token, true);
      if (ids.length === 1 && ids[0] !== undefined) model.ids.set(token, ids[0]);
      else if (!functions.has(token.slice(1, -1)))
        throw new ModelError(
          `The model ${basename(path)} was not trained for this version: it does not know ${token}.`,
        );
    }
    return model;
  }

  knows(token: string): boolean {
    return this.ids.has(token);
  }

  async next(
    prompt: string,
    written: readonly string[],
    among: readonly string[],
    signal?: AbortSignal,
  ): Promise<Map<string, number>> {
    const tokens = [...this.promptTokens(prompt), this.id(PROGRAM), ...written.map((token) => this.id(token))];
    if (tokens.length > CONTEXT - 1)
      throw new ModelError('The question is too long for the model. Please ask it in fewer words.');
    await this.rewind(tokens);
    while (tokens.length - this.fed.length > CHUNK) {
      signal?.throwIfAborted();
      const part = tokens.slice(this.fed.length, this.fed.length + CHUNK);
      await this.sequence.controlledEvaluate(part);
      this.fed = [...this.fed, ...part];
    }
    signal?.throwIfAborted();
    const fresh = tokens.slice(this.fed.length);
    const last = fresh.at(-1);
    if (last === undefined) throw new ModelError('nothing to evaluate');
    const output = await this.sequence.controlledEvaluate([
      ...fresh.slice(0, -1),
      [last, { generateNext: { logits: { filter: { tokens: [...this.ids.values()] } } } }],
    ]);
    this.fed = tokens;
    const logits = output.at(-1)?.next.logits;
    if (!logits) throw new ModelError('the model gave no probabilities');
    // The model was trained to choose among the tokens of the dialect alone, so they share the whole probability.
    const all = [...logits.values()];
    const max = Math.max(...all);
    const total = all.reduce((sum, logit) => sum + Math.exp(logit - max), 0);
    return new Map(among.map((token) => [token, Math.exp((logits.get(this.id(token)) ?? -Infinity) - max) / total]));
  }

  /** Bytes that look like markers in the person's own text cannot become markers: only masked markers are special. */
  private promptTokens(prompt: string): Token[] {
    const bos = this.model.tokens.bos;
    return [...(bos === null ? [] : [bos]), ...this.model.tokenize(prompt, true)];
  }

  /** Keeps what the context already holds of these tokens, and forgets the rest; at least one token stays to evaluate. */
  private async rewind(tokens: Token[]): Promise<void> {
    let same = 0;
    while (same < this.fed.length && same < tokens.length - 1 && this.fed[same] === tokens[same]) same++;
    if (same === this.fed.length) return;
    await this.sequence.eraseContextTokenRanges([{ start: same, end: this.sequence.nextTokenIndex }]);
    this.fed = this.fed.slice(0, same);
  }

  private id(token: string): Token {
    const id = this.ids.get(token);
    if (id === undefined) throw new ModelError(`unknown token ${token}`);
    return id;
  }

  async close(): Promise<void> {
    if (this.disposed) return;
    this.disposed = true;
    await this.model.dispose();
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
