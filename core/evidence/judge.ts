/** What must agree inside one record, whoever signed it: value, display, arguments, rates, links. */
import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { GetBlob } from '../ledger/blobs.ts';
import type { LedgerRecord } from '../ledger/record.ts';
import { RatesError } from '../rates/error.ts';
import { readEcb, type DayRate } from '../rates/ecb.ts';

const Exact = Decimal.clone({ precision: 400, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15 });
const Runtime = Decimal.clone({ defaults: true, precision: 34, rounding: Decimal.ROUND_HALF_EVEN });

/** The faults of a record as clauses: "the value … differs from …". */
export function judge(
  id: number,
  record: LedgerRecord,
  blob: GetBlob,
  hashOf: (id: number) => string | null,
): string[] {
  return [
    ...valueFaults(record),
    ...argumentFaults(record),
    ...runtimeFaults(record),
    ...rateFaults(record, blob),
    ...linkFaults(id, record, hashOf),
  ];
}

/** A percent is shown as a hundred times the program's result; everything else as it is. */
function valueFaults({ card, result }: LedgerRecord): string[] {
  if (card.status !== 'answered') return card.value === null ? [] : ['it has a value although it was not answered'];
  if (card.value === null || !result?.ok) return ['it was answered without a value or a result'];
  const value = new Exact(card.value);
  const scale = card.unit === '%' ? 100 : 1;
  if (!value.eq(new Exact(result.value).times(scale)))
    return [`its value ${card.value} is not the result of its program, ${result.value}`];
  const [, number = ''] = /^(-?[\d,]+(?:\.\d+)?)(?: |$)/.exec(card.display) ?? [];
  const shown = number.replaceAll(',', '');
  const places = shown.split('.')[1]?.length ?? 0;
  if (!shown || !new Exact(value.toFixed(places)).eq(shown))
    return [`it shows ${JSON.stringify(card.display)}, which is not its value ${card.value} rounded`];
  return [];
}

function argumentFaults({ card, bindings, args, wat, blobs }: LedgerRecord): string[] {
  if (!wat) return args.length || blobs?.['module'] ? ['it has arguments or a module without a program'] : [];
  const same =
    bindings.length === args.length &&
    bindings.every(({ param, value }, i) => value === args[i] && card.inputs[i]?.name === param) &&
    card.inputs.length === args.length;
  return same ? [] : ['its inputs are not the arguments of its program'];
}

function runtimeFaults({ versions, blobs }: LedgerRecord): string[] {
  const kept = blobs?.['runtime'];
  return kept === undefined || versions['runtime'] === kept ? [] : ['it names one decimal runtime and keeps another'];
}

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const rateRows = z.strictObject({
  rates: z.array(
    z.strictObject({
      date: z.string(),
      base: z.string(),
      currency: z.string(),
      perBase: z.string().regex(/^\d+(\.\d+)?$/),
      source: z.string(),
      file: hash.nullable(),
    }),
  ),
});
type Rows = z.output<typeof rateRows>['rates'];

function rateFaults({ card, bindings, blobs, format, rates = [] }: LedgerRecord, blob: GetBlob): string[] {
  const used = card.inputs.flatMap(({ source }, i) =>
    source.kind === 'rate' && format === 2 ? [{ source, value: bindings[i]?.value ?? '' }] : [],
  );
  if (!used.length) return [];
  const bytes = blobs?.['rates'] === undefined ? null : blob(blobs['rates']);
  const read = rateRows.safeParse(bytes && JSON.parse(bytes.toString()));
  if (!read.success) return ['the rates that it used are missing or cannot be read'];
  const faults = used.flatMap(({ source, value }) => {
    const listed = rates.some(({ date, source: from }) => date === source.date && from === source.source);
    const day = read.data.rates.filter(({ date }) => date === source.date);
    const fits = source.source === 'same currency' ? value === '1' : listed && fitsRates(value, day);
    return fits ? [] : [`its exchange rate ${value} does not come from the rates of ${source.date} that it keeps`];
  });
  return [...faults, ...fileFaults(read.data.rates, blobs ?? {}, blob)];
}

/** True where a value is a rate of the day, an inverse of one, or a quotient of two of one base. */
function fitsRates(value: string, day: Rows): boolean {
  if (!/^\d+(\.\d+)?(E[+-]?\d+)?$/.test(value)) return false;
  const wanted = new Runtime(value);
  const bases = new Map<string, Decimal[]>();
  for (const { base, perBase } of day) {
    if (!bases.has(base)) bases.set(base, [new Runtime(1)]);
    bases.get(base)?.push(new Runtime(perBase));
  }
  return [...bases.values()].some((legs) => legs.some((f) => !f.isZero() && legs.some((t) => t.div(f).eq(wanted))));
}

/** The rates of a file must be the ones that stand in the file. */
function fileFaults(rows: Rows, blobs: Record<string, string>, blob: GetBlob): string[] {
  const kept = new Set(Object.entries(blobs).flatMap(([part, sha]) => (part.startsWith('rate-file-') ? [sha] : [])));
  const read = new Map<string, DayRate[] | null>();
  for (const { file, date, currency, perBase } of rows) {
    if (file === null) continue;
    if (!kept.has(file)) return ['a file that its rates come from is missing'];
    if (!read.has(file)) read.set(file, readFile(blob(file)));
    const found = read.get(file)?.some((r) => r.date === date && r.currency === currency && r.rate === perBase);
    if (!found) return [`its rate ${perBase} ${currency} of ${date} is not in the file that it names`];
  }
  return [];
}

function readFile(bytes: Buffer | null): DayRate[] | null {
  try {
    return bytes && readEcb('rates', bytes);
  } catch (error) {
    if (error instanceof RatesError) return null;
    throw error;
  }
}

function linkFaults(id: number, { links = [] }: LedgerRecord, hashOf: (id: number) => string | null): string[] {
  return links.flatMap(({ record, hash: named }) => {
    if (record >= id) return [`it refers to record ${record}, which is not before it`];
    const found = hashOf(record);
    return found === null || found === named ? [] : [`it refers to record ${record} by a hash that is not its own`];
  });
}
