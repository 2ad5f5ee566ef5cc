/** Compiles decimal/assembly to decimal/decimal.wasm and writes its SHA-256 beside it. Run: npm run decimal */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Everything that decides the bytes: no managed memory, a fixed size of 128 pages, nothing imported. */
const OPTIONS = [
  ...['--runtime', 'stub', '--use', 'abort='],
  ...['--initialMemory', '128', '--maximumMemory', '128'],
  ...['-O3', '--converge'],
];

/** The compiled module; the same bytes wherever the folder lies. */
export async function compile(): Promise<Uint8Array<ArrayBuffer>> {
  const asc = await import('assemblyscript/asc');
  const folder = mkdtempSync(join(tmpdir(), 'decimal-'));
  try {
    const out = join(folder, 'decimal.wasm');
    const source = relative(process.cwd(), join(import.meta.dirname, 'assembly/index.ts')).replaceAll('\\', '/');
    const { error, stderr } = await asc.main([source, '-o', relative(process.cwd(), out), ...OPTIONS]);
    if (error) throw new Error(stderr.toString(), { cause: error });
    return new Uint8Array(readFileSync(out));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bytes = await compile();
  writeFileSync(join(import.meta.dirname, 'decimal.wasm'), bytes);
  writeFileSync(join(import.meta.dirname, 'decimal.wasm.sha256'), `${hashOf(bytes)}\n`);
  console.log(`decimal.wasm: ${bytes.length} bytes, SHA-256 ${hashOf(bytes)}`);
}
