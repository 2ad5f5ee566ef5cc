/** A record for tests: three times a number, with all that a record may hold. */
import type { LedgerRecordInput } from '../ledger/record.ts';

export const SAMPLE_WAT = `(module
  (import "decimal" "mul" (func $mul (param i32 i32) (result i32)))
  (func (export "answer") (param $a i32) (param $b i32) (result i32) (call $mul (local.get $a) (local.get $b))))
`;

export function sample(question: string, a = '2', more: Partial<LedgerRecordInput> = {}): LedgerRecordInput {
  const value = String(Number(a) * 3);
  const source = { kind: 'figure' as const, text: a, start: 0, end: a.length };
  const inputs = [
    { name: 'a', label: 'Amount', value: a, unit: 'USD', display: `${a}.00 USD`, source },
    {
      name: 'b',
      label: 'Times',
      value: '3',
      unit: '',
      display: '3',
      source: { kind: 'convention' as const, note: 'three' },
    },
  ];
  return {
    card: {
      conversation: 'c1',
      time: '2026-11-24T10:00:00.000Z',
      status: 'answered',
      question,
      value,
      unit: 'USD',
      display: `${value}.00 USD`,
      sentence: `The answer is ${value}.00 USD.`,
      confidence: 'sure',
      inputs,
      unused: [],
      asks: [],
      formula: `<math><mrow><mi>a</mi><mo>×</mo><mn>3</mn></mrow></math>`,
      wat: SAMPLE_WAT,
      model: 'test',
      ms: 12,
    },
    figures: { figures: [{ value: a }], masked: 'three times <M0>', program: null },
    bindings: inputs.map(({ name: param, value, source }) => ({ param, value, source })),
    wat: SAMPLE_WAT,
    args: [a, '3'],
    result: { ok: true, value, ms: 1 },
    versions: { app: '0.1.0', node: '24.0.0' },
    rounding: 'half-up to 2 places',
    user: 'Ada',
    ...more,
  };
}
