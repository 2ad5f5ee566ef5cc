/** Changes to real programs, as trees of their parentheses and as plain text. */
import type { Random } from './random.ts';

export type Node = string | Node[];

/** The tree of a text that closes what it opens. */
export function parse(text: string): Node[] {
  const top: Node[] = [];
  const open: Node[][] = [top];
  for (const [token] of text.replace(/;;.*$/gm, '').matchAll(/"[^"]*"|[()]|[^\s()"]+/g)) {
    if (token === ')') open.pop();
    else if (token === '(') {
      const inner: Node[] = [];
      open.at(-1)?.push(inner);
      open.push(inner);
    } else open.at(-1)?.push(token);
  }
  return top;
}

export const print = (node: Node): string => (typeof node === 'string' ? node : `(${node.map(print).join(' ')})`);
const copy = (node: Node): Node => (typeof node === 'string' ? node : node.map(copy));

/** A node by where it stands. */
interface Place {
  parent: Node[];
  at: number;
}

function places(root: Node[], wanted: (node: Node) => boolean): Place[] {
  const found: Place[] = [];
  const visit = (parent: Node[]): void =>
    parent.forEach((node, at) => {
      if (wanted(node)) found.push({ parent, at });
      if (typeof node !== 'string') visit(node);
    });
  visit(root);
  return found;
}

const get = ({ parent, at }: Place): Node => parent[at] as Node;
const isList = (node: Node): boolean => typeof node !== 'string';
/** Subtrees that give an i32 as a rule: those are exchanged without breaking the types. */
const isValue = (node: Node): boolean => isList(node) && /^(call|local\.(get|tee)|i32\.)/.test(String(node[0]));

export const NUMBERS: readonly string[] = [
  ...['0', '1', '-1', '2', '3', '-2', '7', '255', '65535', '65536', '2147483647', '-2147483648', '4294967295'],
  ...['2147483648', '4294967296', '-2147483649', '9223372036854775807', '18446744073709551615', '0x7fffffff'],
  ...['-0x80000000', '0xffffffff', '1_000', '1__0', '_1', '0x', '1e5', '1.5', 'nan', '-inf', '+5', '00012', '6145'],
];
export const TYPES = ['i32', 'i64', 'f32', 'f64', 'v128', 'funcref', 'externref', 'i16', 'anyref', 'exnref'] as const;
export const KEYWORDS: readonly string[] = [
  ...['module', 'func', 'param', 'result', 'local', 'type', 'import', 'export', 'global', 'mut', 'memory', 'table'],
  ...[
    'data',
    'elem',
    'start',
    'block',
    'loop',
    'if',
    'then',
    'else',
    'end',
    'br',
    'br_if',
    'br_table',
    'return',
    'rec',
  ],
  ...['call', 'call_indirect', 'return_call', 'drop', 'select', 'local.get', 'local.set', 'local.tee', 'global.get'],
  ...['global.set', 'i32.const', 'i64.const', 'f64.const', 'i32.add', 'i32.sub', 'i32.mul', 'i32.div_s', 'i32.rem_u'],
  ...['i32.eqz', 'i32.lt_s', 'i32.shl', 'i32.rotl', 'i32.clz', 'i32.popcnt', 'i32.wrap_i64', 'i64.extend_i32_s'],
  ...['i64.add', 'i64.mul', 'i64.eq', 'i32.load', 'i64.store', 'memory.grow', 'memory.size', 'memory.copy', 'nop'],
  ...['unreachable', 'try', 'catch', 'throw', 'delegate', 'rethrow', 'tag', 'ref.null', 'ref.func', 'table.get', 'let'],
  ...['i32.extend8_s', 'i32.trunc_sat_f32_s', 'i32x4.splat', 'atomic.fence', 'offset', 'item', 'shared', 'declare'],
  ...[
    'try_table',
    'do',
    'catch_all',
    'throw_ref',
    'array',
    'ref',
    'sub',
    'final',
    'memory.fill',
    'binary',
    'quote',
    'assert_return',
    'register',
    'invoke',
    'get',
    'input',
    'output',
    'script',
    'field',
    'struct',
  ],
];

const WRAPS: readonly Node[] = [['block', ['result', 'i32']], ['loop', ['result', 'i32']], ['i32.eqz'], ['return']];
const OPENERS: readonly Node[] = [
  ...WRAPS,
  ['call', '$neg'],
  ['drop'],
  ['if', ['result', 'i32']],
  ['then'],
  ['local.tee', '0'],
  ['func'],
];

type Change = (root: Node[], random: Random) => void;

const place = (root: Node[], random: Random, wanted: (node: Node) => boolean): Place | null => {
  const found = places(root, wanted);
  return found.length ? random.pick(found) : null;
};

const swapBy =
  (wanted: (node: Node) => boolean): Change =>
  (root, random) => {
    const a = place(root, random, wanted);
    const b = place(root, random, wanted);
    if (!a || !b) return;
    // Copies: one of the two may hold the other.
    const [left, right] = [copy(get(a)), copy(get(b))];
    a.parent[a.at] = right;
    b.parent[b.at] = left;
  };

