/** A typed formula → the tree of a program: `principal * (1 + rate/12)^(12*years)`. */
import { partsOf, type Tree } from '../program/print.ts';
import { placesOf } from '../program/print.ts';
import { isList } from '../program/types.ts';
import { FormulaError, FUNCTIONS, LONGEST_FORMULA, NEGATION, OPERATORS, PLACES } from './grammar.ts';

/** What each input of a function takes, by name, for the functions that a formula may call. */
export type Known = ReadonlyMap<string, readonly Takes[]>;
export type Takes = 'number' | 'list';

/** The functions of a library as a formula knows them. */
export function knownOf(
  library: Iterable<{ name: string; arguments: readonly string[]; params: readonly { name: string; type: string }[] }>,
): Known {
  return new Map(
    [...library].map((f) => [
      f.name,
      f.arguments.map((name) =>
        isList(f.params.find((param) => param.name === name)?.type ?? '') ? 'list' : 'number',
      ),
    ]),
  );
}

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
  return tree.op === 'param' ? [tree.name] : [...new Set(partsOf(tree).flatMap(inputsOf))];
}

/** Those of the inputs that are lists. */
export function listsOf(tree: Tree): Set<string> {
  if (tree.op === 'param') return new Set(tree.list ? [tree.name] : []);
  return new Set(partsOf(tree).flatMap((part) => [...listsOf(part)]));
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
    if (sign !== undefined && !'+-*/^(),%×·÷−[]'.includes(sign))
      throw new FormulaError(`“${sign}” has no meaning here`, at);
    const plain = { '×': '*', '·': '*', '÷': '/', '−': '-' }[word] ?? word;
    found.push({ kind: number !== undefined ? 'number' : name !== undefined ? 'name' : 'sign', text: plain, at });
  }
  return found;
}

class Parser {
  private next = 0;
  private depth = 0;
  /** What each input was first used as. */
  private readonly inputs = new Map<string, Takes>();
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
    if (left?.text === ')' || left?.text === ']') throw new FormulaError(`there is a “${left.text}” too many`, left.at);
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
    if (token.text === '[')
      throw new FormulaError('a list can only be an input of a function that takes lists', token.at);
    throw new FormulaError(`a value is missing before “${token.text}”`, token.at);
  }

  private input({ text, at }: Token, takes: Takes = 'number'): Tree {
    if (this.takes(text)) throw new FormulaError(`the inputs of ${text} are missing: ${text}(…)`, at);
    const before = this.inputs.get(text);
    if (before && before !== takes) throw new FormulaError(`${text} cannot be both a list and a number`, at);
    this.inputs.set(text, takes);
    return takes === 'list' ? { op: 'param', name: text, list: true } : { op: 'param', name: text };
  }

  /** A list of numbers, "[-1000, 300, 420]", or the name of one. */
  private listOf(caller: string): Tree {
    const token = this.list[this.next];
    if (token?.kind === 'name' && this.list[this.next + 1]?.text !== '(') {
      this.next++;
      return this.input(token, 'list');
    }
    if (!token) throw new FormulaError('the formula ends too early', this.end);
    if (token.text !== '[') throw new FormulaError(`${caller} takes a list here, like [-1000, 300, 420]`, token.at);
    this.next++;
    const entries: Tree[] = [];
    if (this.list[this.next]?.text !== ']') this.separated(() => entries.push(this.expression(0)));
    this.expect(']', token.at);
    return { op: 'list', entries };
  }

  /** Things with commas between them. */
  private separated(read: () => void): void {
    read();
    while (this.list[this.next]?.text === ',') {
      this.next++;
      read();
    }
  }

  private call({ text, at }: Token): Tree {
    const takes = this.takes(text);
    if (!takes) throw new FormulaError(`there is no function ${text}`, at);
    this.next++;
    const args: Tree[] = [];
    if (this.list[this.next]?.text !== ')')
      this.separated(() => args.push(takes[args.length] === 'list' ? this.listOf(text) : this.expression(0)));
    this.expect(')', at);
    if (args.length !== takes.length)
      throw new FormulaError(`${text} takes ${takes.length} inputs, not ${args.length}`, at);
    if (PLACES.has(text) && placesOf(args[1]) === null)
      throw new FormulaError(`${text} takes a number of places such as 2 as its second input`, at);
    return { op: 'call', name: text, args };
  }

  private takes(name: string): readonly Takes[] | undefined {
    const own = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    return own === undefined ? this.library.get(name) : Array.from({ length: own }, () => 'number');
  }

  private expect(sign: ')' | ']', opened: number): void {
    if (this.list[this.next++]?.text !== sign)
      throw new FormulaError(`the “${sign === ')' ? '(' : '['}” here is not closed`, opened);
  }

  private here(): number {
    return this.list[this.next]?.at ?? this.end;
  }
}
