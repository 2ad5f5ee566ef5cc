import type { Step } from '../../../core/contract.ts';

/** Each step in the words of a person who waits for it. */
export const steps: Record<Step, string> = {
  reading: 'Reading the figures…',
  writing: 'Writing the program…',
  checking: 'Checking the program…',
  running: 'Running it in the sandbox…',
  recording: 'Recording it in the ledger…',
};
