/**
 * The finance library from the command line: `npm run library` tests it all; `npm run library -- check NAME` runs one
 * function with its examples and draws its formula; `npm run library -- docs` writes docs/library.md.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Decimal } from 'decimal.js';
import { plainFormula } from './plain-formula.ts';
import { printModule } from '../core/program/print.ts';
import { Sandbox } from '../core/sandbox/supervisor.ts';
import { library, type LibraryFunction } from '../library/index.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The answer rounded half-up to as many places as were printed. */
const asPrinted = (value: string, printed: string): string =>
  new Decimal(value).toFixed(printed.split('.')[1]?.length ?? 0, Decimal.ROUND_HALF_UP);

/** Runs every example in the product's own sandbox; how many do not come out. */
async function check(fn: LibraryFunction): Promise<number> {
  const { name, title, formula, arguments: params, params: labels, conventions, source, examples, calls } = fn;
  console.log(`${name}(${params.join(', ')})\n${title}\n\n  ${plainFormula(formula)}\n`);
  for (const [param, symbol] of Object.entries(fn.symbols)) {
    const label = labels.find((p) => p.name === param);
    console.log(`  ${plainFormula(symbol).padEnd(6)} ${label?.label ?? param}${label ? ` (${label.type})` : ''}`);
  }
  console.log(`\n${conventions}\n${source}\n${calls.length ? `Calls ${calls.join(', ')}.\n` : ''}`);
  const tree = { op: 'call' as const, name, args: params.map((param) => ({ op: 'param' as const, name: param })) };
  const wat = printModule(tree, params, library);
  const sandbox = new Sandbox({ deadlineMs: 5000 });
  let wrong = 0;
  for (const { inputs, answer, source: from } of examples) {
    const result = await sandbox.run({ wat, args: params.map((param) => inputs[param] ?? '') });
    const got = result.ok ? asPrinted(result.value, answer) : result.trap;
    if (got !== answer) wrong++;
    const given = Object.entries(inputs).map(([param, value]) => `${param} = ${value}`);
    console.log(
      `${got === answer ? '✓' : '✗'} ${answer}${got === answer ? '' : `, but it gives ${got}`}   ${given.join(', ')}`,
    );
    console.log(`  ${result.ok ? `${result.value}, ${result.gas} gas` : result.message}   (${from})`);
  }
  sandbox.close();
  return wrong;
}

function docs(): void {
  const groups = [...new Set([...library.values()].map((fn) => fn.group))];
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const text = [
    '# The finance library',
    '',
    `${library.size} functions in ${groups.length} groups. Written by \`npm run library -- docs\`; the sources are \`library/*.wat\` and \`library/*.json\`.`,
    ...groups.flatMap((group) => [
      '',
      `## ${group.replaceAll('_', ' ')}`,
      '',
      '| function | what it gives | formula | source |',
      '| --- | --- | --- | --- |',
      ...[...library.values()]
        .filter((fn) => fn.group === group)
        .map(
          (fn) =>
            `| \`${fn.name}(${fn.arguments.join(', ')})\` | ${cell(fn.title)}. ${cell(fn.conventions)} | ${cell(`$${fn.formula}$`)} | ${cell(fn.source)} |`,
        ),
    ]),
    '',
  ].join('\n');
  writeFileSync(at('../docs/library.md'), text);
  spawnSync('npx', ['prettier', '--write', at('../docs/library.md')], { stdio: 'ignore' });
  console.log(`docs/library.md: ${library.size} functions`);
}

const [command, name = ''] = process.argv.slice(2);
if (command === 'docs') docs();
else if (command === 'check') {
  const fn = library.get(name);
  if (!fn) {
    const near = [...library.keys()].filter((known) => known.includes(name) || name.includes(known));
    console.error(
      `There is no function “${name}”. ${near.length ? `Is it ${near.join(', ')}?` : 'docs/library.md lists all.'}`,
    );
    process.exit(2);
  }
  process.exit((await check(fn)) ? 1 : 0);
} else {
  const vitest = spawnSync('npx', ['vitest', 'run', 'library'], { stdio: 'inherit', cwd: at('..') });
  process.exit(vitest.status ?? 1);
}
