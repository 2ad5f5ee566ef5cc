/** The finance functions: WAT, formula, source and published examples of each, read once and checked. */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const paramType = z.enum([
  'amount',
  'rate',
  'number',
  'count',
  'years',
  'periods',
  'days',
  'date',
  'currency',
  'quote',
  // Lists: of amounts in one currency, and of anything else (quantities, day numbers, rates as fractions).
  'flows',
  'numbers',
]);
const resultType = z.enum([
  'amount',
  'money',
  'rate',
  'years',
  'days',
  'number',
  'points',
  'bp',
  'units',
  'payments',
  'ratio',
]);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const list = z.string().regex(/^\[-?\d+(\.\d+)?(, -?\d+(\.\d+)?)*\]$/);

/**
 * A worked case; inputs by WAT argument name, rates as fractions, dates as day numbers, lists as "[-1000, 300]". Answers that were published as
 * binary doubles are cut to the digits in which a double is right.
 */
export const example = z.strictObject({
  inputs: z.record(z.string(), z.union([decimal, list])),
  answer: decimal,
  source: z.string().min(1),
});

/** One entry of a `<group>.json`. */
export const entry = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  title: z.string().min(1),
  /** What the model writes and the checker types. */
  params: z.array(z.strictObject({ name: z.string(), type: paramType, label: z.string().min(1) })).min(1),
  result: z.strictObject({ type: resultType }),
  /** What the WAT takes, where the host resolves a currency or quote first; otherwise the names of params. */
  arguments: z.array(z.string()).min(1).optional(),
  formula: z.string().min(1),
  /** WAT argument → symbol in the formula. */
  symbols: z.record(z.string(), z.string()),
  source: z.string().min(1),
  conventions: z.string().min(1),
  /** Answer template with {value} and {param} slots. */
  sentence: z.string().includes('{value}'),
  examples: z.array(example).min(2),
});

/** A worked case of a function. */
export type Example = z.infer<typeof example>;

/** A finance function with everything an answer, a proof or a test needs. */
export interface LibraryFunction extends Omit<z.infer<typeof entry>, 'arguments'> {
  /** Family, the name of its files. */
  group: string;
  /** Names of the WAT parameters, in order. */
  arguments: string[];
  /** Text of this one function, without comments around it. */
  wat: string;
  /** Other library functions that it calls directly. */
  calls: string[];
  /** The parts that it calls, and those that they call. */
  parts: readonly Part[];
}

/** A piece of functions that nothing else may call: a step of a search, a walk along a list. */
export interface Part {
  name: string;
  wat: string;
}

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

/** Splits the text of a group into its functions, by name. */
export function splitFunctions(text: string): Map<string, string> {
  const functions = new Map<string, string>();
  for (const part of text.replace(/^;;.*$/gm, '').split(/^(?=\(func )/m)) {
    const name = /^\(func \$(\w+)/.exec(part)?.[1];
    if (name && functions.has(name)) throw new Error(`library: ${name} is written twice`);
    if (name) functions.set(name, part.trim());
  }
  return functions;
}

function load(): Map<string, LibraryFunction> {
  const loaded = new Map<string, LibraryFunction>();
  const groups = readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.json'))
    .sort();
  for (const group of groups.map((file) => file.slice(0, -'.json'.length))) {
    const texts = splitFunctions(read(`./${group}.wat`));
    for (const item of z.array(entry).parse(JSON.parse(read(`./${group}.json`)))) {
      const wat = texts.get(item.name);
      if (!wat || loaded.has(item.name)) throw new Error(`library/${group}: ${item.name} is missing or doubled`);
      texts.delete(item.name);
      loaded.set(item.name, {
        ...item,
        group,
        arguments: item.arguments ?? item.params.map((p) => p.name),
        wat,
        calls: [],
        parts: [],
      });
    }
    if (texts.size > 0) throw new Error(`library/${group}.json lacks ${[...texts.keys()].join(', ')}`);
  }
  for (const fn of loaded.values()) {
    const calls = callsOf(fn.wat);
    fn.calls = calls.filter((name) => loaded.has(name));
    fn.parts = partsFor(calls);
  }
  return loaded;
}

/** Those of the called that are parts, with all that they call, in the order of their files. */
function partsFor(called: readonly string[]): Part[] {
  const wanted = new Set<string>();
  const visit = (name: string): void => {
    const part = parts.get(name);
    if (!part || wanted.has(name)) return;
    wanted.add(name);
    callsOf(part.wat).forEach(visit);
  };
  called.forEach(visit);
  return [...parts.values()].filter(({ name }) => wanted.has(name));
}

const callsOf = (wat: string): string[] => [...new Set([...wat.matchAll(/\(call \$(\w+)/g)].map((m) => m[1] ?? ''))];

/** Every part by name, from `parts/`. A part calls other parts and the decimal runtime only. */
export const parts: ReadonlyMap<string, Part> = new Map(
  readdirSync(new URL('./parts/', import.meta.url))
    .sort()
    .flatMap((file) => [...splitFunctions(read(`./parts/${file}`))].map(([name, wat]) => [name, { name, wat }])),
);

/** Every finance function by name. */
export const library: Map<string, LibraryFunction> = load();

/** The named functions and all that they call, each once, in library order. */
export function withCalls(names: Iterable<string>): LibraryFunction[] {
  const wanted = new Set<string>();
  const visit = (name: string): void => {
    const fn = library.get(name);
    if (!fn || wanted.has(name)) return;
    wanted.add(name);
    fn.calls.forEach(visit);
  };
  for (const name of names) visit(name);
  return [...library.values()].filter((fn) => wanted.has(fn.name));
}
