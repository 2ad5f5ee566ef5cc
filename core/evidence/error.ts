/** A failure of the evidence that a person may read: what is wrong and what to do. */
export class EvidenceError extends Error {
  readonly code: 'key' | 'checkpoint' | 'anchor' | 'export' | 'bundle';
  constructor(code: EvidenceError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EvidenceError';
    this.code = code;
  }
}
