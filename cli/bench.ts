/** `watledger bench questions FILE`: asks every line in a fresh conversation and ledger, scores it, and counts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Core } from '../core/app.ts';
import { questionLine, score, type QuestionLine, type Score } from './score.ts';

interface Line {
  id: string;
  status: 'answered' | 'asks' | 'declines' | 'failed';
  value: string | null;
  unit: string;
  display: string;
  confidence: 'sure' | 'unsure';
  asksFor: string[];
  score: Score;
  ms: number;
}
type Counts = Partial<Record<Score, number>> & { n: number; wrong_and_sure: number };
const STATUS = {
  answered: 'answered',
  asked: 'asks',
  declined: 'declines',
  failed: 'failed',
  stopped: 'failed',
} as const;

/** Runs the bench; JSON lines go to `out`, progress and the table to `err`. */
export async function benchQuestions(
  file: string,
  open: (data: string) => Promise<Core>,
  json: boolean,
  out: (line: string) => void,
  err: (line: string) => void,
): Promise<void> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((l) => l.trim())
    .map((l) => questionLine.parse(JSON.parse(l)));
  const folder = mkdtempSync(join(tmpdir(), 'watledger-bench-'));
  const core = await open(join(folder, 'first'));
  const totals = new Map<string, Counts>();
  const times: number[] = [];
  try {
    for (const [n, line] of lines.entries()) {
      const result = await askLine(core, line, join(folder, String(n)));
      times.push(result.ms);
      count(totals, `${line.lang} ${line.tier}`, result);
      count(totals, `${line.lang} all`, result);
      if (json) out(JSON.stringify(result));
      err(
        `${n + 1}/${lines.length} ${line.id} ${result.score} ${result.display || result.asksFor.join(', ') || result.status}`,
      );
    }
  } finally {
    await core.close();
    rmSync(folder, { recursive: true, force: true });
  }
  times.sort((a, b) => a - b);
  const timing = {
    median_ms: times[Math.floor(times.length / 2)] ?? 0,
    p95_ms: times[Math.floor(times.length * 0.95)] ?? 0,
  };
  if (json) out(JSON.stringify({ totals: Object.fromEntries(totals), ...timing }));
  for (const row of table(totals)) err(row);
  err(`median ${timing.median_ms} ms, 95th percentile ${timing.p95_ms} ms`);
}

async function askLine(core: Core, line: QuestionLine, data: string): Promise<Line> {
  await core.restart(data);
  if (line.needs_rates)
    core.setRates({ ...line.needs_rates, date: new Date().toISOString().slice(0, 10), source: 'bench' });
  for (const turn of line.context ?? [])
    await core.ask({ conversation: 'bench', question: turn.question }, () => undefined);
  const answer = await core.ask({ conversation: 'bench', question: line.question }, () => undefined);
  if (!answer.ok)
    return {
      id: line.id,
      status: 'failed',
      value: null,
      unit: '',
      display: answer.error.message,
      confidence: 'unsure',
      asksFor: [],
      score: 'no_answer',
      ms: 0,
    };
  const card = answer.value;
  return {
    id: line.id,
    status: STATUS[card.status],
    value: card.value,
    unit: card.unit,
    display: card.display,
    confidence: card.confidence,
    asksFor: card.asks.map((a) => a.name),
    score: score(line, card),
    ms: card.ms,
  };
}

function count(totals: Map<string, Counts>, key: string, line: Line): void {
  const counts = totals.get(key) ?? { n: 0, wrong_and_sure: 0 };
  counts.n += 1;
  counts[line.score] = (counts[line.score] ?? 0) + 1;
  if (line.score === 'wrong') counts.wrong_and_sure += 1;
  totals.set(key, counts);
}

const COLUMNS: Score[] = ['exact', 'refused', 'no_answer', 'wrong', 'unsure_wrong', 'right', 'soft'];
function table(totals: Map<string, Counts>): string[] {
  const head = ['language, tier'.padEnd(16), 'n'.padStart(5), ...COLUMNS.map((c) => c.padStart(13))].join('');
  const rows = [...totals]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([key, c]) =>
      [key.padEnd(16), String(c.n).padStart(5), ...COLUMNS.map((s) => String(c[s] ?? 0).padStart(13))].join(''),
    );
  return [head, ...rows];
}
