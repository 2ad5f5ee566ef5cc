/** Programs that try to break the sandbox, each made from a seed and its number alone. */
import { HOST_FUNCTIONS } from '../../core/program/abi.ts';
import { printModule } from '../../core/program/print.ts';
import type { RunInput } from '../../core/sandbox/types.ts';
import { library } from '../../library/index.ts';
import { KEYWORDS, mutate, NUMBERS, TYPES } from './mutate.ts';
import { Random } from './random.ts';

/** What is sent, and of which kind it is. */
export interface Case extends RunInput {
  number: number;
  kind: Kind;
}

const HOST_IMPORTS = HOST_FUNCTIONS.map(
  ({ name, params }) =>
    `(import "decimal" "${name}" (func $${name} (param${' i32'.repeat(params.length)}) (result i32)))`,
).join('\n');
const ONE = '(call $dec (i32.const 1) (i32.const 0))';

interface Program {
  /** Parameters of `answer`, named $p0 and so on; or a count of them. */
  params?: number;
  body?: string;
  /** Fields before and after the function. */
  before?: string;
  after?: string;
}
const program = ({ params = 0, body = ONE, before = '', after = '' }: Program): string => {
  const declared = Array.from({ length: params }, (_, i) => `(param $p${i} i32)`).join(' ');
  return `(module ${HOST_IMPORTS} ${before} (func (export "answer") ${declared} (result i32) ${body}) ${after})`;
};

const functions = [...library.values()];
const printed = new Map<string, string>();

/** A library function as it is printed, with the arguments of one of its examples. */
function real(random: Random): RunInput {
  const { name, arguments: params, examples } = random.pick(functions);
  const args = params.map((param) => ({ op: 'param' as const, name: param }));
  const wat = printed.get(name) ?? printModule({ op: 'call', name, args }, params, library);
  printed.set(name, wat);
  const { inputs } = random.pick(examples);
  return { wat, args: params.map((param) => inputs[param] ?? '') };
}

const BAD_ARGUMENTS: readonly string[] = [
  ...['', ' ', '-', '+1', '.', '.5', '5.', '1e5', '1E', '1E+', 'NaN', 'Infinity', '-Infinity', '0x10', '1,5', '1 000'],
  ...['--1', '1-1', '1\n', ' 1', '\u0661', '1_000', 'null', '{}', '"1"', '\0', '\ud800', 'E5', '1E99999', '1E-99999'],
  ...['1E6144', '9.999999999999999999999999999999999E+6144', '1E-6176', '1E-6177', '-0', '-0.000', '0E+6144'],
  ...['9'.repeat(34), '9'.repeat(35), '0'.repeat(128), '0'.repeat(129), `0.${'0'.repeat(120)}1`, '1'.repeat(70_000)],
];
const BAD_LISTS: readonly string[] = [
  ...[
    '[]',
    '[ ]',
    '[1]',
    '[1, 2]',
    '[1,2,3]',
    '[',
    ']',
    '[]]',
    '[[]]',
    '[[1], [2]]',
    '[1',
    '1]',
    '[1,]',
    '[,1]',
    '[,]',
  ],
  ...['[1 2]', '[1;2]', '[a]', '["1"]', '[1, NaN]', '[1e5]', '[ 1 , -2.50 ]', '[\t1]', '[1\n,2]', '[1E+9, 1E-9]'],
  ...[`[${'7, '.repeat(999)}7]`, `[${'7, '.repeat(1000)}7]`, `[${' '.repeat(100_000)}]`, `[${','.repeat(5000)}]`],
  ...[`[${'1'.repeat(200_000)}]`, `[${'9'.repeat(35)}]`, '['.repeat(100_000), `[${'0.1, '.repeat(500)}-0]`],
];

