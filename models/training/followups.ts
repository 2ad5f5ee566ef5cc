/**
 * Follow-ups over the turn before: "and at 6 %?", "same but quarterly", "split that four ways". Made from written
 * questions: the program is the earlier one with one thing changed, or something done to its result.
 */
import type { Figure } from '../../core/question/figure.ts';
import type { Row } from './augment.ts';
import { MARKERS_PER_KIND } from '../../core/program/types.ts';
import { joinPrompts } from '../../core/question/turns.ts';

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** Wordings in which {} is the new figure; by kind of the figure that it replaces. */
const REPLACE: Record<string, readonly string[]> = {
  P: [
    'and at {}?',
    'what about {}?',
    'how about at {}?',
    'and if it were {}?',
    'same at {}',
    'make it {}',
    'now with {}',
    'with {} instead?',
    'at {} then?',
    'what if the rate is {}?',
    'change the rate to {}',
    'ok, and for {}?',
    'suppose it is {}',
    'try {}',
    'redo it with {} please',
    'and {}?',
  ],
  T: [
    'and over {}?',
    'what about {}?',
    'and for {}?',
    'same over {}',
    'make it {}',
    'if it runs for {}?',
    'over {} instead?',
    'and after {}?',
    'how about {}?',
    'now for {}',
    'what if it takes {}?',
    'change the term to {}',
    'try {}',
    'and in {}?',
    'and {}?',
  ],
  M: [
    'and for {}?',
    'what about {}?',
    'and with {}?',
    'same for {}',
    'make that {}',
    'with {} instead?',
    'if it is {}?',
    'how about {}?',
    'now with {}',
    'what if it were {}?',
    'change it to {}',
    'try {}',
    'suppose it is {} then',
    'and {}?',
  ],
  N: [
    'and with {}?',
    'what about {}?',
    'and for {}?',
    'make it {}',
    '{} instead?',
    'if there are {}?',
    'how about {}?',
    'now with {}',
    'try {}',
  ],
};
const UNITS = ['years', 'years', 'years', 'months'];

const OFTEN: Record<string, readonly string[]> = {
  '1': ['annually', 'yearly', 'once a year'],
  '2': ['semi-annually', 'half-yearly', 'twice a year'],
  '4': ['quarterly', 'every quarter'],
  '12': ['monthly', 'every month'],
  '52': ['weekly', 'every week'],
  '365': ['daily', 'every day'],
};
const FREQUENCY = [
  'same but {}',
  'and {}?',
  'what if it is {}?',
  'and if it is {}?',
  'make it {}',
  '{} instead',
  'how about {}?',
  'now {}',
];
const COMPOUNDED = ['same but compounded {}', 'and compounded {}?', 'what if it compounds {}?', 'with {} compounding?'];
const FREQUENT = /^<(compound_|effective_rate|nominal_rate|savings_|loan_|annuity_|withdrawal)/;

