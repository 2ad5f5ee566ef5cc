/** The contract over IPC: who calls is checked, then what is said, both ways. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { calls, type Api, type CallName, type Result } from '../core/contract.ts';
import { checkedAsk, checkedCall, failure } from '../server/checked.ts';
import { trusted } from './lockdown.ts';

const stranger = failure('forbidden', 'Only the WatLedger page may make calls.');

/** Answers calls with the core, once it is open; the page may ask before that. */
export function answerCalls(core: Promise<Api>): void {
  const guard = async (event: IpcMainInvokeEvent, work: (api: Api) => Promise<Result<unknown>>) => {
    if (!trusted(event.senderFrame)) return stranger;
    try {
      return await work(await core);
    } catch (error) {
      return failure('not_open', `The ledger could not be opened: ${(error as Error).message}`);
    }
  };
  for (const name of Object.keys(calls) as CallName[])
    ipcMain.handle(`watledger:${name}`, (event, request: unknown) =>
      guard(event, (api) => checkedCall(api, name, request)),
    );
  ipcMain.handle('watledger:ask', (event, id: unknown, request: unknown) =>
    guard(event, (api) =>
      checkedAsk(api, request, (told) => {
        if (!event.sender.isDestroyed()) event.sender.send('watledger:event', id, told);
      }),
    ),
  );
}
