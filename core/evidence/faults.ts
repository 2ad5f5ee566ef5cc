/** What is wrong with a bundle. */
export interface Fault {
  /** The record that it shows on; null where it is the bundle as a whole. */
  record: number | null;
  message: string;
}

/** Most faults that are listed; one bad tree can make every record bad. */
const LISTED = 100;

export class Faults {
  readonly list: Fault[] = [];

  add(record: number | null, message: string): void {
    if (this.list.length < LISTED) this.list.push({ record, message });
    else if (record !== null && record < Math.min(...this.list.map((f) => f.record ?? Infinity)))
      this.list[LISTED - 1] = { record, message };
  }

  /** Adds the fault and ends the check: nothing after it could be judged. */
  stop(message: string, record: number | null = null): never {
    this.add(record, message);
    throw new Stop();
  }

  /** The first bad record, where any record is named; else the first fault. Null where there is none. */
  get first(): Fault | null {
    const named = this.list.filter((f) => f.record !== null).sort((a, b) => (a.record ?? 0) - (b.record ?? 0));
    return named[0] ?? this.list[0] ?? null;
  }
}

/** Ends a check early; the fault is on the list. */
export class Stop extends Error {}
