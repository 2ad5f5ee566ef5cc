/** MathML of a record's formula: only known elements and plain attributes pass, and as one line of text where none can be drawn. */

export interface MathNode {
  name: string;
  children: (MathNode | string)[];
}

const KNOWN = new Set(
  'math mrow mi mo mn ms mtext mspace mfrac msqrt mroot msup msub msubsup munder mover munderover mtable mtr mtd mpadded mstyle'.split(
    ' ',
  ),
);
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const MAX_DEPTH = 200;

/** The tree of a formula, without attributes; null for anything but well-formed, known MathML. */
export function parseMath(text: string): MathNode | null {
  const root: MathNode = { name: '', children: [] };
  const open = [root];
  const token = /<(\/?)([a-z]+)((?:\s+[a-zA-Z:-]+="[^"<>]*")*)\s*(\/?)>|([^<]+)/gy;
  let end = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    end = token.lastIndex;
    const [, closing, name = '', , empty, plain] = match;
    const top = open.at(-1) ?? root;
    if (plain !== undefined) {
      const value = decode(plain);
      if (value === null) return null;
      top.children.push(value);
    } else if (closing) {
      if (top === root || top.name !== name) return null;
      open.pop();
    } else {
      if (!KNOWN.has(name) || open.length > MAX_DEPTH) return null;
      const node = { name, children: [] };
      top.children.push(node);
      if (!empty) open.push(node);
    }
  }
  const [math] = root.children;
  const whole = end === text.length && open.length === 1 && root.children.length === 1;
  return whole && typeof math === 'object' && math.name === 'math' ? math : null;
}

function decode(text: string): string | null {
  let good = true;
  const value = text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w+);|&/g, (_all, name?: string) => {
    const point = name?.startsWith('#x')
      ? parseInt(name.slice(2), 16)
      : name?.startsWith('#')
        ? Number(name.slice(1))
        : -1;
    if (point >= 0 && point <= 0x10ffff) return String.fromCodePoint(point);
    const known = name === undefined ? undefined : ENTITIES[name];
    if (known === undefined) good = false;
    return known ?? '';
  });
  return good ? value : null;
}

/** Text for HTML and XML, in content and in attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);

/** The formula as MathML that holds nothing but mathematics. */
export function printMath(node: MathNode | string): string {
  if (typeof node === 'string') return escapeHtml(node);
  const attributes = node.name === 'math' ? ' display="block"' : '';
  return `<${node.name}${attributes}>${node.children.map(printMath).join('')}</${node.name}>`;
}

/** The formula as one line: "(P · r)/n^2". */
export function lineOf(node: MathNode | string): string {
  if (typeof node === 'string') return node.trim();
  const parts = node.children.map(lineOf);
  const [a = '', b = '', c = ''] = parts;
  switch (node.name) {
    case 'mfrac':
      return `${group(a)}/${group(b)}`;
    case 'msqrt':
      return `√(${parts.join('')})`;
    case 'mroot':
      return `root(${b}; ${a})`;
    case 'msup':
    case 'mover':
      return `${group(a)}^${group(b)}`;
    case 'msub':
    case 'munder':
      return `${a}_${group(b)}`;
    case 'msubsup':
    case 'munderover':
      return `${a}_${group(b)}^${group(c)}`;
    case 'mo':
      return /^[=+\-−×·÷≈≤≥]$/.test(parts.join('')) ? ` ${parts.join('')} ` : parts.join('');
    case 'mtd':
      return `${parts.join('')} `;
    case 'mtr':
      return `${parts.join('')}; `;
    default:
      return parts.join('');
  }
}

/** In parentheses, unless it is one letter, one number, or stands in them already. */
const group = (text: string): string => (/^(\p{L}|[\p{N}.,]+)$/u.test(text) || isWrapped(text) ? text : `(${text})`);

function isWrapped(text: string): boolean {
  let depth = 0;
  return (
    text.startsWith('(') &&
    [...text].every((c, i) => {
      depth += c === '(' ? 1 : c === ')' ? -1 : 0;
      return depth > 0 || i === [...text].length - 1;
    }) &&
    depth === 0
  );
}
