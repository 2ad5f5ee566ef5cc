/** The report as PDF. The same records give the same bytes: its dates are fixed and its font is our own. */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { lineOf, parseMath } from './mathml.ts';
import { sourceSaid, type ReportHead } from './report.ts';
import type { Computation } from './table.ts';

const FONT = join(import.meta.dirname, 'fonts', 'DejaVuSans.ttf');
const EPOCH = new Date(0);

/** The whole report. */
export async function pdfReport(head: ReportHead, computations: Iterable<Computation>): Promise<Buffer> {
  const info = {
    Title: 'WatLedger report',
    Producer: 'WatLedger',
    Creator: 'WatLedger',
    CreationDate: EPOCH,
    ModDate: EPOCH,
  };
  const pdf = new PDFDocument({ size: 'A4', margin: 56, info, bufferPages: false });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.registerFont('sans', readFileSync(FONT));
  const shown = shownBy(pdf);
  const say = (text: string, size = 9.5, gap = 2): void => {
    pdf.font('sans').fontSize(size).text(shown(text), { lineGap: 1 });
    pdf.y += gap;
  };
  say('WatLedger report', 20, 8);
  say(`${head.selection} Verify the bundle that this report came with, not the report.`);
  say(
    `Ledger ${head.origin}\nPublic key ${head.vkey}\nRecords in the ledger: ${head.size}\nRoot of the tree ${head.root}`,
    8,
    10,
  );
  for (const computation of computations) section(computation, say);
  pdf.end();
  return done;
}

function section({ id, hash, record }: Computation, say: (text: string, size?: number, gap?: number) => void): void {
  const { card, result, rounding = '', user = '', links = [] } = record;
  say('', 6, 6);
  say(`Record ${id}: ${card.question}`, 12, 3);
  if (card.display) say(card.display, 14, 3);
  say(card.sentence, 10, 4);
  for (const { label, display, source } of card.inputs) say(`${label}: ${display} (${sourceSaid(source)})`);
  const math = card.formula ? parseMath(card.formula) : null;
  if (card.formula) say(`Formula: ${math ? lineOf(math) : card.formula}`, 9.5, 4);
  const facts = [
    `Time ${card.time}${user ? `, user ${user}` : ''}`,
    ...(result ? [`Result of the program: ${result.ok ? result.value : `${result.trap}: ${result.message}`}`] : []),
    ...(rounding ? [`Rounding: ${rounding}`] : []),
    ...links.map(({ kind, record: other }) => `${kind === 'corrects' ? 'Corrects' : 'Completes'} record ${other}`),
    `SHA-256 of the record ${hash}`,
  ];
  say(facts.join('\n'), 8, 4);
  if (record.wat) say(`Program\n${record.wat}`, 7, 4);
}

/** A character that the font lacks is written as its code point, so that nothing is left out unseen. */
function shownBy(pdf: PDFKit.PDFDocument): (text: string) => string {
  pdf.font('sans');
  const { font } = (pdf as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } })._font;
  return (text) =>
    [...text.replaceAll('\t', '    ')]
      .map((c) => {
        const point = c.codePointAt(0) ?? 0;
        const printable = c === '\n' || (point >= 0x20 && font.hasGlyphForCodePoint(point));
        return printable ? c : `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`;
      })
      .join('');
}
