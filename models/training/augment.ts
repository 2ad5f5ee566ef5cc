/** Variants of a training example that keep its meaning: slips of the keyboard, chatter, amounts without a currency; and twins that lack an input. */
import { HOLE } from '../../core/program/dialect.ts';

export interface Row {
  prompt: string;
  target: string[];
}

/** A small seeded generator (mulberry32), so that a data set can be made again. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const MARKER = /<([MPNTDCX])(\d)>/g;

/** Slips: a letter swapped, dropped, doubled or replaced in a few words; markers stay whole. */
export function misspell(row: Row, random: () => number, rate: number): Row {
  const words = row.prompt.split(' ').map((word) => {
    if (word.includes('<') || word.length < 4 || random() > rate) return word;
    const at = 1 + Math.floor(random() * (word.length - 2));
    const kind = random();
    if (kind < 0.35) return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
    if (kind < 0.7) return word.slice(0, at) + word.slice(at + 1);
    if (kind < 0.85) return word.slice(0, at) + word.charAt(at) + word.slice(at);
    return word.replace(/[aeiouаеиоуыэюя]/, '');
  });
  return { ...row, prompt: words.join(' ') };
}

const BEFORE = [
  'hi,',
  'hello!',
  'hey',
  'quick one:',
  'quick question.',
  'please:',
  'morning,',
  'can you help?',
  'ok so',
  'need this fast:',
  'for my homework:',
  'just checking,',
  'sorry to bother you,',
  'one more:',
  'for the file:',
  'so',
  'right,',
  'tell me',
  'could you work out',
  'help!',
  'q:',
  'urgent -',
  'asking for a client:',
  'my boss asks:',
  'note to self:',
];
const AFTER = [
  'thanks',
  'thank you!',
  'please',
  'pls',
  'ta',
  'cheers',
  'thx',
  'show me the figure',
  'just the number',
  '??',
  'asap',
  'no rounding please',
  'i need it for today',
  'many thanks in advance',
  'quickly please',
  '...',
];

/** Words before or behind that change nothing. */
export function chatter(row: Row, random: () => number): Row {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  return { ...row, prompt: random() < 0.55 ? `${pick(BEFORE)} ${row.prompt}` : `${row.prompt} ${pick(AFTER)}` };
}

/** Some people give no currency: every amount becomes a plain number, numbered anew in the order of the text. Null where it would lose meaning. */
export function withoutCurrency(row: Row): Row | null {
  if (!/<M\d>/.test(row.prompt) || /<[CX]\d>/.test(row.prompt)) return null;
  const names = new Map<string, string>();
  let n = 0;
  const prompt = row.prompt.replace(MARKER, (all, kind: string) => {
    if (kind !== 'M' && kind !== 'N') return all;
    const name = `<N${n++}>`;
    names.set(all, name);
    return name;
  });
  return n > 10 ? null : { prompt, target: row.target.map((t) => names.get(t) ?? t) };
}

/** A twin without its rate, term or amount: the words around the figure go, the program gets a hole. Only under named functions. */
export function missing(row: Row, random: () => number, isPrimitive: (token: string) => boolean): Row | null {
  if (row.target.some(isPrimitive) || row.target.includes(HOLE)) return null;
  const used = [...row.prompt.matchAll(MARKER)]
    .map((m) => m[0])
    .filter((m) => row.target.filter((t) => t === m).length === 1);
  const marker = used[Math.floor(random() * used.length)];
  if (!marker) return null;
  const kind = marker.charAt(1);
  const words = /[а-я]/.test(row.prompt)
    ? russianWords(kind, marker)
    : kind === 'P'
      ? `(?:,? ?(?:at|of|with|earning|charging|paying|plus|and|is|rate) ?)?(?:an? |the |about )?${marker}(?: (?:a year|per year|p\\.?a\\.?|per annum|annual interest|interest|apr|simple))?`
      : kind === 'T'
        ? `(?:,? ?(?:for|over|in|after|within|lasting|of) )(?:the (?:next|past) )?${marker} (?:years|months|days|weeks|quarters)`
        : kind === 'M'
          ? `(?:,? ?(?:for|of|on|is|from|at|cost|costs|costing|with) )(?:an? |the )?${marker}`
          : '';
  const match = words ? new RegExp(words, 'i').exec(row.prompt) : null;
  if (!match) return null;
  const prompt = (row.prompt.slice(0, match.index) + ' ' + row.prompt.slice(match.index + match[0].length))
    .replaceAll(/\s+/g, ' ')
    .trim();
  return renumber({ prompt, target: row.target.map((t) => (t === marker ? HOLE : t)) });
}

/** The Russian words around a figure that go with it. */
function russianWords(kind: string, marker: string): string {
  switch (kind) {
    case 'P':
      return `(?:,? ?(?:под|по|на|в|со?|плюс|ставка|скидка|скидкой) )?${marker}(?: (?:годовых|в год|простых))?`;
    case 'T':
      return `(?:,? ?(?:на|за|через|в течение|сроком на|спустя) )${marker} (?:years|months|days|weeks|quarters)`;
    case 'M':
      return `(?:,? ?(?:за|на|с|в|от|по|из|стоит|стоил|стоила|цена|сумма|сумму) )${marker}`;
    default:
      return '';
  }
}

/** Numbers the markers anew in the order of the text, as the reader would. */
function renumber(row: Row): Row {
  const names = new Map<string, string>();
  const counts: Record<string, number> = {};
  const prompt = row.prompt.replace(MARKER, (all, kind: string) => {
    const name = `<${kind}${(counts[kind] = (counts[kind] ?? -1) + 1)}>`;
    names.set(all, name);
    return name;
  });
  return { prompt, target: row.target.map((t) => names.get(t) ?? t) };
}
