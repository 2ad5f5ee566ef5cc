/** Reads the ECB's euro reference rates: eurofxref.csv (one day) and eurofxref-hist.csv (all days), plain or zipped. */
import AdmZip from 'adm-zip';
import papa from 'papaparse';
import { RatesError } from './error.ts';
import { readCurrency, readDate, readRate } from './values.ts';

export interface DayRate {
  date: string;
  currency: string;
  /** Units of the currency for one euro, as written. */
  rate: string;
}

const MAX_BYTES = 50 * 1024 * 1024;

/** Every rate of the file. An empty cell or N/A is a gap. Throws RatesError; then nothing of the file is good. */
export function readEcb(name: string, data: Uint8Array): DayRate[] {
  const [header, ...lines] = cells(name, textOf(name, data));
  const currencies = (header ?? []).slice(1).filter(Boolean);
  if (header?.[0] !== 'Date' || !currencies.length) {
    throw new RatesError('file', `${name} is not an ECB rates file: its first line should be "Date, USD, JPY, …".`);
  }
  at(name, 1, () => currencies.forEach(readCurrency));
  if (new Set(currencies).size !== currencies.length) throw new RatesError('file', `${name} names a currency twice.`);
  const seen = new Set<string>();
  const rates = lines.flatMap((line, i) => at(name, i + 2, () => readLine(line, currencies, seen)));
  if (!rates.length) throw new RatesError('file', `${name} holds no rates.`);
  return rates;
}

function readLine(line: string[], currencies: string[], seen: Set<string>): DayRate[] {
  const [day = '', ...values] = line;
  const date = readDate(day);
  if (seen.has(date)) throw new RatesError('date', `${date} is there twice`);
  seen.add(date);
  const short = values.length < currencies.length;
  if (short || values.slice(currencies.length).some(Boolean)) {
    throw new RatesError('file', `there should be ${currencies.length} rates`);
  }
  return currencies.flatMap((currency, i) => {
    const value = values[i] ?? '';
    return value === '' || value === 'N/A' ? [] : [{ date, currency, rate: readRate(value) }];
  });
}

function cells(name: string, text: string): string[][] {
  if (text.includes('\ufffd') || text.includes('\0')) throw new RatesError('file', `${name} is not a text file.`);
  const { data } = papa.parse(text.replace(/^\ufeff/, ''), { skipEmptyLines: 'greedy', delimiter: ',' });
  return data.map((row) => row.map((cell) => cell.trim()));
}

function textOf(name: string, data: Uint8Array): string {
  if (data.length > MAX_BYTES) throw new RatesError('file', `${name} is too large.`);
  const zipped = data[0] === 0x50 && data[1] === 0x4b;
  return new TextDecoder().decode(zipped ? unzip(name, data) : data);
}

function unzip(name: string, data: Uint8Array): Uint8Array {
  let entry;
  try {
    entry = new AdmZip(Buffer.from(data)).getEntries().find((e) => /\.csv$/i.test(e.entryName));
    // The size is checked before unpacking: a small zip can hold a huge file.
    if (entry && entry.header.size <= MAX_BYTES) return entry.getData();
  } catch {
    throw new RatesError('file', `${name} is damaged and cannot be unpacked.`);
  }
  throw new RatesError('file', entry ? `${name} is too large.` : `${name} holds no CSV file.`);
}

/** Says where in the file something is wrong. */
function at<T>(name: string, line: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RatesError) throw new RatesError(error.code, `Line ${line} of ${name}: ${error.message}.`);
    throw error;
  }
}
