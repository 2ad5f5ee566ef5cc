/**
 * Fuzzes the sandbox from the command line: `npm run fuzz:sandbox -- [CASES] [--seed N] [--first N]`. The same seed
 * gives the same cases; `1 --seed S --first N` repeats case N alone.
 */
import { parseArgs } from 'node:util';
import { fuzz, type Report } from './campaign.ts';
import type { Case } from './generator.ts';

const SHOWN = 4000;

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string' }, first: { type: 'string', default: '0' } },
  allowPositionals: true,
});
const whole = (text: string, name: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  console.error(
    `${name} takes a whole number, not “${text}”. Use: npm run fuzz:sandbox -- [CASES] [--seed N] [--first N]`,
  );
  process.exit(2);
};
const cases = whole(positionals[0] ?? '100000', 'CASES');
const seed = whole(values.seed ?? String(Date.now() % 1_000_000), '--seed');
const first = whole(values.first, '--first');

const began = performance.now();
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(1);
const faulty = (): never => process.exit(1);
let last = 0;
let done = first;
for (const event of ['uncaughtException', 'unhandledRejection'])
  process.on(event, (error) => {
    console.error(`The host failed (seed ${seed}, shortly after case ${done}):`, error);
    faulty();
  });

function progress(report: Report): void {
  done = first + report.cases;
  if (performance.now() - last < 10_000) return;
  last = performance.now();
  console.log(`${seconds()} s: ${report.cases} cases, longest ${Math.round(report.longest.ms)} ms`);
}

console.log(`${cases} cases, seed ${seed}`);
const report = await fuzz({ seed, cases, first, progress });
const { longest, verdicts, failures } = report;
console.log(`\n${report.cases} cases in ${seconds()} s; ${report.repeated} repeated, ${report.known} known programs`);
for (const [verdict, count] of [...verdicts].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(8)}  ${verdict}`);
console.log(
  `longest ${longest.ms.toFixed(1)} ms (case ${longest.case?.number}, ${longest.case?.kind}); ${report.late} late once`,
);

function show(what: string, { number, kind, ...input }: Case): void {
  console.log(`\n${what}: seed ${seed}, case ${number} (${kind})`);
  console.log(`  again: npm run fuzz:sandbox -- 1 --seed ${seed} --first ${number}`);
  console.log(`  ${JSON.stringify(input).slice(0, SHOWN)}`);
}
for (const crash of report.crashes.slice(0, 10)) show('! the child died', crash);
for (const failure of failures) show(`✗ ${failure.what}`, failure.case);
if (failures.length) faulty();
