/**
 * The token language in which the model writes: one token for each call, constant and figure marker, in prefix order.
 * Arity closes every call, so a token sequence is a tree, and the tree is printed as WebAssembly text (assemble.ts).
 */
import {
  CONSTANTS,
  DECLINE_REASONS,
  MARKERS_PER_KIND,
  PRIMITIVES,
  type DeclineReason,
  type Expr,
  type Utterance,
} from './types.ts';

export const PROGRAM = '<program>';
export const END = '<end>';
export const HOLE = '<?>';
export const DECLINE = '<decline>';

/** Arity by function name; built from the library and the primitives. */
export type Arities = ReadonlyMap<string, number>;

export function arities(functions: Iterable<{ name: string; params: readonly unknown[] }>): Arities {
  return new Map([
    ...Object.entries(PRIMITIVES),
    ...[...functions].map((f): [string, number] => [f.name, f.params.length]),
  ]);
}

/** Every token of the dialect, in a fixed order. */
export function allTokens(names: Arities): string[] {
  const markers = Object.entries(MARKERS_PER_KIND).flatMap(([kind, n]) =>
    Array.from({ length: n }, (_, i) => `<${kind}${i}>`),
  );
  return [
    PROGRAM,
    END,
    HOLE,
    DECLINE,
    ...DECLINE_REASONS.map((reason) => `<${reason}>`),
    ...CONSTANTS.map((value) => `<${value}>`),
    ...markers,
    ...[...names.keys()].map((name) => `<${name}>`),
  ];
}

/** Tree → tokens, without PROGRAM and END. */
export function toTokens(said: Utterance): string[] {
  return said.kind === 'decline' ? [DECLINE, `<${said.reason}>`] : flatten(said.body);
}

function flatten(expr: Expr): string[] {
  if (expr.op === 'call') return [`<${expr.name}>`, ...expr.args.flatMap(flatten)];
  if (expr.op === 'hole') return [HOLE];
  return [`<${expr.op === 'figure' ? expr.marker : expr.value}>`];
}

const MARKER = /^[MPNTDCX]\d$/;

/** Tokens → tree; null where they are not one complete utterance. */
export function fromTokens(tokens: readonly string[], names: Arities): Utterance | null {
  if (tokens[0] === DECLINE) {
    const reason = tokens[1]?.slice(1, -1);
    const known = DECLINE_REASONS.find((r) => r === reason);
    return known && tokens.length === 2 ? { kind: 'decline', reason: known satisfies DeclineReason } : null;
  }
  let at = 0;
  const read = (): Expr | null => {
    const token = tokens[at++];
    if (token === undefined) return null;
    if (token === HOLE) return { op: 'hole' };
    const name = token.slice(1, -1);
    if (MARKER.test(name)) return { op: 'figure', marker: name };
    const arity = names.get(name);
    if (arity === undefined)
      return (CONSTANTS as readonly string[]).includes(name) ? { op: 'const', value: name } : null;
    const args: Expr[] = [];
    for (let i = 0; i < arity; i++) {
      const arg = read();
      if (!arg) return null;
      args.push(arg);
    }
    return { op: 'call', name, args };
  };
  const body = read();
  return body && at === tokens.length ? { kind: 'program', body } : null;
}
