/** A formula from a record, rebuilt element by element: only presentation MathML gets into the page, whatever was stored. */
const namespace = 'http://www.w3.org/1998/Math/MathML';

const elements = new Set(
  (
    'math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts ' +
    'mprescripts mtable mtr mtd mpadded mphantom mstyle merror'
  ).split(' '),
);
const attributes = new Set(
  (
    'display displaystyle scriptlevel mathvariant form fence separator stretchy symmetric largeop movablelimits accent ' +
    'accentunder lspace rspace minsize maxsize linethickness width height depth voffset columnspan rowspan columnalign'
  ).split(' '),
);

function rebuilt(node: Node): Node[] {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')];
  if (!(node instanceof Element)) return [];
  if (node.localName === 'semantics') return node.firstElementChild ? rebuilt(node.firstElementChild) : [];
  if (!elements.has(node.localName)) return [];
  const copy = document.createElementNS(namespace, node.localName);
  for (const { name, value } of node.attributes) if (attributes.has(name)) copy.setAttribute(name, value);
  copy.append(...[...node.childNodes].flatMap(rebuilt));
  return [copy];
}

export function mathml(text: string): Node | null {
  // Without its namespace the parsed tree is inert: no element in it has handlers, styles or anything to load.
  const inert = text.replaceAll(/\sxmlns(:\w+)?="[^"]*"/g, '');
  const math = new DOMParser().parseFromString(inert, 'application/xml').documentElement;
  return math.localName === 'math' && !math.querySelector('parsererror') ? (rebuilt(math)[0] ?? null) : null;
}
