/**
 * Watches over a ledger: signs a checkpoint after each record, keeps it outside the database, and compares both at start,
 * so that a database that was cut, rolled back or rewritten shows.
 */
import type { Ledger } from '../ledger/ledger.ts';
import { openCheckpoint, parseCheckpoint, signCheckpoint, type Checkpoint } from './checkpoint.ts';
import { EvidenceError } from './error.ts';
import { anchorName, CHECKPOINT, conflictName, EvidenceFiles } from './files.ts';
import { openKey, type KeyStore, type LedgerKey } from './key.ts';
import { Log } from './log.ts';
import { formatVkey, parseVkey, type Verifier } from './note.ts';

/** Records that are hashed again at start; verifying looks at all of them. */
const LOOK_BACK = 1000;

export class Evidence {
  readonly log: Log;
  /** Null where another shell keeps the key: then records go into the tree, and are signed when that shell opens them. */
  private readonly key: LedgerKey | null;
  /** What was found wrong at start, in sentences; empty where nothing was. */
  readonly findings: readonly string[];
  private readonly ledger: Ledger;
  private readonly files: EvidenceFiles;

  /** Opens what stands beside the ledger in `folder`. Throws EvidenceError "key" where the key cannot be used. */
  constructor(ledger: Ledger, folder: string, store: KeyStore) {
    this.ledger = ledger;
    this.log = new Log(ledger);
    this.files = new EvidenceFiles(folder);
    this.key = openKey(store);
    this.findings = this.keep(() => this.look());
    if (ledger.count() > 0 && this.findings.length === 0) this.seal();
  }

  /**
   * Takes new records into the tree, signs its head, and writes the checkpoint into the database and beside it. A
   * checkpoint that the ledger no longer fits is put aside first, never written over.
   */
  seal(): void {
    this.keep(() => {
      this.log.grow();
      const { size } = this.log;
      if (size === 0 || !this.key) return;
      const { signer, verifier } = this.key;
      const note = signCheckpoint({ size, root: this.log.root(size) }, signer);
      this.rememberKey(verifier, size);
      this.ledger.db
        .prepare('INSERT OR IGNORE INTO checkpoint (size, origin, note) VALUES (?, ?, ?)')
        .run(size, verifier.name, note);
      this.putConflictAside();
      this.files.write(CHECKPOINT, note);
    });
  }

  /** Alone in the database: between a checkpoint's file and the tree that it was signed for, nobody else looks. */
  private keep<T>(write: () => T): T {
    const outcome = 'Records that were written are kept, and will be signed once this works again.';
    return this.ledger.keep(outcome, () => this.ledger.db.transaction(write).immediate());
  }

  /** The key that signs. Throws EvidenceError "key" where another shell keeps it. */
  signingKey(): LedgerKey {
    if (this.key) return this.key;
    const said = 'The signing key of this ledger is kept by the desktop app, in the key store of the system.';
    throw new EvidenceError('key', `${said} Open the ledger there to sign or to export.`);
  }

  /** The public key of the newest checkpoints; null before the first. */
  verifier(): Verifier | null {
    return this.verifiers().at(-1) ?? null;
  }

  /** The newest checkpoint. Throws EvidenceError "checkpoint" where there is no record yet, "key" as signingKey does. */
  checkpoint(): string {
    this.signingKey();
    this.seal();
    const note = this.files.newest();
    if (!note) throw new EvidenceError('checkpoint', 'There is no record yet, so there is nothing to sign.');
    return note;
  }

  /**
   * Keeps a checkpoint that somebody else held, and says up to which record the ledger is the one it was signed for.
   * Throws EvidenceError "anchor" where it is not.
   */
  importAnchor(note: string): { size: number } {
    const checkpoint = this.openOwn(note);
    this.seal();
    const fault = this.misfit(checkpoint);
    // Kept in any case: what does not fit is to be seen again at every start.
    this.files.write(anchorName(checkpoint), note);
    if (fault) throw new EvidenceError('anchor', fault);
    return { size: checkpoint.size };
  }

  /** Checkpoints that an auditor brought and that the ledger fits. */
  anchors(): (Checkpoint & { note: string })[] {
    return [...this.files.others()]
      .filter(([name]) => name.startsWith('anchor-'))
      .flatMap(([, note]) => {
        const checkpoint = this.readOwn(note);
        return checkpoint && !this.misfit(checkpoint) ? [{ ...checkpoint, note }] : [];
      });
  }

