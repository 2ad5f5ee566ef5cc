/** The formula of a program as mathematics (MathML): once in textbook symbols, once with the figures put in. */
import temml from 'temml';
import type { Assembled } from './assemble.ts';
import type { Tree } from './print.ts';
import { group } from './display.ts';

/** What the formula needs of a library function. */
export interface FormulaOf {
  formula: string;
  symbols: Record<string, string>;
  arguments: readonly string[];
}

type Leaf = (tree: Extract<Tree, { op: 'param' | 'const' }>, symbol: string | null) => string;

/** MathML of the whole tree; "" only where a function has no formula that can be drawn. */
export function formulaOf(
  assembled: Pick<Assembled, 'tree' | 'inputs' | 'args'>,
  library: ReadonlyMap<string, FormulaOf>,
): string {
  const values = new Map(assembled.inputs.map((input, i) => [input.name, shownValue(assembled.args[i] ?? '')]));
  const numeric = latex(assembled.tree, library, null, (leaf) =>
    leaf.op === 'const' ? leaf.value : (values.get(leaf.name) ?? leaf.name),
  );
  const named = onlyNamed(assembled.tree, library, false)
    ? latex(assembled.tree, library, null, (leaf, symbol) => (leaf.op === 'const' ? leaf.value : (symbol ?? leaf.name)))
    : '';
  return temml.renderToString(named ? `${named} = ${numeric}` : numeric, { displayMode: true, throwOnError: false });
}

/** LaTeX of a tree with the names of its inputs, as a textbook writes them. */
export function latexOf(tree: Tree, library: ReadonlyMap<string, FormulaOf>): string {
  return latex(tree, library, null, (leaf) =>
    leaf.op === 'const' ? leaf.value : `\\mathit{${leaf.name.replaceAll('_', '\\_')}}`,
  );
}

/** Long quotients are shown to ten digits here; the record holds all of them. */
function shownValue(value: string): string {
  const [whole = '0', part = ''] = value.split('.');
  const digits = part.length > 10 ? `${part.slice(0, 10)}\\ldots` : part;
  return `${group(whole).replaceAll(',', '{,}')}${digits ? `.${digits}` : ''}`;
}

/** True where every figure stands under a library function, so that each has a symbol. */
function onlyNamed(tree: Tree, library: ReadonlyMap<string, FormulaOf>, under: boolean): boolean {
  if (tree.op !== 'call') return under || tree.op === 'const';
  return (
    tree.args.every((arg) => onlyNamed(arg, library, library.has(tree.name))) &&
    library.has(tree.name) &&
    tree.args.every((arg) => arg.op !== 'call')
  );
}

function latex(tree: Tree, library: ReadonlyMap<string, FormulaOf>, symbol: string | null, leaf: Leaf): string {
  if (tree.op === 'list')
    return `\\left[${tree.entries.map((entry) => latex(entry, library, null, leaf)).join(',\\ ')}\\right]`;
  if (tree.op !== 'call') return leaf(tree, symbol);
  const found = library.get(tree.name);
  if (!found)
    return primitive(
      tree.name,
      tree.args.map((arg) => ({ text: latex(arg, library, null, leaf), composite: arg.op === 'call' })),
    );
  const parts = new Map<string, string>();
  found.arguments.forEach((name, i) => {
    const arg = tree.args[i];
    const own = found.symbols[name] ?? name;
    if (arg)
      parts.set(
        own,
        arg.op === 'call' ? `\\left(${latex(arg, library, own, leaf)}\\right)` : `{${latex(arg, library, own, leaf)}}`,
      );
  });
  return substitute(found.formula, parts);
}

/** Replaces whole symbols of a formula; two values side by side get a multiplication sign. */
function substitute(formula: string, parts: ReadonlyMap<string, string>): string {
  const symbols = [...parts.keys()]
    .sort((a, b) => b.length - a.length)
    .map((s) => s.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  if (!symbols.length) return formula;
  const whole = new RegExp(`(?<![A-Za-z\\\\_])(?:${symbols.join('|')})(?![A-Za-z_])`, 'g');
  const filled = formula.replace(whole, (symbol) => parts.get(symbol) ?? symbol);
  return /\d/.test([...parts.values()].join(''))
    ? filled.replaceAll(/([\d}]) (?=[{\d(])/g, (_, end: string) => (end === '}' ? '} \\times ' : `${end} \\times `))
    : filled;
}

/** The base of a power: a composite one in parentheses. */
const base = (part: Part | undefined): string => (part?.composite ? `\\left(${part.text}\\right)` : (part?.text ?? ''));

interface Part {
  text: string;
  composite: boolean;
}

function primitive(name: string, [a, b]: Part[]): string {
  const left = a?.text ?? '';
  const right = b?.text ?? '';
  const wrap = base;
  switch (name) {
    case 'add':
      return `${left} + ${right}`;
    case 'sub':
      return `${left} - ${wrap(b)}`;
    case 'mul':
      return `${wrap(a)} \\times ${wrap(b)}`;
    case 'div':
      return `\\frac{${left}}{${right}}`;
    case 'neg':
      return `-${wrap(a)}`;
    case 'pow':
      return `{${base(a)}}^{${right}}`;
    case 'exp':
      return `e^{${left}}`;
    case 'ln':
      return `\\ln\\left(${left}\\right)`;
    case 'sqrt':
      return `\\sqrt{${left}}`;
    case 'round':
    case 'round_half_even':
      return `\\operatorname{round}\\left(${left},\\ ${right}\\right)`;
    case 'round_up':
      return `\\left\\lceil ${left} \\right\\rceil`;
    default:
      return `\\${name === 'min' ? 'min' : 'max'}\\left(${left},\\ ${right}\\right)`;
  }
}