/** Depths near the limit, far above it, and what the parser was seen to fail at. */
const DEPTHS: readonly number[] = [10, 50, 80, 90, 94, 95, 96, 97, 98, 99, 100, 101, 149, 150, 151, 1000, 5000, 20_000];
const depth = (random: Random): number => (random.chance(0.05) ? 100_000 : random.pick(DEPTHS));
const COUNTS: readonly number[] = [100, 999, 1000, 1001, 2000, 4000, 8000, 15_000, 16_300, 50_001];

const NESTS: readonly ((n: number) => string)[] = [
  (n) => '('.repeat(n),
  (n) => `${'('.repeat(n)}${')'.repeat(n)}`,
  (n) => `(module ${'(func '.repeat(n)}`,
  (n) => program({ body: `${'block '.repeat(n)} ${'end '.repeat(n)} ${ONE}` }),
  (n) => program({ body: `${'(block (result i32) '.repeat(n)}${ONE}${')'.repeat(n)}` }),
  (n) => program({ body: `${'loop (result i32) '.repeat(n)}${ONE}${' end'.repeat(n)}` }),
  (n) => program({ body: `${'(loop (result i32) '.repeat(n)}${ONE}${')'.repeat(n)}` }),
  (n) => program({ body: `${'(call $neg '.repeat(n)}${ONE}${')'.repeat(n)}` }),
  (n) => program({ body: `${'(call $neg '.repeat(n)}` }),
  (n) => program({ body: `${'(i32.add (i32.const 1) '.repeat(n)}(i32.const 1)${')'.repeat(n)}` }),
  (n) =>
    program({
      body: `${'(if (result i32) (i32.const 1) (then '.repeat(n)}${ONE}${`) (else ${ONE}))`.repeat(n)}`,
    }),
  (n) =>
    program({
      body: `${'i32.const 1 if (result i32) '.repeat(n)}${ONE}${` else ${ONE} end`.repeat(n)}`,
    }),
  (n) => program({ body: `${'(if '.repeat(n)}(i32.const 1)${' (then))'.repeat(n)} ${ONE}` }),
  (n) => program({ body: `${'(block $a '.repeat(n)}(br $a)${')'.repeat(n)} ${ONE}` }),
  (n) => program({ body: `${'(block '.repeat(n)}(br ${n - 1})${')'.repeat(n)} ${ONE}` }),
  (n) =>
    program({
      body: `${'(if (result i32) '.repeat(n)}${ONE}${' (then (i32.const 1)) (else (i32.const 1)))'.repeat(n)}`,
    }),
  (n) => program({ body: `${'(select (i32.const 1) (i32.const 1) '.repeat(n)}${ONE}${')'.repeat(n)}` }),
  (n) => program({ body: `(local $x i32) ${'(local.tee $x '.repeat(n)}${ONE}${')'.repeat(n)}` }),
  (n) => program({ body: `${'(block (result i32) (br_if 0 '.repeat(n)}${ONE}${' (i32.const 1)))'.repeat(n)}` }),
  (n) => program({ body: `${'try_table '.repeat(n)}${'end '.repeat(n)}${ONE}` }),
  (n) => program({ body: `${'try '.repeat(n)}${'end '.repeat(n)}${ONE}` }),
  (n) => `(module ${'(; '.repeat(n)}${';) '.repeat(n)})`,
  (n) => `(module (type ${'(func (param '.repeat(n)}${'))'.repeat(n)}))`,
  (n) => `(module quote "(func ${'(block '.repeat(n)}${')'.repeat(n)})")`,
  (n) => `(module $m quote "(func " "${'block '.repeat(n)}${'end '.repeat(n)})")`,
  (n) => `${'(module '.repeat(n)}${')'.repeat(n)}`,
  (n) => `(module (global i32 ${'(i32.add (i32.const 1) '.repeat(n)}(i32.const 1)${')'.repeat(n)}))`,
];