  /** Number of the last record that an anchor speaks for; 0 without anchors. */
  anchoredUpTo(): number {
    return Math.max(0, ...this.anchors().map(({ size }) => size));
  }

  /** Everyone who signed for this ledger, the present key last. */
  verifiers(): Verifier[] {
    const kept = this.ledger.db.prepare<[], { vkey: string }>('SELECT vkey FROM signer ORDER BY id').all();
    const signers = kept.map(({ vkey }) => parseVkey(vkey));
    const { key } = this;
    if (!key) return signers;
    return [...signers.filter(({ name }) => name !== key.verifier.name), key.verifier];
  }

  private look(): string[] {
    const changed = this.log.firstChanged(LOOK_BACK);
    // Whoever was killed after a checkpoint's file and before its tree was kept left a tree that is behind the records.
    if (changed === null) this.log.grow();
    return [
      ...(changed === null ? [] : [`Record ${changed} is missing or was changed after it was written.`]),
      ...this.lookAtKey(),
      ...this.lookAtNewest(),
      ...[...this.files.others()].flatMap(([name, note]) => this.lookAt(note, `The file ${name}`)),
    ];
  }

  private lookAtKey(): string[] {
    const sql = 'SELECT vkey, since FROM signer ORDER BY id DESC LIMIT 1';
    const last = this.ledger.db.prepare<[], { vkey: string; since: number }>(sql).get();
    if (!last || !this.key || last.vkey === formatVkey(this.key.verifier)) return [];
    const count = this.ledger.count();
    return [
      `The signing key is not the one that signed up to record ${count}. The old key was lost or replaced: new checkpoints carry the name ${this.key.verifier.name}.`,
    ];
  }

  private lookAtNewest(): string[] {
    const note = this.files.newest();
    if (note !== null) return this.lookAt(note, 'The checkpoint beside the database');
    const signed = this.ledger.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM checkpoint').get()?.n ?? 0;
    return signed === 0
      ? []
      : [
          'The checkpoint beside the database is gone. Without it, nobody can tell whether records were cut off the end.',
        ];
  }

  private lookAt(note: string, what: string): string[] {
    const checkpoint = this.readOwn(note);
    if (!checkpoint) return [`${what} is damaged, or of another ledger or key: it proves nothing about this ledger.`];
    const fault = this.misfit(checkpoint);
    return fault ? [fault] : [];
  }

  /** Why the ledger is not the one that a checkpoint was signed for, or null. */
  private misfit({ size, root }: Checkpoint): string | null {
    const here = Math.min(this.ledger.count(), this.log.size);
    if (size > here) {
      const lost = size === here + 1 ? `Record ${size} is` : `Records ${here + 1} to ${size} are`;
      return `${lost} missing: ${size} records were signed, and the ledger now has ${here}. The database was cut, or an older copy of it was put back.`;
    }
    if (this.log.root(size).equals(root)) return null;
    return `Records 1 to ${size} are not those that were signed: at least one of them was changed, removed or put in, or an older copy was put back and went on.`;
  }

  private putConflictAside(): void {
    const note = this.files.newest();
    const checkpoint = note === null ? null : this.readOwn(note);
    if (note !== null && checkpoint && this.misfit(checkpoint)) this.files.write(conflictName(checkpoint), note);
  }

  private rememberKey(verifier: Verifier, size: number): void {
    this.ledger.db.prepare('INSERT OR IGNORE INTO signer (vkey, since) VALUES (?, ?)').run(formatVkey(verifier), size);
  }

  /** A checkpoint of this ledger, by any key that signed for it; null for any other. */
  private readOwn(note: string): Checkpoint | null {
    try {
      return this.openOwn(note);
    } catch (error) {
      if (error instanceof EvidenceError) return null;
      throw error;
    }
  }

  private openOwn(note: string): Checkpoint {
    const { origin } = parseCheckpoint(note);
    const all = this.verifiers();
    const verifier = all.find(({ name }) => name === origin) ?? all.at(-1);
    if (!verifier)
      throw new EvidenceError('checkpoint', 'This ledger has signed nothing yet, so no checkpoint is its own.');
    return openCheckpoint(note, verifier);
  }
}