/** Another question about the same inputs. */
const OTHER: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'compound_amount',
    'compound_interest',
    ['how much of that is interest?', 'and the interest alone?', 'just the interest?', 'interest part?'],
  ],
  [
    'compound_interest',
    'compound_amount',
    ['and the balance?', 'what is the total then?', 'final balance?', 'and with the principal?'],
  ],
  [
    'simple_interest',
    'simple_total',
    ['and in total?', 'what do i owe altogether?', 'with the principal?', 'so how much is there in the end?'],
  ],
  ['simple_total', 'simple_interest', ['and just the interest?', 'how much of it is interest?']],
  ['simple_interest', 'compound_interest', []],
  [
    'loan_payment',
    'loan_total_interest',
    [
      'and the total interest?',
      'how much interest is that in all?',
      'what does the loan cost in interest?',
      'interest over the whole term?',
    ],
  ],
  [
    'loan_payment',
    'loan_total_paid',
    ['and how much do i pay back in all?', 'total repaid?', 'all payments together?'],
  ],
  ['loan_total_interest', 'loan_payment', ['and the payment?', 'what is each payment?', 'how much per instalment?']],
  [
    'savings_value',
    'savings_value_due',
    ['and if i pay in at the start of each period?', 'deposits at the beginning instead?', 'same but paid in advance'],
  ],
  ['discounted_price', 'discount_amount', ['and how much do i save?', 'what is the saving?', 'how much is taken off?']],
  ['discount_amount', 'discounted_price', ['and what do i pay?', 'so the price is?', 'what does it cost then?']],
  ['tip_amount', 'bill_with_tip', ['and the total?', 'total with the bill?', 'what do we pay in all?']],
  ['gross_from_net', 'tax_amount', ['how much of it is tax?', 'and the tax alone?', 'tax part?']],
  ['tax_amount', 'gross_from_net', ['and the total with tax?', 'gross?', 'including it?']],
  ['tax_in_gross', 'net_from_gross', ['and without the tax?', 'net?', 'so what is the net amount?']],
  ['net_from_gross', 'tax_in_gross', ['and how much tax is in it?', 'the tax then?']],
  ['margin_rate', 'markup_rate', ['and the mark-up?', 'as a markup?', 'what is it on cost?']],
  ['markup_rate', 'margin_rate', ['and the margin?', 'as a margin?', 'what is it on the price?']],
  [
    'increase_by',
    'percent_of',
    ['and how much more is that?', 'what is the increase alone?', 'by how much does it rise?'],
  ],
  ['straight_line', 'straight_line', []],
];

/** Something done to the result; {} is a new figure of the kind. */
const ONWARD: readonly (readonly [string, readonly string[], string | null, readonly string[]])[] = [
  [
    '<split_equally>',
    [],
    'N',
    ['split that between {}', 'divide it by {} people', 'and per person if we are {}?', 'shared by {}?'],
  ],
  ['<gross_from_net>', [], 'P', ['and with {} vat on top?', 'plus {} tax?', 'add {} vat', 'with {} sales tax?']],
  ['<discounted_price>', [], 'P', ['and with {} off?', 'less {} discount?', 'take {} off that']],
  ['<decrease_by>', [], 'P', ['minus {} of it?', 'and after a fee of {}?', 'less {} tax?']],
  ['<increase_by>', [], 'P', ['and {} more?', 'raise that by {}', 'plus {}?']],
  ['<sub>', [], 'M', ['minus {}?', 'less {}?', 'take away {}', 'and after paying {}?']],
  ['<add>', [], 'M', ['plus {}?', 'add {}', 'and with {} on top?']],
  ['<convert>', [], 'C', ['in {}?', 'what is that in {}?', 'convert it to {}', 'and in {}?']],
  ['<div>', ['<12>'], null, ['per month?', 'how much is that a month?', 'monthly?']],
  ['<mul>', ['<12>'], null, ['per year?', 'how much is that a year?', 'and for the whole year?']],
  ['<mul>', ['<2>'], null, ['and twice that?', 'double it', 'for two of them?']],
  ['<div>', ['<2>'], null, ['half of that?', 'and half?']],
];

/** Roots whose result is money or a plain amount, so that it can be split, taxed or converted. */
const AMOUNTS =
  /^<(percent_of|increase_by|decrease_by|before_|discounted_price|list_price|discount_amount|price_from|cost_from|tax_amount|gross_|net_|tax_in|tip_amount|bill_with|split_|overtime|simple_interest|simple_total|compound_amount|compound_interest|growth|loan_payment|loan_total|savings_value|savings_deposit|straight_line|mul|add|sub)/;

/** A follow-up to a row with its program, or null where none of the kind drawn fits. */
export function followUp(row: Row, random: Random): Row | null {
  if (row.target.includes('<?>') || row.target[0] === '<decline>') return null;
  const draw = random();
  const made =
    draw < 0.5
      ? replaced(row, random)
      : draw < 0.62
        ? oftener(row, random)
        : draw < 0.75
          ? other(row, random)
          : onward(row, random);
  if (!made) return null;
  const prompt = joinPrompts(row.prompt, made.text);
  const fits = [...prompt.matchAll(/<([MPNTDCX])(\d+)>/g)].every(
    (m) => Number(m[2]) < (MARKERS_PER_KIND[m[1] as 'M'] ?? 0),
  );
  return fits ? { prompt, target: made.target } : null;
}

