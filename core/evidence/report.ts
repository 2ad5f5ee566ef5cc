/** The report as one HTML page for people: no scripts, nothing from elsewhere, the texts of records as text only. */
import { escapeHtml, parseMath, printMath } from './mathml.ts';
import type { Computation } from './table.ts';

/** What both reports say at their head. */
export interface ReportHead {
  origin: string;
  vkey: string;
  size: number;
  root: string;
  /** "All 12 records of the ledger." */
  selection: string;
  /** Version of the app that made the reports. */
  app: string;
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1d2327}
h2{margin:2.5rem 0 .5rem;border-top:1px solid #ccc;padding-top:1rem;font-size:1.1rem}
table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;padding:.15rem .8rem .15rem 0}
code,pre{font:12.5px/1.45 ui-monospace,monospace}pre{background:#f4f3ee;padding:.8rem;overflow-x:auto}
code{overflow-wrap:anywhere}.answer{font-size:1.3rem;font-weight:600}math{font-size:1.15rem;margin:.6rem 0}`;

/** The whole page. */
export function htmlReport(head: ReportHead, computations: Iterable<Computation>): string {
  let text = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>WatLedger report</title>
<style>${STYLE}</style>
</head>
<body>
<h1>WatLedger report</h1>
<p>${escapeHtml(head.selection)} What this page says is repeated from the records of this bundle; verify the bundle, not the page.</p>
${table([
  ['Ledger', code(head.origin)],
  ['Public key', code(head.vkey)],
  ['Records in the ledger', String(head.size)],
  ['Root of the tree', code(head.root)],
])}
`;
  for (const computation of computations) text += section(computation);
  return `${text}</body>\n</html>\n`;
}

function section({ id, hash, record }: Computation): string {
  const { card, result, rounding = '', user = '', links = [], versions, blobs = {} } = record;
  const inputs = card.inputs.map(({ label, display, source }) => [
    escapeHtml(label),
    escapeHtml(`${display} (${sourceSaid(source)})`),
  ]);
  const facts: [string, string][] = [
    ['Time', escapeHtml(card.time)],
    ...(user ? [['User', escapeHtml(user)] as [string, string]] : []),
    ...(result
      ? [
          ['Result of the program', code(result.ok ? result.value : `${result.trap}: ${result.message}`)] as [
            string,
            string,
          ],
        ]
      : []),
    ...(rounding ? [['Rounding', escapeHtml(rounding)] as [string, string]] : []),
    ...links.map(
      ({ kind, record: other }) =>
        [kind === 'corrects' ? 'Corrects' : 'Completes', `record ${other}`] as [string, string],
    ),
    ['SHA-256 of the record', code(hash)],
    ...Object.entries(blobs).map(([part, sha]) => [`SHA-256: ${escapeHtml(part)}`, code(sha)] as [string, string]),
    [
      'Made with',
      escapeHtml(
        Object.entries(versions)
          .filter(([, version]) => version)
          .map(([name, version]) => `${name} ${version}`)
          .join(', '),
      ),
    ],
  ];
  return `<h2>Record ${id}: ${escapeHtml(card.question)}</h2>
${card.display ? `<p class="answer">${escapeHtml(card.display)}</p>\n` : ''}<p>${escapeHtml(card.sentence)}</p>
${inputs.length ? `<h3>Inputs</h3>\n${table(inputs)}\n` : ''}${formula(card.formula)}<h3>Record</h3>
${table(facts)}
${record.wat ? `<details><summary>Program</summary><pre>${escapeHtml(record.wat)}</pre></details>\n` : ''}`;
}

/** A formula that is not plain MathML is shown as the text it is. */
function formula(text: string): string {
  if (!text) return '';
  const math = parseMath(text);
  return `<h3>Formula</h3>\n${math ? printMath(math) : `<pre>${escapeHtml(text)}</pre>`}\n`;
}

/** Where an input came from, in words. */
export function sourceSaid(source: Computation['record']['card']['inputs'][number]['source']): string {
  switch (source.kind) {
    case 'figure':
      return `from the question: “${source.text}”`;
    case 'earlier':
      return `from record ${source.record}: “${source.text}”`;
    case 'rate':
      return `exchange rate of ${source.date}, ${source.source}`;
    case 'answer':
      return `given when asked: “${source.text}”`;
    case 'convention':
      return `convention: ${source.note}`;
  }
}

const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;
const table = (rows: string[][]): string =>
  `<table>\n${rows.map(([name, value]) => `<tr><th scope="row">${name}</th><td>${value}</td></tr>`).join('\n')}\n</table>`;
