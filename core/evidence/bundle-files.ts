/** The files of a bundle that somebody handed over: nothing is followed, nothing is unpacked, and sizes are bounded. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Faults } from './faults.ts';
import { isSafeName, recordOfFile } from './names.ts';

/** No file of a bundle is larger than this; the largest is the PDF. */
export const MAX_FILE = 512 * 1024 * 1024;
const MAX_DEPTH = 8;

export class BundleFiles {
  readonly names: ReadonlySet<string>;
  private readonly root: string;
  private constructor(root: string, names: string[]) {
    this.root = root;
    this.names = new Set(names);
  }

  /** Lists the files; links, odd names and huge files are faults and are not read. */
  static list(root: string, faults: Faults): BundleFiles {
    const names: string[] = [];
    const walk = (folder: string, depth: number): void => {
      for (const entry of readdirSync(join(root, folder)).sort()) {
        const name = folder ? `${folder}/${entry}` : entry;
        const stat = lstatSync(join(root, name));
        if (!isSafeName(name) || depth > MAX_DEPTH)
          faults.add(
            null,
            `The bundle has a file with a name that is not plain: ${JSON.stringify(name.slice(0, 120))}.`,
          );
        else if (stat.isDirectory()) walk(name, depth + 1);
        else if (!stat.isFile())
          faults.add(recordOfFile(name), `${name} is a link or something else that is not a file.`);
        else if (stat.size > MAX_FILE) faults.add(recordOfFile(name), `${name} is too large.`);
        else names.push(name);
      }
    };
    walk('', 0);
    return new BundleFiles(root, names);
  }

  /** The bytes of a file, or null where it is not among those listed. */
  get(name: string): Buffer | null {
    return this.names.has(name) ? readFileSync(join(this.root, name)) : null;
  }

  /** The text of a file; null where it is missing or is not UTF-8. */
  text(name: string): string | null {
    const bytes = this.get(name);
    if (!bytes) return null;
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return null;
    }
  }
}
