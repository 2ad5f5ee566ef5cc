/** What a record says about the machine and the programs it was made with, so that the run can be set up again. */
import { createRequire } from 'node:module';
import { arch, platform, release, userInfo } from 'node:os';
import type { Database } from 'better-sqlite3';
import { ISO_4217_DATE } from './program/display.ts';

const packages = createRequire(import.meta.url);
const versionOf = (name: string): string => (packages(`${name}/package.json`) as { version: string }).version;

/** Versions by name. "iso4217" is where the number of decimals of each currency comes from. */
export function environment(db: Database, app: string): Record<string, string> {
  const { node, v8, icu = 'none', cldr = 'none', unicode = 'none' } = process.versions;
  const sqlite = db.prepare<[], { v: string }>('SELECT sqlite_version() AS v').get()?.v ?? '';
  return {
    app,
    node,
    v8,
    sqlite,
    wabt: versionOf('wabt'),
    'decimal.js': versionOf('decimal.js'),
    unicode,
    iso4217: `published ${ISO_4217_DATE}`,
    icu: `${icu}, CLDR ${cldr}`,
    os: `${platform()} ${release()}`,
    arch: arch(),
  };
}

/** The name of the account; empty where the system has none for it. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
