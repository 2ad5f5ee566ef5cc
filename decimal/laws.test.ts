/** Laws of arithmetic on any operands, and decimal.js as a second opinion. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecimalError, Decimals, ROUNDING, type DecimalFunctions } from './index.ts';

const D = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -40, toExpPos: 40 });
/** Sizes that no operation here leaves: decimal.js knows no subnormal numbers. */
const operand = fc
  .tuple(fc.bigInt({ min: -(10n ** 34n) + 1n, max: 10n ** 34n - 1n }), fc.integer({ min: -80, max: 60 }))
  .map(([coefficient, exponent]) => `${coefficient}E${exponent}`);
const rate = fc.integer({ min: -99_999, max: 1_000_000 }).map((n) => `${n}E-5`);
const positive = operand.map((text) => text.replace('-', '')).filter((text) => !text.startsWith('0E'));
const places = fc.integer({ min: -40, max: 40 });
const mode = fc.constantFrom(...Object.values(ROUNDING));

type Read = (text: string) => number;

/** The written value, or the error. */
function value(work: (functions: DecimalFunctions, read: Read) => number): string {
  const decimals = new Decimals();
  try {
    return decimals.write(decimals.run((functions) => work(functions, (text) => decimals.read(text))));
  } catch (error) {
    if (error instanceof DecimalError) return error.code;
    throw error;
  }
}

const written = (number: Decimal): string => number.toString().replace('e', 'E');

describe('laws', () => {
  it('sums and products do not depend on the order', () => {
    fc.assert(
      fc.property(operand, operand, (a, b) => {
        expect(value((f, read) => f.add(read(a), read(b)))).toBe(value((f, read) => f.add(read(b), read(a))));
        expect(value((f, read) => f.mul(read(a), read(b)))).toBe(value((f, read) => f.mul(read(b), read(a))));
      }),
    );
  });

  it('a − b = −(b − a), and a + b − b = a where nothing is rounded', () => {
    fc.assert(
      fc.property(operand, operand, (a, b) => {
        expect(value((f, read) => f.sub(read(a), read(b)))).toBe(value((f, read) => f.neg(f.sub(read(b), read(a)))));
      }),
    );
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.bigInt(-(10n ** 30n), 10n ** 30n), (a, b) => {
        expect(value((f, read) => f.sub(f.add(read(`${a}`), read(`${b}`)), read(`${b}`)))).toBe(
          value((_f, read) => read(`${a}`)),
        );
      }),
    );
  });

  it('order and min, max agree', () => {
    fc.assert(
      fc.property(operand, operand, (a, b) => {
        const decimals = new Decimals();
        const [x, y] = [decimals.read(a), decimals.read(b)];
        const { compare, lt, eq, min, max } = decimals.functions;
        const order = new D(a).cmp(b);
        expect(compare(x, y)).toBe(order);
        expect([lt(x, y), eq(x, y)]).toEqual([Number(order < 0), Number(order === 0)]);
        expect(compare(min(x, y), max(x, y))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('a = whole × b + remainder', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 33n), 10n ** 33n), fc.bigInt(1n, 10n ** 20n), (a, b) => {
        expect(value((f, read) => f.remainder(read(`${a}`), read(`${b}`)))).toBe(value((_f, read) => read(`${a % b}`)));
      }),
    );
  });

  it('fma is the exact sum, rounded once', () => {
    const Exact = D.clone({ precision: 400 });
    fc.assert(
      fc.property(operand, operand, operand, (a, b, c) => {
        const exact = new Exact(a).times(b).plus(c).toSignificantDigits(34, Decimal.ROUND_HALF_EVEN);
        expect(value((f, read) => f.fma(read(a), read(b), read(c)))).toBe(written(new D(exact.toString())));
      }),
    );
  });

  it('sqrt(x)² is x within some units of the last place, and sqrt(x²) is |x| where x² is exact', () => {
    fc.assert(
      fc.property(positive, (a) => {
        const square = new D(value((f, read) => f.mul(f.sqrt(read(a)), f.sqrt(read(a)))));
        expect(square.minus(a).abs().div(a).lte('2E-33')).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 17n) + 1n, 10n ** 17n - 1n), (a) => {
        expect(value((f, read) => f.sqrt(f.mul(read(`${a}`), read(`${a}`))))).toBe(
          value((f, read) => f.abs(read(`${a}`))),
        );
      }),
    );
  });

  it('exp(ln x) is x within what the rounding of ln x allows', () => {
    fc.assert(
      fc.property(positive, (a) => {
        const back = new D(value((f, read) => f.exp(f.ln(read(a)))));
        expect(back.minus(a).abs().div(a).lte('2E-31')).toBe(true);
      }),
    );
  });

  it('rounding twice is rounding once', () => {
    fc.assert(
      fc.property(operand, places, mode, (a, digits, rounding) => {
        const once = value((f, read) => f.round(read(a), digits, rounding));
        expect(value((f, read) => f.round(f.round(read(a), digits, rounding), digits, rounding))).toBe(once);
      }),
    );
    fc.assert(
      fc.property(operand, operand, (a, quantum) => {
        const once = value((f, read) => f.quantize(read(a), read(quantum)));
        expect(value((f, read) => f.quantize(f.quantize(read(a), read(quantum)), read(quantum)))).toBe(once);
      }),
    );
  });

  it('a sum of a list does not depend on the order', () => {
    const total = (texts: string[]): string =>
      value((f, read) => f.list_sum(texts.reduce((list, text) => f.list_append(list, read(text)), f.list_new())));
    fc.assert(
      fc.property(fc.array(operand, { maxLength: 20 }), (texts) => {
        expect(total(texts)).toBe(total(texts.toReversed()));
        expect(total(texts)).toBe(total(texts.toSorted()));
      }),
    );
  });
});

