/** Where the ledger lies unless the user says otherwise: the folder that Electron would use, so both shells see one ledger. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function defaultData(platform = process.platform, env = process.env, home = homedir()): string {
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'watledger');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'watledger');
  return join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'watledger');
}
