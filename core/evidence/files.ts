/** The files beside the database: the newest checkpoint, older ones that no longer fit, and those an auditor brought. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Checkpoint } from './checkpoint.ts';

export const CHECKPOINT = 'checkpoint';

export class EvidenceFiles {
  readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** The newest checkpoint, or null where the file is not there. */
  newest(): string | null {
    const path = join(this.folder, CHECKPOINT);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  }

  /** On return the note is on disk, whole. */
  write(name: string, note: string): void {
    const path = join(this.folder, name);
    const file = openSync(`${path}.new`, 'w', 0o644);
    try {
      writeSync(file, note);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
    this.syncFolder();
  }

  /** Notes by file name: what was put aside, and anchors. */
  others(): Map<string, string> {
    const names = readdirSync(this.folder).filter((name) => /^(anchor|conflict)-[\w-]+$/.test(name));
    return new Map(names.sort().map((name) => [name, readFileSync(join(this.folder, name), 'utf8')]));
  }

  /** A rename is lasting only once its folder is on disk; Windows cannot open folders and does not need it. */
  private syncFolder(): void {
    if (process.platform === 'win32') return;
    const folder = openSync(this.folder, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }
}

export const anchorName = ({ size, root }: Checkpoint): string =>
  `anchor-${String(size).padStart(8, '0')}-${root.toString('hex').slice(0, 16)}`;

export const conflictName = ({ size, root }: Checkpoint): string =>
  `conflict-${String(size).padStart(8, '0')}-${root.toString('hex').slice(0, 16)}`;