const token =
  (wanted: RegExp, make: (random: Random, root: Node[]) => string): Change =>
  (root, random) => {
    const at = place(root, random, (node) => typeof node === 'string' && wanted.test(node));
    if (at) at.parent[at.at] = make(random, root);
  };

/** Changes after which a program mostly still compiles. */
const MILD: readonly Change[] = [
  swapBy(isValue),
  swapBy((node) => isValue(node) && node[0] === 'call'),
  // A value in place of another, or around itself.
  (root, random) => {
    const at = place(root, random, isValue);
    const from = place(root, random, isValue);
    if (at && from) at.parent[at.at] = copy(get(from));
  },
  (root, random) => {
    const at = place(root, random, isValue);
    if (!at) return;
    const other = copy(get(place(root, random, isValue) ?? at));
    const operation = random.pick([['i32.add'], ['i32.div_s'], ['i32.shl'], ['call', '$add'], ['call', '$pow']]);
    at.parent[at.at] = [...operation, get(at), other];
  },
  (root, random) => {
    const at = place(root, random, isValue);
    if (at) at.parent[at.at] = [...(copy(random.pick(WRAPS)) as Node[]), get(at)];
  },
  token(/^[-+]?\d/, (random) => String(random.between(-20, 40))),
  token(/^[-+]?\d/, (random) => random.pick(['0', '-1', '6144', '-6144', '2147483647', '-2147483648'])),
  token(/^i32\.[a-z]+(_s)?$/, (random) =>
    random.pick(['i32.add', 'i32.sub', 'i32.mul', 'i32.div_s', 'i32.lt_s', 'i32.and']),
  ),
  token(
    /^\$(add|sub|mul|div|pow|min|max|lt|eq)$/,
    (random) => `$${random.pick(['add', 'sub', 'mul', 'div', 'pow', 'lt'])}`,
  ),
  token(/^br(_if)?$/, (random) => random.pick(['br', 'br_if'])),
];

const CHANGES: readonly Change[] = [
  swapBy(isList),
  swapBy(() => true),
  (root, random) => {
    const at = place(root, random, random.chance(0.5) ? isList : () => true);
    if (at) at.parent.splice(at.at, 1);
  },
  (root, random) => {
    const at = place(root, random, isList);
    if (at) at.parent.splice(at.at, 0, ...random.many(random.pick([1, 1, 2, 40]), () => copy(get(at))));
  },
  // A subtree in a new one, or in itself.
  (root, random) => {
    const at = place(root, random, isValue);
    if (at) at.parent[at.at] = [...(copy(random.pick(OPENERS)) as Node[]), get(at)];
  },
  (root, random) => {
    const at = place(root, random, isList);
    if (!at) return;
    for (let turns = random.between(1, 6); turns; turns--) {
      const whole = copy(get(at)) as Node[];
      const inner = place(whole, random, isList);
      if (!inner || print(whole).length > 20_000) return;
      inner.parent[inner.at] = copy(get(at));
      at.parent[at.at] = whole;
    }
  },
  token(/^\$/, (random, root) => {
    const names = places(root, (node) => typeof node === 'string' && node.startsWith('$')).map(get);
    return random.chance(0.7)
      ? String(random.pick(names))
      : random.pick(['$', '$nobody', '$a"b', '0', '999999', '$\u00e9']);
  }),
  token(/^[-+]?\d/, (random) => random.pick(NUMBERS)),
  token(/^[-+]?\d/, (random) => String(random.between(-20, 40))),
  token(/^[if](32|64)$/, (random) => random.pick(TYPES)),
  token(/^[a-z][a-z0-9_.]+$/, (random) => random.pick(KEYWORDS)),
  token(/./, (random) => random.pick([...KEYWORDS, ...NUMBERS, ...TYPES])),
  token(/^"/, (random) =>
    random.pick(['"answer"', '"gas"', '"depth"', '"decimal"', '"add"', '""', '"\u{1f600}"', '"env"']),
  ),
];

const PIECES = [
  '(',
  ')',
  '"',
  ';',
  ';;',
  '(;',
  ';)',
  ' end ',
  ' block ',
  '\\',
  '\r',
  '\0',
  '\ud800',
  '@',
  '(@x ',
  ',',
  '\n',
];

function changeText(text: string, random: Random): string {
  const at = random.below(text.length);
  const to = at + random.pick([0, 1, 3, random.below(200)]);
  const piece = random.chance(0.3)
    ? text.slice(random.below(text.length)).slice(0, random.below(80))
    : random.pick(PIECES);
  return text.slice(0, at) + (random.chance(0.8) ? piece : '') + text.slice(to);
}

/** The text with one to five changes. */
export function mutate(text: string, random: Random): string {
  const root = parse(text);
  const mild = random.chance(0.6);
  for (let turns = random.pick([1, 1, 1, 2, 3, 5]); turns; turns--) random.pick(mild ? MILD : CHANGES)(root, random);
  const changed = root.map(print).join('\n');
  return !mild && random.chance(0.2) ? changeText(changed, random) : changed;
}