const WIDE: readonly ((n: number) => string)[] = [
  (n) => program({ body: `(local${' i32'.repeat(n)}) ${ONE}` }),
  (n) => program({ body: `(local${' i32 i64'.repeat(n / 2)}) ${ONE}` }),
  (n) => program({ body: `${'(local $x i32) '.repeat(n / 5)}${ONE}` }),
  (n) => program({ before: `(func (param${' i32'.repeat(n)}))` }),
  (n) => program({ before: `(func (result${' i32'.repeat(n)}) unreachable)` }),
  (n) => program({ before: `(func $w (param${' i32'.repeat(n)}))`, body: `${'i64.const 0 '.repeat(1000)}call $w` }),
  (n) => program({ before: `(func $w (param${' i32'.repeat(n)}))`, body: `call $w ${ONE}` }),
  (n) => program({ before: `(func ${'(param i32) '.repeat(n / 4)}) (func (result${' i64'.repeat(n)}))` }),
  (n) => program({ before: `(func $w (result i32) unreachable)`, body: `${'call $w '.repeat(n / 2)}i64.add` }),
  (n) => program({ before: `(type $t (func (param${' i64'.repeat(n)})))`, body: `(block (type $t)) ${ONE}` }),
  (n) => program({ before: '(func)'.repeat(n / 3) }),
  (n) => program({ before: '(type (func (param i64)))'.repeat(n / 9) }),
  (n) => program({ before: '(global i32 (i32.const 7))'.repeat(n / 8) }),
  (n) => program({ before: Array.from({ length: n / 7 }, (_, i) => `(func (export "e${i}"))`).join('') }),
  (n) => program({ before: '(import "decimal" "neg" (func (param i32) (result i32)))'.repeat(n / 14) }),
  (n) => program({ body: `(br_table${' 0'.repeat(n)} ${ONE} (i32.const 3))` }),
  (n) => program({ body: `(block (br_table${' 0 1'.repeat(n / 2)} (i32.const 3))) ${ONE}` }),
  (n) => program({ body: `${'nop '.repeat(n)}${ONE}` }),
  (n) => program({ body: `${ONE} ${'unreachable '.repeat(n)}` }),
  (n) => program({ body: `${ONE} ${'return '.repeat(n)}` }),
  (n) => program({ body: `${'block end '.repeat(n / 2)} ${ONE}` }),
  (n) => program({ body: `${'i32.const 0 br_if 0 '.repeat(n / 4)} ${ONE}` }),
  (n) => program({ body: `${'i32.const 1 '.repeat(n / 2)}${'drop '.repeat(n / 2 - 1)}` }),
  (n) => program({ body: `i32.const 1 ${'i32.eqz '.repeat(n)}` }),
  (n) => program({ body: `${ONE} ${'call $neg '.repeat(n / 2)}` }),
  (n) => program({ body: `(select${' (i32.const 1)'.repeat(n / 4)})` }),
  (n) => program({ body: `(block${' $l'.repeat(n)}) ${ONE}` }),
];

const LONG: readonly ((n: number) => string)[] = [
  (n) => program({ before: `(func $${'a'.repeat(n)})` }),
  (n) => program({ body: `(call $${'a'.repeat(n)})` }),
  (n) => program({ before: `(func (export "${'x'.repeat(n)}"))` }),
  (n) => program({ before: `(import "${'m'.repeat(n)}" "f" (func))` }),
  (n) => program({ before: `(import "decimal" "${'\u{1f600}'.repeat(n / 4)}" (func))` }),
  (n) => program({ body: `(i32.const ${'9'.repeat(n)})` }),
  (n) => program({ body: `(i32.const 0x${'0'.repeat(n)}1)` }),
  (n) => program({ body: `${'q'.repeat(n)} ${ONE}` }),
  (n) => program({ body: `(block $${'!'.repeat(n)} (br $${'!'.repeat(n)})) ${ONE}` }),
  (n) => `${program({})} ;; ${'c'.repeat(n)}`,
  (n) => `(module (; ${'c'.repeat(n)}`,
  (n) => `(module "${'s'.repeat(n)}`,
  (n) => `(module quote "${'(func '.repeat(n / 6)}")`,
  (n) => `(module binary "${'a'.repeat(n)}")`,
  (n) => `(module ${'"a" '.repeat(n / 4)})`,
  (n) => `${'\n'.repeat(n)}${program({})}`,
  (n) => `${';;\n'.repeat(n / 3)}(module`,
];

