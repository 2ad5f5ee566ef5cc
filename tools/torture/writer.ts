/**
 * Appends records until it is killed, and says on standard output what it does, each as a line: "open", then "start N",
 * "kept N ID" and, where it signs, "signed ID" for every record.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { Evidence } from '../../core/evidence/evidence.ts';
import { fileKeyStore } from '../../core/evidence/key.ts';
import { Ledger } from '../../core/ledger/ledger.ts';
import { recordFor } from './records.ts';

const [folder = '', run = '', round = '', writer = '', signs = ''] = process.argv.slice(2);
/** In one write, so that a line is there whole or not at all. */
const say = (line: string): unknown => writeSync(1, `${line}\n`);

say('open');
const ledger = Ledger.open(join(folder, 'watledger.db'), { busyMs: 20_000 });
const evidence = signs ? new Evidence(ledger, join(folder, 'evidence'), fileKeyStore(join(folder, 'key'))) : null;
if (evidence?.findings.length) throw new Error(evidence.findings.join(' '));
for (let n = 0; ; n++) {
  const { record, parts } = recordFor({ run, round: Number(round), writer: Number(writer), n });
  say(`start ${n}`);
  const { id } = ledger.append(record, parts);
  say(`kept ${n} ${id}`);
  evidence?.seal();
  if (evidence) say(`signed ${id}`);
}
