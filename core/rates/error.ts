/** A failure of the rates that a person may read: what is wrong, and where. */
export class RatesError extends Error {
  readonly code: 'file' | 'rate' | 'date' | 'currency';
  constructor(code: RatesError['code'], message: string) {
    super(message);
    this.name = 'RatesError';
    this.code = code;
  }
}