const ODD: readonly string[] = [
  ...['', ' ', '\ufeff', '(', ')', '()', '"', '";', '(;', ';)', '(;;)', ';;', '(;;;)', '(;(;;)', '(module', 'module)'],
  ...['(module quote)', '(module quote "")', '(module quote "(func)")', '(module quote "(func" ")")', '(module $m)'],
  ...['(module binary)', '(module binary "")', '(module binary "asm")', '(module $m binary "x")', '(module) (module)'],
  ...['(module definition)', '(module instance)', '(component)', '(func)', '(func (result i32) i32.const 1)', 'func'],
  ...['(assert_return (invoke "answer"))', '(register "x")', '(module) (invoke "answer")', '(input "/etc/passwd")'],
  ...['(script)', '(module (func (export "\\00")))', '(module (func (export "\\u{110000}")))', '(module (export "\\"'],
  ...[
    '(module (func (export "\\u{',
    '(module (func (export "\\x"))',
    '(module (func (export "\\',
    '(module (func $"a"))',
  ],
  ...['(module (func (export "\ud800")))', '(module (func (export "\u2028")))', '(module\u00a0)', '(module\r)'],
  ...['(module (@custom "x" "y"))', '(@a)', '(module (@name "m") (func))', '(module (rec (type (func))))'],
  ...[
    '(module (type $t (struct)))',
    '(module (tag))',
    '(module (func $f) (func $f))',
    '(module (type (func)) (type 0))',
  ],
  ...[
    '(module (func (type 0)))',
    '(module (func (type 4294967295)))',
    '(module (func (type $t)))',
    '(module (func (param $x i32 i32)))',
  ],
  ...['(module (func (local.get 4294967296)))', '(module (func (br 4294967295)))', '(module (func br 99999999999))'],
  ...[
    '(module (func (export "a") (export "a")))',
    '(module (export "answer" (func 0)))',
    '(module (export "answer" (func $f)))',
  ],
  ...[
    '(module (func (import "decimal" "neg") (param i32) (result i32)))',
    '(module (func) (import "decimal" "neg" (func)))',
  ],
  ...[
    '(module (func end end))',
    '(module (func if end))',
    '(module (func else))',
    '(module (func (then)))',
    '(module (func (if)))',
  ],
  ...['(module (func (if (then) (else))))', '(module (func (if (i32.const 1))))', '(module (func block $a end $b))'],
  ...[
    '(module (func (select (result i32))))',
    '(module (func (call_indirect)))',
    '(module (func (call_indirect (type 0))))',
  ],
];

