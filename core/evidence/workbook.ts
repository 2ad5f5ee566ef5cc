/** The computations as a workbook (XLSX). Every cell is text, so nothing in it can be a formula; same rows, same bytes. */
import writeExcelFile from 'write-excel-file/node';
import { COLUMNS, rowOf, type Computation } from './table.ts';

/** Most characters of a cell in Excel. */
const MAX_CELL = 32_767;

/** The whole file. */
export async function workbookOf(computations: Iterable<Computation>): Promise<Buffer> {
  const header = COLUMNS.map((value) => ({ value: value as string, type: String, fontWeight: 'bold' as const }));
  const rows = [...computations].map((c) => rowOf(c).map((value) => ({ value: xmlText(value), type: String })));
  const columns = COLUMNS.map((name) => ({
    width: name === 'Question' || name === 'Sentence' || name === 'Inputs' ? 50 : 18,
  }));
  const file = await writeExcelFile([header, ...rows], { columns, sheet: 'Computations' }).toBuffer();
  return withoutTimes(Buffer.from(file));
}

/** Characters that XML 1.0 cannot hold become U+FFFD; a text longer than a cell is cut, and says so. */
function xmlText(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  const clean = text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');
  return clean.length <= MAX_CELL ? clean : `${clean.slice(0, MAX_CELL - 20)} … (cut)`;
}

/** Sets every file time of a ZIP to 1 January 1980, in the central directory and before each file (APPNOTE 4.3.7, 4.3.12). */
function withoutTimes(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const count = zip.readUInt16LE(end + 10);
  for (let i = 0, at = zip.readUInt32LE(end + 16); i < count; i++) {
    const local = zip.readUInt32LE(at + 42);
    for (const time of [at + 12, local + 10]) zip.writeUInt32LE(0x00210000, time);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}
