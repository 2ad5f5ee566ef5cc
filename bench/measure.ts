/** Timings as ratios to something measured in the same run, so that a busy or slow machine does not change what they say. */

export interface Measured {
  name: string;
  /** Median milliseconds of one go. */
  ms: number;
}

/** Median time of `go`, after some goes that warm it up. */
export async function measure(name: string, go: () => unknown, times = 200, warm = 20): Promise<Measured> {
  for (let i = 0; i < warm; i++) await go();
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await go();
    taken.push(performance.now() - start);
  }
  taken.sort((a, b) => a - b);
  return { name, ms: taken[Math.floor(times / 2)] ?? NaN };
}

/** Prints each with its ratio to the first. */
export function report(title: string, base: Measured, others: readonly Measured[]): void {
  console.log(`\n${title}`);
  for (const { name, ms } of [base, ...others])
    console.log(`  ${name.padEnd(52)} ${ms.toFixed(4).padStart(10)} ms   × ${(ms / base.ms).toFixed(2)}`);
}