const FIELDS: readonly string[] = [
  ...['(memory 1)', '(memory 0 0)', '(memory 65537)', '(memory 1 0)', '(memory (data "x"))', '(memory (export "m") 1)'],
  ...['(memory i64 1)', '(memory 1 1 shared)', '(memory 1) (memory 1)', '(memory (import "decimal" "memory") 1)'],
  ...[
    '(table 1 funcref)',
    '(table 0 0 funcref)',
    '(table 4294967295 funcref)',
    '(table funcref (elem $x))',
    '(table 1 externref)',
  ],
  ...[
    '(table (import "decimal" "table") 1 funcref)',
    '(table $t 1 funcref) (elem (i32.const 0) $dec)',
    '(elem func $dec)',
  ],
  ...['(data "x")', '(data (i32.const 0) "x")', '(memory 1) (data (i32.const 70000) "x")', '(elem (i32.const 0) 0)'],
  ...[
    '(elem declare func $dec)',
    '(start 0)',
    '(start $s) (func $s)',
    '(start $s) (func $s (loop $l (br $l)))',
    '(start 9999)',
  ],
  ...['(func $s unreachable) (start $s)', '(start $s) (start $s) (func $s)', '(start $dec)'],
  ...[
    '(global $g i32 (i32.const 1))',
    '(global $g (mut i64) (i64.const -1))',
    '(global (export "g") (mut i32) (i32.const 5))',
  ],
  ...[
    '(global $g i32 (global.get 0))',
    '(global $g i32 (i32.add (i32.const 1) (i32.const 2)))',
    '(global $g f64 (i32.const 0))',
  ],
  ...[
    '(global $g (mut i32) (call $dec (i32.const 1) (i32.const 0)))',
    '(global i32)',
    '(global (import "decimal" "g") i32)',
  ],
  ...['(global i32 (i64.const 1))', '(global funcref (ref.null func))', '(import "decimal" "gas" (global (mut i64)))'],
  ...['(import "decimal" "depth" (global (mut i32)))', '(tag $e)', '(type $t (func))', '(data $d "a" "b" "c")'],
];
const BODIES: readonly string[] = [
  ONE,
  `(drop (i32.load (i32.const 0))) ${ONE}`,
  `(drop (memory.grow (i32.const 65535))) ${ONE}`,
  `(call_indirect (result i32) (i32.const 0))`,
  `(global.set 0 (i32.const 9)) ${ONE}`,
  `(global.set 0 (i64.const 9223372036854775807)) ${ONE}`,
  `(global.set 1 (i32.const -2147483648)) ${ONE}`,
  `(drop (global.get 0)) ${ONE}`,
  `(drop (global.get 1)) ${ONE}`,
  `(drop (global.get $gas)) ${ONE}`,
];

const EXPORTS: readonly string[] = [
  '(global (export "gas") (mut i64) (i64.const 5))',
  '(global (export "depth") (mut i32) (i32.const 0))',
  '(global (export "gas") (mut i32) (i32.const 5)) (global (export "depth") i64 (i64.const 0))',
  '(func (export "gas"))',
  '(func (export "depth") (export "gas"))',
  '(func (export "answer") (result i32) (i32.const 1))',
  '(func (export "answer ") (result i32) (i32.const 1))',
  '(func (export "__proto__")) (func (export "constructor")) (func (export "then"))',
  '(func (export "toString") (export "valueOf") (export ""))',
  '(export "gas" (func $dec))',
  '(export "depth" (func $dec))',
  '(export "again" (func $dec)) (export "add" (func $add))',
];

const LOOPS: readonly string[] = [
  program({ body: `(loop $l (br $l)) ${ONE}` }),
  program({ body: `(loop $l (br_if $l (i32.const 1))) ${ONE}` }),
  program({ body: `(local $i i64) (loop $l (local.set $i (i64.add (local.get $i) (i64.const 1))) (br $l)) ${ONE}` }),
  program({ body: `(loop $l (loop $m (br_table $l $m $l (i32.const 1)))) ${ONE}` }),
  program({ body: '(call $f)', after: '(func $f (result i32) (call $f))' }),
  program({
    body: '(call $f)',
    after: '(func $f (result i32) (i32.add (call $g) (i32.const 1))) (func $g (result i32) (call $f))',
  }),
  program({ body: '(call $f)', after: `(func $f (result i32) (local${' i64'.repeat(2000)}) (call $f))` }),
  program({
    body: '(call $f (i32.const 30))',
    after:
      '(func $f (param i32) (result i32) (if (local.get 0) (then (drop (call $f (i32.sub (local.get 0) (i32.const 1)))) (drop (call $f (i32.sub (local.get 0) (i32.const 1)))))) (i32.const 1))',
  }),
  program({ params: 1, body: '(loop $l (drop (call $list_length (local.get $p0))) (br $l)) (local.get $p0)' }),
  program({
    body: `(local $x i32) (local.set $x ${ONE}) (loop $l (drop (call $lt (local.get $x) (local.get $x))) (br $l)) ${ONE}`,
  }),
  '(module (func $f (export "answer") (result i32) (call $f)))',
  '(module (func $f (export "answer") (param i32) (result i32) (return (call $f (local.get 0)))))',
];

