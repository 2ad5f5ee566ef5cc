/**
 * The phrasing grammar: plain wordings of each program (phrasing/*.txt), expanded and filled with figures.
 * A block is a program in function notation and the wordings below it; [a|b|] is a choice, {m} a slot:
 * m money, p percent, t term, d days, n count, c currency, x exchange rate of the money's currency; m2, p2 … further ones.
 */
import type { Row } from './augment.ts';

export interface Block {
  program: string;
  wordings: string[];
}

/** The blocks of a grammar file; throws where a wording has no program. */
export function readBlocks(text: string): Block[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((part) => {
      const [program, ...wordings] = part.trim().split('\n');
      if (!program || !wordings.length) throw new Error(`a block without wordings: ${part}`);
      return { program, wordings };
    });
}

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** One wording of a pattern: every choice made, spaces mended. */
export function expand(pattern: string, random: Random): string {
  const choice = /\[([^[\]]*)\]/;
  let text = pattern;
  for (let match = choice.exec(text); match; match = choice.exec(text)) {
    const chosen = pick(random, (match[1] ?? '').split('|'));
    text = text.slice(0, match.index) + chosen + text.slice(match.index + match[0].length);
  }
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([,.?:])/g, '$1')
    .trim();
}

const MONEY: readonly (readonly [string, (n: string) => string])[] = [
  ['USD', (n) => `$${n}`],
  ['GBP', (n) => `£${n}`],
  ['EUR', (n) => `€${n}`],
  ['USD', (n) => `${n} dollars`],
  ['EUR', (n) => `${n} EUR`],
  ['INR', (n) => `₹${n}`],
  ['CAD', (n) => `C$${n}`],
];
const CURRENCIES = ['EUR', 'euros', 'USD', 'US dollars', 'pounds', 'GBP', 'yen', 'Swiss francs', 'CAD', 'rupees'];
const CODE: Record<string, string> = {
  EUR: 'EUR',
  euros: 'EUR',
  USD: 'USD',
  'US dollars': 'USD',
  pounds: 'GBP',
  GBP: 'GBP',
  yen: 'JPY',
  'Swiss francs': 'CHF',
  CAD: 'CAD',
  rupees: 'INR',
};

/** Fills the slots of a wording and of its program with the same figures, each in braces. */
export function fill(wording: string, program: string, random: Random): { q: string; p: string } {
  const [code, write] = pick(random, MONEY);
  const plain = !/\{[cx]\d?\}/.test(wording) && random() < 0.2;
  const texts = new Map<string, string>();
  const used = new Set<string>();
  const draw = (kind: string): string => {
    const whole = (low: number, high: number): number => Math.floor(low + random() * (high - low));
    const amount = String(Math.round(Math.exp(Math.log(20) + random() * Math.log(2e4))));
    switch (kind) {
      case 'm':
        return plain ? amount : write(amount);
      case 'p':
        return `${(whole(2, 120) / 4).toString()}${pick(random, ['%', '%', '%', ' percent', ' per cent'])}`;
      case 't':
        return random() < 0.8
          ? `${whole(2, 30)} ${pick(random, ['years', 'years', 'years', 'yrs'])}`
          : `${whole(5, 90)} months`;
      case 'd':
        return `${whole(10, 300)} days`;
      case 'n':
        return String(whole(2, 60));
      case 'c':
        return pick(
          random,
          CURRENCIES.filter((name) => CODE[name] !== code && ![...used].some((u) => CODE[u] === CODE[name])),
        );
      case 'x': {
        const other = pick(
          random,
          ['EUR', 'USD', 'GBP', 'JPY', 'PLN'].filter((name) => name !== code),
        );
        const rate = (whole(50, 300) / 100).toFixed(2);
        return random() < 0.5 ? `1 ${code} = ${rate} ${other}` : `1 ${other} = ${rate} ${code}`;
      }
      default:
        throw new Error(`no slot {${kind}}`);
    }
  };
  const slot = /\{([a-z])(\d?)\}/g;
  for (const [name, kind] of `${wording} ${program}`.matchAll(slot)) {
    if (texts.has(name)) continue;
    let text = draw(kind ?? '');
    while (used.has(text)) text = draw(kind ?? '');
    used.add(text);
    texts.set(name, `{${text}}`);
  }
  const filled = (text: string): string => text.replaceAll(slot, (name) => texts.get(name) ?? name);
  return { q: filled(wording), p: filled(program) };
}

/** Up to `each` different wordings of every pattern, with their program; both still to be filled. */
export function* phrased(
  blocks: readonly Block[],
  each: number,
  random: Random,
): Generator<{ wording: string; program: string }> {
  for (const { program, wordings } of blocks) {
    for (const pattern of wordings) {
      const seen = new Set<string>();
      for (let i = 0; i < each; i++) {
        const wording = expand(pattern, random);
        if (seen.has(wording) && i > 2) continue;
        seen.add(wording);
        yield { wording, program };
      }
    }
  }
}

/** Rows with the same prompt say the same thing twice; the first stays. */
export function distinct(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.prompt, row])).values()];
}
