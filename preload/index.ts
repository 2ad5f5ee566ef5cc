/** The bridge: the contract's calls, and no more. Runs in the page's sandbox, so it imports nothing but Electron. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Api, AskEvent, AskRequest, CallName } from '../core/contract.ts';

const names = [
  'stop',
  'history',
  'record',
  'conversation',
  'replay',
  'importRates',
  'about',
  'setUser',
  'importAnchor',
  'exportEvidence',
] as const satisfies readonly CallName[];
/** Does not compile while a call of the contract is missing from the list. */
type Complete = CallName extends (typeof names)[number] ? Api : never;

const listeners = new Map<number, (event: AskEvent) => void>();
let asked = 0;
ipcRenderer.on('watledger:event', (_event, id: number, told: AskEvent) => listeners.get(id)?.(told));

async function ask(request: AskRequest, onEvent: (event: AskEvent) => void): Promise<unknown> {
  const id = ++asked;
  listeners.set(id, onEvent);
  try {
    return await ipcRenderer.invoke('watledger:ask', id, request);
  } finally {
    listeners.delete(id);
  }
}

const call = (name: CallName) => (request: unknown) => ipcRenderer.invoke(`watledger:${name}`, request);
const bridge = { ask, ...Object.fromEntries(names.map((name) => [name, call(name)])) } as Complete;

contextBridge.exposeInMainWorld('watledger', bridge);