const MAKERS: readonly string[] = [
  program({ body: `(loop $l (drop ${ONE}) (br $l)) ${ONE}` }),
  program({
    body: `(local $x i32) (local.set $x ${ONE}) (loop $l (local.set $x (call $add (local.get $x) (local.get $x))) (br $l)) ${ONE}`,
  }),
  program({ body: `(loop $l (drop (call $list_new)) (br $l)) ${ONE}` }),
  program({
    body: `(local $a i32) (local $x i32) (local.set $a (call $list_new)) (local.set $x ${ONE}) (loop $l (drop (call $list_append (local.get $a) (local.get $x))) (br $l)) ${ONE}`,
  }),
  program({
    body: `(local $a i32) (local.set $a (call $list_new)) (loop $l (drop (call $list_append (local.get $a) (local.get $a))) (br $l)) ${ONE}`,
  }),
  program({
    body: `(local $x i32) (local.set $x (call $dec (i32.const 3) (i32.const -1))) (loop $l (local.set $x (call $exp (call $neg (local.get $x)))) (br $l)) ${ONE}`,
  }),
  program({
    body: `(local $x i32) (local.set $x (call $dec (i32.const 123456789) (i32.const -8))) (loop $l (drop (call $pow (local.get $x) (local.get $x))) (br $l)) ${ONE}`,
  }),
  program({
    body: `(local $x i32) (local.set $x (call $dec (i32.const 7) (i32.const 0))) (loop $l (drop (call $ln (local.get $x))) (drop (call $sqrt (local.get $x))) (br $l)) ${ONE}`,
  }),
  program({
    body: `(local $x i32) (local.set $x (call $dec (i32.const 7) (i32.const 0))) (loop $l (local.set $x (call $div (local.get $x) (call $dec (i32.const 3) (i32.const 0)))) (br $l)) ${ONE}`,
  }),
  program({
    body: `(local $x i32) (local.set $x (call $dec (i32.const 7) (i32.const 0))) (loop $l (local.set $x (call $mul (local.get $x) (local.get $x))) (br $l)) ${ONE}`,
  }),
];

/** Functions that call each other in a row, as many as there is room for. */
function chain(random: Random): RunInput {
  const length = random.pick([10, 100, 398, 399, 400, 401, 1000, 1300]);
  const locals = random.chance(0.3)
    ? `(local${' i64'.repeat(Math.floor(random.pick([1, 50, 4000]) / length) + 1)})`
    : '';
  const links = Array.from({ length }, (_, i) => `(func $c${i} (result i32) ${locals} (call $c${i + 1}))`);
  return {
    wat: program({ body: '(call $c0)', after: `${links.join('')} (func $c${length} (result i32) ${ONE})` }),
    args: [],
  };
}

function imports(random: Random): RunInput {
  const name = random.pick([
    ...HOST_FUNCTIONS.map((f) => f.name),
    'gas',
    'memory',
    'evil',
    'context',
    'error',
    'read',
    '',
    'round',
  ]);
  const module = random.pick([
    'decimal',
    'decimal',
    'decimal',
    'env',
    '',
    'Decimal',
    'decimal\u200b',
    'program',
    'wasi_snapshot_preview1',
  ]);
  const types = (most: number): string =>
    random.many(random.below(most), () => random.pick(['i32', 'i32', 'i64', 'f64'])).join(' ');
  const kind = random.pick([
    `(func (param ${types(4)}) (result ${types(3)}))`,
    `(func (param ${types(4)}) (result i32))`,
    '(func (param i32 i32) (result i32))',
    '(func $f (type $t))',
    '(global i32)',
    '(global (mut i64))',
    '(memory 1)',
    '(memory 128 128)',
    '(table 1 funcref)',
    '(tag)',
    '(func) (func)',
    '',
  ]);
  const field = `(import "${module}" "${name}" ${kind})`;
  return {
    wat: random.chance(0.5)
      ? program({ before: field })
      : `(module ${field} (func (export "answer") (result i32) (i32.const 1)))`,
    args: [],
  };
}