const count = (row: Row, kind: string): number =>
  new Set([...row.prompt.matchAll(/<([MPNTDCX])(\d+)>/g)].filter((m) => m[1] === kind).map((m) => m[0])).size;
const word = (kind: string, random: Random): string => (kind === 'T' ? `<T0> ${pick(random, UNITS)}` : `<${kind}0>`);

interface Made {
  text: string;
  target: string[];
}

/** Exactly one figure of a kind in the program gives way to a new one. */
function replaced(row: Row, random: Random): Made | null {
  const used = row.target.filter((t) => /^<[MPNT]\d>$/.test(t));
  const kinds = ['P', 'T', 'M', 'N'].filter((kind) => used.filter((t) => t[1] === kind).length === 1);
  const kind = pick(random, kinds);
  if (!kind) return null;
  const old = used.find((t) => t[1] === kind);
  const fresh = `<${kind}${count(row, kind)}>`;
  return {
    text: pick(random, REPLACE[kind] ?? []).replace('{}', word(kind, random)),
    target: row.target.map((t) => (t === old ? fresh : t)),
  };
}

function oftener(row: Row, random: Random): Made | null {
  const at = row.target.findIndex((t, i) => i > 0 && t.slice(1, -1) in OFTEN);
  if (at < 0 || !FREQUENT.test(row.target[0] ?? '')) return null;
  if (row.target.filter((t) => t.slice(1, -1) in OFTEN).length !== 1) return null;
  const often = pick(
    random,
    Object.keys(OFTEN).filter((n) => `<${n}>` !== row.target[at]),
  );
  const wording = pick(
    random,
    /compound|effective|nominal/.test(row.target[0] ?? '') ? [...FREQUENCY, ...COMPOUNDED] : FREQUENCY,
  );
  return {
    text: wording.replace('{}', pick(random, OFTEN[often] ?? [])),
    target: row.target.map((t, i) => (i === at ? `<${often}>` : t)),
  };
}

function other(row: Row, random: Random): Made | null {
  const fitting = OTHER.filter(([from, , wordings]) => row.target[0] === `<${from}>` && wordings.length);
  const found = pick(random, fitting);
  return found ? { text: pick(random, found[2]), target: [`<${found[1]}>`, ...row.target.slice(1)] } : null;
}

function onward(row: Row, random: Random): Made | null {
  if (!AMOUNTS.test(row.target[0] ?? '')) return null;
  const [call, constants, kind, wordings] = pick(random, ONWARD);
  if (kind === 'C' && /<[CX]\d>/.test(row.prompt)) return null;
  if (kind === 'C' && !/<M\d>/.test(row.target.join(' '))) return null;
  const fresh = kind ? [`<${kind}${count(row, kind)}>`] : [];
  const text = pick(random, wordings).replace('{}', kind ? word(kind, random) : '');
  return { text, target: [call, ...row.target, ...fresh, ...constants] };
}

/** Figures for the markers of a prompt, so that a label can be run: values that fit most programs. */
export function standIns(prompt: string): Figure[] {
  const seen = new Map<string, Figure>();
  for (const match of prompt.matchAll(/<([MPNTDCX])(\d+)>(?: (years|quarters|months|weeks|days|hours))?/g)) {
    const [, kind = 'N', n = '0', unit = 'years'] = match;
    const i = Number(n);
    const made: Record<string, { value: string; unit: string; base?: string }> = {
      M: { value: String(9000 - 1700 * i), unit: 'USD' },
      P: { value: String(6 + i), unit: '%' },
      N: { value: String(40 - 3 * i), unit: '' },
      T: { value: String(12 + i), unit },
      D: { value: `2025-0${i + 1}-15`, unit: '' },
      C: { value: ['EUR', 'GBP', 'JPY', 'CHF', 'CAD'][i] ?? 'EUR', unit: '' },
      X: { value: '0.9', unit: 'EUR', base: 'USD' },
    };
    const marker = `${kind}${n}`;
    const figure = {
      marker,
      kind: kind as Figure['kind'],
      text: marker,
      start: match.index,
      end: match.index,
      ...made[kind],
    };
    seen.set(marker, figure as Figure);
  }
  return [...seen.values()];
}
