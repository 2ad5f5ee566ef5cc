/** A typed formula → the tree of a program: `principal * (1 + rate/12)^(12*years)`. */
import type { Tree } from '../program/print.ts';
import { FormulaError, FUNCTIONS, LONGEST_FORMULA, NEGATION, OPERATORS } from './grammar.ts';

/** Number of inputs by function name, for the functions that a formula may call. */
export type Known = ReadonlyMap<string, number>;

interface Token {
  kind: 'number' | 'name' | 'sign';
  text: string;
  at: number;
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:[eE][-+]?\d{1,4})?|\.\d+)|([A-Za-z_]\w*)|(.))/suy;
const DEEPEST = 60;

/** Reads a formula; names that are not called become inputs. Throws FormulaError. */
export function parseFormula(text: string, library: Known): Tree {
  if (text.length > LONGEST_FORMULA) throw new FormulaError('the formula is too long', LONGEST_FORMULA);
  const parser = new Parser(tokens(text), text.length, library);
  const tree = parser.expression(0);
  parser.finish();
  return tree;
}

/** The inputs that a tree needs, in the order of their first use. */
export function inputsOf(tree: Tree): string[] {
  if (tree.op === 'param') return [tree.name];
  return tree.op === 'call' ? [...new Set(tree.args.flatMap(inputsOf))] : [];
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match) break;
    const [whole, number, name, sign] = match;
    const word = number ?? name ?? sign ?? '';
    const at = match.index + whole.length - word.length;
    if (sign !== undefined && !'+-*/^(),%×·÷−'.includes(sign))
      throw new FormulaError(`“${sign}” has no meaning here`, at);
    const plain = { '×': '*', '·': '*', '÷': '/', '−': '-' }[word] ?? word;
    found.push({ kind: number !== undefined ? 'number' : name !== undefined ? 'name' : 'sign', text: plain, at });
  }
  return found;
}

class Parser {
  private next = 0;
  private depth = 0;
  private readonly list: readonly Token[];
  private readonly end: number;
  private readonly library: Known;
  constructor(list: readonly Token[], end: number, library: Known) {
    this.list = list;
    this.end = end;
    this.library = library;
  }

  /** An expression whose operators bind more tightly than `than`. */
  expression(than: number): Tree {
    if (++this.depth > DEEPEST) throw new FormulaError('the formula is nested too deeply', this.here());
    let left = this.prefix();
    for (;;) {
      const token = this.list[this.next];
      if (token?.text === '%') {
        this.next++;
        left = { op: 'call', name: 'div', args: [left, { op: 'const', value: '100' }] };
        continue;
      }
      const operator = token?.kind === 'sign' ? OPERATORS[token.text] : undefined;
      if (!operator || operator.binds <= than) break;
      this.next++;
      const right = this.expression(operator.right ? operator.binds - 1 : operator.binds);
      left = { op: 'call', name: operator.name, args: [left, right] };
    }
    this.depth--;
    return left;
  }

  finish(): void {
    const left = this.list[this.next];
    if (left?.text === ')') throw new FormulaError('there is a “)” too many', left.at);
    if (left) throw new FormulaError(`an operator is missing before “${left.text}”`, left.at);
  }

  private prefix(): Tree {
    const token = this.list[this.next++];
    if (!token) throw new FormulaError('the formula ends too early', this.end);
    if (token.kind === 'number') return { op: 'const', value: token.text };
    if (token.kind === 'name') return this.list[this.next]?.text === '(' ? this.call(token) : this.input(token);
    if (token.text === '-') return { op: 'call', name: 'neg', args: [this.expression(NEGATION)] };
    if (token.text === '+') return this.expression(NEGATION);
    if (token.text === '(') {
      const inner = this.expression(0);
      this.expect(')', token.at);
      return inner;
    }
    throw new FormulaError(`a value is missing before “${token.text}”`, token.at);
  }

  private input({ text, at }: Token): Tree {
    if (this.arity(text) !== undefined) throw new FormulaError(`the inputs of ${text} are missing: ${text}(…)`, at);
    return { op: 'param', name: text };
  }

  private call({ text, at }: Token): Tree {
    const arity = this.arity(text);
    if (arity === undefined) throw new FormulaError(`there is no function ${text}`, at);
    this.next++;
    const args: Tree[] = [];
    if (this.list[this.next]?.text !== ')') {
      args.push(this.expression(0));
      while (this.list[this.next]?.text === ',') {
        this.next++;
        args.push(this.expression(0));
      }
    }
    this.expect(')', at);
    if (args.length !== arity) throw new FormulaError(`${text} takes ${arity} inputs, not ${args.length}`, at);
    return { op: 'call', name: text, args };
  }

  private arity(name: string): number | undefined {
    return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : this.library.get(name);
  }

  private expect(sign: string, opened: number): void {
    if (this.list[this.next++]?.text !== sign) throw new FormulaError(`the “(” here is not closed`, opened);
  }

  private here(): number {
    return this.list[this.next]?.at ?? this.end;
  }
}
