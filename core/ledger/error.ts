/** A failure of the ledger that a person may read. */
export class LedgerError extends Error {
  readonly code: 'newer' | 'foreign' | 'damaged' | 'record' | 'migration' | 'full' | 'disk' | 'busy';
  constructor(code: LedgerError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LedgerError';
    this.code = code;
  }
}
