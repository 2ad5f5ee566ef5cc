/** Runs the programs of a bundle again, and makes their modules again. */
import { sha256Hex } from '../ledger/blobs.ts';
import { rerun, type Run } from '../ledger/replay.ts';
import { compile } from './module.ts';
import type { Computation } from './table.ts';

export interface Machine {
  /** Runs a program again. */
  run: Run;
  /** SHA-256 of the decimal runtime that `run` uses, and versions of what takes part here. */
  runtime: string;
  versions: Record<string, string>;
}

/** Ends of a run that say nothing about the program. */
const OF_THE_MACHINE = new Set(['deadline', 'crashed', 'closed']);

export class Again {
  /** Programs that were run. */
  count = 0;
  /** What could not be compared, each kind once. */
  readonly remarks = new Map<string, string>();
  private readonly machine: Machine;
  private readonly modules = new Map<string, string | null>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** What is wrong with a record's run or module, in sentences. */
  async faultsOf({ id, record }: Computation): Promise<string[]> {
    const { result, wat, blobs = {}, versions } = record;
    if (!wat || !result) return [];
    if (!result.ok && OF_THE_MACHINE.has(result.trap)) {
      this.remark(
        `trap ${id}`,
        `Record ${id} ended for a reason of its machine (${result.trap}) and was not run again.`,
      );
      return [];
    }
    const { equal, detail } = await rerun(record, this.machine.run);
    this.count++;
    const { runtime, module } = blobs;
    if (runtime !== undefined && runtime !== this.machine.runtime)
      this.remark('runtime', `Record ${id} and others were made with another decimal runtime than this one.`);
    return [
      ...(equal ? [] : [`Record ${id}, run again, gives something else. ${detail}`]),
      ...(module === undefined ? [] : await this.moduleFaults(id, wat, module, versions['wabt'])),
    ];
  }

  private async moduleFaults(id: number, wat: string, module: string, made = ''): Promise<string[]> {
    if (made !== this.machine.versions['wabt']) {
      this.remark('wabt', `The module of record ${id} was made by wabt ${made} and was not made again.`);
      return [];
    }
    return (await this.moduleOf(wat)) === module ? [] : [`The module of record ${id} is not made from its program.`];
  }

  /** Hash of the binary of a program; null where it does not compile. */
  private async moduleOf(wat: string): Promise<string | null> {
    const known = this.modules.get(wat);
    if (known !== undefined) return known;
    const bytes = await compile(wat);
    const hash = bytes && sha256Hex(bytes);
    this.modules.set(wat, hash);
    return hash;
  }

  private remark(kind: string, text: string): void {
    if (!this.remarks.has(kind)) this.remarks.set(kind, text);
  }
}
