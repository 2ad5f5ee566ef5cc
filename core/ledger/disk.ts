/** What a disk refuses, in sentences. */
import { LedgerError } from './error.ts';

const FULL = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);
const FAILED = /^(SQLITE_(IOERR|READONLY|CANTOPEN|CORRUPT)|(EIO|EROFS|EFBIG)$)/;

/**
 * Does a write. Throws LedgerError "full", "busy" or "disk" for what the disk refuses; `outcome` says what became of
 * what was to be written.
 */
export function onDisk<T>(outcome: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw saidOf(error, outcome) ?? error;
  }
}

function saidOf(error: unknown, outcome: string): LedgerError | null {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (error instanceof LedgerError || !code) return null;
  const say = (kind: LedgerError['code'], text: string): LedgerError => new LedgerError(kind, text, { cause: error });
  if (FULL.has(code)) return say('full', `The disk of the ledger is full. ${outcome} Please make room and try again.`);
  if (code.startsWith('SQLITE_BUSY'))
    return say('busy', `The ledger is in use elsewhere. ${outcome} Please try again.`);
  if (!FAILED.test(code)) return null;
  const said = `The disk of the ledger failed (${code}). What was kept before is kept, and nothing more is written.`;
  return say('disk', `${said} Please check the disk and start WatLedger again.`);
}
