/** The tree of a program → a formula as a person would type it, with as few parentheses as it needs. */
import type { Tree } from '../program/print.ts';
import { NEGATION, OPERATORS } from './grammar.ts';

const SIGNS = new Map(Object.entries(OPERATORS).map(([sign, operator]) => [operator.name, { sign, ...operator }]));
/** Binds a value that needs no parentheses anywhere. */
const VALUE = 9;

/** The formula of a tree. parseFormula reads it back as the same tree. */
export function writeFormula(tree: Tree): string {
  return write(tree).text;
}

function write(tree: Tree): { text: string; binds: number } {
  if (tree.op === 'param') return { text: tree.name, binds: VALUE };
  if (tree.op === 'const') return { text: tree.value, binds: VALUE };
  if (tree.op === 'list') return { text: `[${tree.entries.map(writeFormula).join(', ')}]`, binds: VALUE };
  const [first, second] = tree.args;
  const operator = SIGNS.get(tree.name);
  if (operator && first && second) {
    const { sign, binds, right } = operator;
    const a = wrapped(first, right ? binds + 1 : binds);
    const b = wrapped(second, right ? binds : binds + 1);
    return { text: binds > NEGATION ? `${a}${sign}${b}` : `${a} ${sign} ${b}`, binds };
  }
  if (tree.name === 'neg' && first) return { text: `-${wrapped(first, NEGATION + 1)}`, binds: NEGATION };
  return { text: `${tree.name}(${tree.args.map(writeFormula).join(', ')})`, binds: VALUE };
}

/** A part in parentheses where it binds less tightly than its place asks for. */
function wrapped(tree: Tree, least: number): string {
  const { text, binds } = write(tree);
  return binds < least ? `(${text})` : text;
}