function tokens(random: Random): string {
  const word = (): string =>
    random.chance(0.35)
      ? random.pick(['(', ')', '(', ')', '(i32.const', '(call', '(local.get', '$p0', '$dec', '$add', 'end', '"answer"'])
      : random.pick([...KEYWORDS, ...NUMBERS, ...TYPES]);
  const text = random.many(random.pick([5, 20, 100, 1000]), word);
  const shape = random.below(3);
  if (shape === 0) return text.join(' ');
  // Balanced, in a body or as fields.
  let open = 0;
  const balanced = text.filter((token) => {
    if (token === ')') return open > 0 && open-- > 0;
    if (token.startsWith('(')) open++;
    return true;
  });
  const inside = balanced.join(' ') + ')'.repeat(open);
  return shape === 1 ? program({ body: inside }) : `(module ${inside})`;
}

function bytes(random: Random): string {
  const most = random.pick([16, 128, 256, 65_536]);
  const text = String.fromCharCode(...random.many(random.pick([1, 10, 100, 2000]), () => random.below(most)));
  return random.chance(0.5) ? text : random.chance(0.5) ? `(module ${text})` : program({ body: text });
}

function constants(random: Random): RunInput {
  const number = (): string =>
    random.pick([...NUMBERS, String(random.between(-6200, 6200)), '9'.repeat(random.below(60))]);
  const dec = (): string =>
    `(call $dec (i32.const ${number()}) (i32.const ${random.chance(0.5) ? random.between(-6300, 6300) : number()}))`;
  const two = HOST_FUNCTIONS.filter((f) => f.params.length === 2).map((f) => f.name);
  const one = HOST_FUNCTIONS.filter((f) => f.params.length === 1).map((f) => f.name);
  const body = random.pick([
    () => dec(),
    () => `(call $${random.pick(two)} ${dec()} ${dec()})`,
    () => `(call $${random.pick(one)} ${dec()})`,
    () => `(call $${random.pick(two)} (i32.const ${number()}) (i32.const ${number()}))`,
    () => `(i32.const ${number()})`,
    () => `(i32.wrap_i64 (i64.const ${number()}))`,
    () =>
      `(i32.${random.pick(['div_s', 'div_u', 'rem_s', 'rem_u', 'shl'])} (i32.const ${number()}) (i32.const ${number()}))`,
  ])();
  return { wat: program({ body }), args: [] };
}

function argued(random: Random, values: readonly string[]): RunInput {
  if (random.chance(0.5)) {
    const { wat, args } = real(random);
    const at = random.below(args.length);
    const changed = args.map((arg, i) => (i === at || random.chance(0.2) ? random.pick(values) : arg));
    return { wat, args: random.chance(0.9) ? changed : changed.slice(1) };
  }
  const count = random.pick([0, 1, 2, 3, 64, 65, 200]);
  const body = random.pick([
    '(local.get 0)',
    '(call $add (local.get 0) (local.get 0))',
    '(call $list_get (local.get 0) (i32.const 0))',
    '(call $dec (call $list_length (local.get 0)) (i32.const 0))',
    '(call $list_get (call $list_append (local.get 0) (local.get 0)) (i32.const -1))',
    '(call $list_append (call $list_new) (local.get 0))',
  ]);
  const params = random.chance(0.8) ? count : random.below(4);
  return { wat: program({ params, body }), args: random.many(count, () => random.pick(values)) };
}

