/** Which of the auditor's own tools this machine has; tests that need one are skipped, and say so, where it is missing. */
import { spawnSync } from 'node:child_process';

const runs = (command: string, args: readonly string[]): boolean => spawnSync(command, [...args]).error === undefined;

export const has = {
  python: spawnSync('python3', ['-c', 'import hashlib, json']).status === 0,
  sshKeygen: runs('ssh-keygen', ['-?']),
  sha256sum: runs('sha256sum', ['--version']),
};
/** All that a bundle is checked with. */
export const hasAll = has.python && has.sshKeygen && has.sha256sum;
