import type { Api } from '../../../core/contract.ts';

declare global {
  interface Window {
    /** Present inside Electron only; see preload/. */
    watledger?: Api;
  }
}
