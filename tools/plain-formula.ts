/** A formula in LaTeX as plain text for a terminal: \frac{a}{b} is (a)/(b), Greek letters and signs by their characters. */

const SIGNS: Record<string, string> = {
  times: '×',
  cdot: '·',
  le: '≤',
  ge: '≥',
  ne: '≠',
  approx: '≈',
  sum: 'Σ',
  infty: '∞',
  ldots: '…',
  dots: '…',
  min: 'min',
  max: 'max',
  ln: 'ln',
  log: 'log',
  exp: 'exp',
  quad: '  ',
  qquad: '   ',
  left: '',
  right: '',
  lceil: '⌈',
  rceil: '⌉',
  lfloor: '⌊',
  rfloor: '⌋',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  Delta: 'Δ',
  pi: 'π',
  sigma: 'σ',
  tau: 'τ',
  to: '→',
};

/** The text of a group in braces that begins at `at`, and where it ends. */
function group(text: string, at: number): [string, number] {
  if (text[at] !== '{') return [text[at] ?? '', at + 1];
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return [text.slice(at + 1, i), i + 1];
  }
  return [text.slice(at + 1), text.length];
}

const wrapped = (text: string): string => (/^[\w.%Α-ωπ]*$/u.test(text) ? text : `(${text})`);

export function plainFormula(latex: string): string {
  let out = '';
  for (let at = 0; at < latex.length;) {
    const command = /^\\([A-Za-z]+|.)/.exec(latex.slice(at));
    if (command) {
      const name = command[1] ?? '';
      at += command[0].length;
      if (name === 'frac' || name === 'dfrac' || name === 'tfrac') {
        const [top, middle] = group(latex, at);
        const [bottom, end] = group(latex, middle);
        out += `${wrapped(plainFormula(top))}/${wrapped(plainFormula(bottom))}`;
        at = end;
      } else if (name === 'sqrt') {
        const [inner, end] = group(latex, at);
        out += `√${wrapped(plainFormula(inner))}`;
        at = end;
      } else if (name === 'begin' || name === 'end') {
        [, at] = group(latex, at);
      } else if (name === '\\') {
        out += '; ';
      } else if (['text', 'mathrm', 'mathit', 'operatorname', 'mathbf'].includes(name)) {
        const [inner, end] = group(latex, at);
        out += plainFormula(inner);
        at = end;
      } else
        out +=
          SIGNS[name] ?? (/^[A-Za-z]+$/.test(name) ? name : name === ',' || name === ';' || name === ' ' ? ' ' : name);
    } else if (latex[at] === '^' || latex[at] === '_') {
      const [inner, end] = group(latex, at + 1);
      out += latex[at] + wrapped(plainFormula(inner));
      at = end;
    } else if (latex[at] === '{' || latex[at] === '}') at++;
    else if (latex[at] === '&') {
      out += ',';
      at++;
    } else out += latex[at++];
  }
  return out.replaceAll(/ {3,}/g, '  ').trim();
}
