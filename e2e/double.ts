/** A small stand-in for the core: the same contract, canned answers, records in memory. For tests of shells only. */
import type { Api, AskEvent, AskRequest, Card, Result } from '../core/contract.ts';

const ok = <T>(value: T): Result<T> => ({ ok: true, value });
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const wat = `(module
  (import "decimal" "mul" (func $mul (param i32 i32) (result i32)))
  (func (export "answer") (param $principal i32) (param $annual_rate i32) (param $years i32) (result i32)
    (call $mul (local.get $principal) (call $mul (local.get $annual_rate) (local.get $years)))))`;
const formula =
  '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block" onclick="alert(1)" style="color:red"><mi>I</mi><mo>=</mo><mi>P</mi><mi>r</mi><mi>t</mi><mo>=</mo><mn>15,000</mn><mo>×</mo>' +
  '<mfrac><mn>4.2</mn><mn>100</mn></mfrac><mo>×</mo><mn>5</mn><script>alert(1)</script></math>';

const figure = (question: string, text: string) => {
  const start = question.indexOf(text);
  return { kind: 'figure' as const, text, start, end: start + text.length };
};

type Made = Partial<Card>;

function answered(question: string): Made {
  return {
    status: 'answered',
    value: '3150',
    unit: 'USD',
    display: '3,150.00 USD',
    sentence: 'At 4.2 % a year, $15,000.00 earns $3,150.00 of simple interest in 5 years.',
    confidence: question.includes('maybe') ? 'unsure' : 'sure',
    inputs: [
      {
        name: 'principal',
        label: 'Principal',
        value: '15000',
        unit: 'USD',
        display: '15,000.00 USD',
        source: figure(question, '$15,000'),
      },
      {
        name: 'annual_rate',
        label: 'Annual rate',
        value: '4.2',
        unit: '%',
        display: '4.2 %',
        source: figure(question, '4.2%'),
      },
      {
        name: 'years',
        label: 'Term',
        value: '5',
        unit: 'years',
        display: '5 years',
        source: figure(question, '5 years'),
      },
      {
        name: 'year_days',
        label: 'Day count',
        value: '365',
        unit: 'days',
        display: '365 days',
        source: { kind: 'convention', note: 'Actual/365' },
      },
    ],
    unused: question.includes('2024') ? ['2024'] : [],
    formula,
    wat,
  };
}

const asksRate: Made = {
  status: 'asked',
  sentence: 'At what annual rate? Everything else is there: 250,000.00 USD over 30 years, paid monthly.',
  asks: [{ name: 'annual_rate', label: 'Annual rate', type: 'rate', question: 'At what annual rate?' }],
};

const payment: Made = {
  status: 'answered',
  value: '1580.17',
  unit: 'USD',
  display: '1,580.17 USD',
  sentence: 'The monthly payment is $1,580.17.',
  inputs: [
    {
      name: 'annual_rate',
      label: 'Annual rate',
      value: '6.5',
      unit: '%',
      display: '6.5 %',
      source: { kind: 'answer', text: '6.5 %' },
    },
  ],
  formula,
  wat,
};

function make(request: AskRequest): Made {
  const { question } = request;
  if (request.completes) return payment;
  if (question.includes('loan')) return asksRate;
  if (question.includes('weather'))
    return { status: 'declined', sentence: 'This is not a question of finance, so there is nothing to compute.' };
  if (question.includes('zero'))
    return { status: 'failed', sentence: 'The program divides by zero, so there is no value.', wat };
  return answered(question);
}

export type DoubleOptions = { data?: string; model?: string; delay?: number };

export async function openDouble({ delay = 5 }: DoubleOptions = {}): Promise<Api & { close(): Promise<void> }> {
  const cards: Card[] = [];
  const stopped = new Set<string>();
  let user = 'Ada';

  const record = (request: AskRequest, made: Made): Card => {
    const id = cards.length + 1;
    const blank: Card = {
      id,
      conversation: request.conversation,
      time: new Date(Date.now() - (request.question.includes('yesterday') ? 86_400_000 : 0)).toISOString(),
      status: 'answered',
      question: request.question,
      value: null,
      unit: '',
      display: '',
      sentence: '',
      confidence: 'sure',
      inputs: [],
      unused: [],
      asks: [],
      formula: '',
      wat: '',
      hash: id.toString(16).padStart(64, '9f3ac1'),
      model: 'double',
      ms: 210,
    };
    const made1: Card = { ...blank, ...made };
    cards.push(made1);
    return made1;
  };

  return {
    async ask(request, onEvent) {
      stopped.delete(request.conversation);
      const events: AskEvent[] = [
        { type: 'step', step: 'reading' },
        { type: 'step', step: 'writing' },
        ...wat.split(/(?<=\s)/).map((text): AskEvent => ({ type: 'token', text })),
        { type: 'step', step: 'checking' },
        { type: 'step', step: 'running' },
        { type: 'step', step: 'recording' },
      ];
      for (const event of events) {
        if (stopped.has(request.conversation)) break;
        onEvent(event);
        await wait(request.question.includes('slow') ? 300 : delay);
      }
      const made = stopped.has(request.conversation)
        ? { status: 'stopped' as const, sentence: 'Stopped before there was a value.' }
        : make(request);
      const card = record(request, made);
      onEvent({ type: 'card', card });
      return ok(card);
    },
    async stop({ conversation }) {
      stopped.add(conversation);
      return ok(true);
    },
    async history({ search = '', before = Infinity, limit = 50 }) {
      const found = cards.filter(
        (card) => card.id < before && card.question.toLowerCase().includes(search.toLowerCase()),
      );
      return ok(found.reverse().slice(0, limit));
    },
    record: async ({ id }) => ok(cards.find((card) => card.id === id) ?? null),
    conversation: async ({ conversation }) => ok(cards.filter((card) => card.conversation === conversation)),
    replay: async ({ id }) =>
      ok({ id, equal: true, detail: 'The stored program gives the same value, digit for digit.' }),
    async importRates({ name }) {
      if (!/\.(csv|zip|xml)$/.test(name))
        return { ok: false, error: { code: 'bad_rates', message: `“${name}” is not a file of exchange rates.` } };
      return ok({ days: 1, rates: 31, from: '2026-11-20', to: '2026-11-20' });
    },
    about: async () =>
      ok({
        version: '0.1.0',
        model: '109 M model',
        device: 'CPU',
        ratesDate: '2026-11-20',
        ratesSource: 'ECB',
        records: cards.length,
        user,
        warnings: [],
        anchored: 0,
        vkey: '',
      }),
    setUser: async ({ name }) => ok({ user: (user = name) }),
    importAnchor: async () => ok({ size: cards.length }),
    exportEvidence: async () => ok({ folder: '/exports/1', records: cards.length, size: cards.length, vkey: '' }),
    close: async () => {},
  };
}