describe('beside decimal.js', () => {
  const both = (
    ours: (f: DecimalFunctions, a: number, b: number) => number,
    theirs: (a: Decimal, b: Decimal) => Decimal,
  ) =>
    fc.property(operand, operand, (a, b) => {
      fc.pre(!new D(b).isZero());
      expect(value((f, read) => ours(f, read(a), read(b)))).toBe(written(theirs(new D(a), new D(b))));
    });

  it('adds', () =>
    fc.assert(
      both(
        (f, a, b) => f.add(a, b),
        (a, b) => a.plus(b),
      ),
    ));
  it('subtracts', () =>
    fc.assert(
      both(
        (f, a, b) => f.sub(a, b),
        (a, b) => a.minus(b),
      ),
    ));
  it('multiplies', () =>
    fc.assert(
      both(
        (f, a, b) => f.mul(a, b),
        (a, b) => a.times(b),
      ),
    ));
  it('divides', () =>
    fc.assert(
      both(
        (f, a, b) => f.div(a, b),
        (a, b) => a.div(b),
      ),
    ));
  it('rounds up to whole numbers', () =>
    fc.assert(
      both(
        (f, a) => f.ceil(a),
        (a) => a.ceil(),
      ),
    ));

  it('takes roots, exponentials and logarithms', () => {
    fc.assert(
      fc.property(positive, rate, (a, r) => {
        expect(value((f, read) => f.sqrt(read(a)))).toBe(written(new D(a).sqrt()));
        expect(value((f, read) => f.ln(read(a)))).toBe(written(new D(a).ln()));
        expect(value((f, read) => f.exp(read(r)))).toBe(written(new D(r).exp()));
      }),
      { numRuns: 60 },
    );
  });

  it('compounds', () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: -480, max: 480 }), (r, n) => {
        const ours = new D(value((f, read) => f.pow(f.add(f.dec(1, 0), read(r)), read(`${n}`))));
        // Its power may be wrong in the last digit.
        const theirs = D.clone({ precision: 60 }).pow(new D(1).plus(r), n);
        expect(ours.minus(theirs).abs().div(theirs).lte('5E-34')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('dates beside Date in UTC', () => {
  const first = Date.UTC(1600, 0, 1) / 86_400_000;
  const last = Date.UTC(2400, 11, 31) / 86_400_000;
  const { functions: f } = new Decimals();

  it('every day from 1600 to 2400 goes there and back', () => {
    const wrong: number[] = [];
    for (let day = first; day <= last; day++) {
      const date = new Date(day * 86_400_000);
      const [y, m, d] = [f.date_year(day), f.date_month(day), f.date_day(day)];
      const same = y === date.getUTCFullYear() && m === date.getUTCMonth() + 1 && d === date.getUTCDate();
      if (!same || f.date_days(y, m, d) !== day || f.date_weekday(day) !== (date.getUTCDay() || 7)) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });

  it('months are added as Date adds them, up to the last day', () => {
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), fc.integer({ min: -1200, max: 1200 }), (day, months) => {
        const date = new Date(day * 86_400_000);
        const begin = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
        const length = new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + 1, 0)).getUTCDate();
        begin.setUTCDate(Math.min(date.getUTCDate(), length));
        expect(f.date_add_months(day, months)).toBe(begin.getTime() / 86_400_000);
        expect(f.date_days_in_month(begin.getUTCFullYear(), begin.getUTCMonth() + 1)).toBe(length);
      }),
    );
  });
});
