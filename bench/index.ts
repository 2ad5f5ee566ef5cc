/** `npm run bench [-- NAME …]`: runs the benches by name, all of them without one. */
import { readdirSync } from 'node:fs';

const own = new Set(['index', 'measure']);
const all = readdirSync(import.meta.dirname)
  .map((file) => file.replace('.ts', ''))
  .filter((name) => !own.has(name));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length) {
  console.error(`There is no bench “${unknown.join('”, “')}”; there are ${all.join(', ')}.`);
  process.exit(2);
}
for (const name of wanted.length ? wanted : all) {
  const { default: run } = (await import(`./${name}.ts`)) as { default: () => Promise<void> };
  await run();
}