/** One word again and again: whatever the parser recurses at must be counted. */
function repeats(random: Random): string {
  const count = random.chance(0.1) ? random.pick(COUNTS) : random.pick(DEPTHS);
  const word = `${random.pick(KEYWORDS)}${random.pick(['', '', ' 0', ' $a', ' (result i32)', ' (type 0)', ' i32', ' "a"'])}`;
  const [open, close] = random.pick([
    [`${word} `, ''],
    [`${word} `, 'end '],
    [`(${word} `, ')'],
    [`(${word} `, ''],
    [`(${word} (i32.const 0) `, ')'],
    [`(${word}) `, ''],
    [`i32.const 0 ${word} `, 'end '],
  ] as const);
  const inside = `${open.repeat(count)}${random.pick(['', ONE])}${close.repeat(count)}`;
  return random.pick([
    () => program({ body: inside }),
    () => program({ body: `${inside} ${ONE}` }),
    () => `(module ${inside})`,
    () => `(module (type $t (func ${inside})))`,
    () => `(module (global i32 ${inside}))`,
    () => inside,
  ])();
}

const text = (wat: string, args: readonly string[] = []): RunInput => ({ wat, args });

/** Each kind with how often it comes. */
const KINDS = {
  mutation: [
    44,
    (random) => {
      const { wat, args } = real(random);
      return { wat: mutate(wat, random), args };
    },
  ],
  bytes: [5, (random) => text(bytes(random))],
  tokens: [
    9,
    (random) =>
      text(
        tokens(random),
        random.many(random.below(2), () => '1'),
      ),
  ],
  nesting: [6, (random) => text(random.pick(NESTS)(depth(random)))],
  repeats: [3, (random) => text(repeats(random))],
  width: [3, (random) => text(random.pick(WIDE)(random.pick(COUNTS)))],
  length: [2, (random) => text(random.pick(LONG)(random.pick([...COUNTS, 60_000, 64_000, 65_537])))],
  odd: [5, (random) => text(random.pick(ODD))],
  imports: [5, imports],
  sections: [
    6,
    (random) => {
      const fields = random.many(random.between(1, 2), () => random.pick(FIELDS)).join(' ');
      const body = random.pick(BODIES);
      return text(program(random.chance(0.5) ? { before: fields, body } : { after: fields, body }));
    },
  ],
  exports: [2, (random) => text(program({ after: random.pick(EXPORTS), body: random.pick(BODIES) }))],
  constants: [4, constants],
  arguments: [3, (random) => argued(random, BAD_ARGUMENTS)],
  lists: [3, (random) => argued(random, BAD_LISTS)],
  loops: [
    1,
    (random) => ({
      ...text(
        random.pick(LOOPS),
        random.many(random.below(2), () => '[1, 2]'),
      ),
      ...gas(random),
    }),
  ],
  chains: [1, chain],
  makers: [1, (random) => ({ ...text(random.pick(MAKERS)), ...gas(random) })],
} satisfies Record<string, [weight: number, make: (random: Random) => RunInput]>;

export type Kind = keyof typeof KINDS;

/** Mostly what the product gives; now and then so much that only the deadline stops the program. */
function gas(random: Random): { gas?: number } {
  if (random.chance(0.6)) return {};
  return { gas: random.chance(0.05) ? Number.MAX_SAFE_INTEGER : random.pick([0, 1, 2, 10, 1000, 100_000]) };
}

const DECK = Object.entries(KINDS).flatMap(([kind, [weight]]) => Array<Kind>(weight).fill(kind as Kind));

/** The case of that number. */
export function makeCase(seed: number, number: number): Case {
  const random = new Random(seed, number);
  const kind = random.pick(DECK);
  return { number, kind, ...KINDS[kind][1](random) };
}
