import { describe, expect, it } from 'vitest';
import { DecimalError, Decimals, ROUNDING, type DecimalFunctions } from './index.ts';
import { Operands } from './operands.ts';

const MIN = -(2 ** 31);
const MAX = 2 ** 31 - 1;

/** The code of the error that stops the work, or "none". */
function errorOf(work: (functions: DecimalFunctions, read: (text: string) => number) => unknown): string {
  const decimals = new Decimals();
  try {
    decimals.run((functions) => work(functions, (text) => decimals.read(text)));
    return 'none';
  } catch (error) {
    if (error instanceof DecimalError) return error.code;
    throw error;
  }
}

/** The result in full, with its exponent. */
function value(work: (functions: DecimalFunctions, read: (text: string) => number) => number): string {
  const decimals = new Decimals();
  return decimals.writeScientific(decimals.run((functions) => work(functions, (text) => decimals.read(text))));
}

describe('errors', () => {
  it.each<[string, Parameters<typeof errorOf>[0]]>([
    ['divide_by_zero', (f, read) => f.div(read('1'), read('0'))],
    ['divide_by_zero', (f, read) => f.div(read('0'), read('0'))],
    ['divide_by_zero', (f, read) => f.pow(read('0'), read('-1'))],
    ['invalid', (f, read) => f.pow(read('0'), read('0'))],
    ['invalid', (f, read) => f.pow(read('-2'), read('0.5'))],
    ['invalid', (f, read) => f.sqrt(read('-1'))],
    ['invalid', (f, read) => f.ln(read('0'))],
    ['invalid', (f, read) => f.log10(read('-1'))],
    ['invalid', (f, read) => f.remainder(read('1'), read('0'))],
    ['invalid', (f, read) => f.remainder(read('1E40'), read('3'))],
    ['invalid', (f, read) => f.quantize(read('1E40'), read('0.01'))],
    ['invalid', (f, read) => f.round(read('1'), 0, 7)],
    ['invalid', (f, read) => f.round(read('1'), 0, -1)],
    ['overflow', (f, read) => f.mul(read('1E6000'), read('1E145'))],
    ['overflow', (f, read) => f.exp(read('14200'))],
    ['overflow', (f, read) => f.pow(read('1.000000000000000000000000000000001'), read('1E+6000'))],
    ['overflow', (f) => f.dec(1, 6145)],
    ['overflow', (f) => f.dec(MIN, MAX)],
    ['overflow', (f, read) => f.round(read('9E+6144'), -6145, ROUNDING.up)],
    ['underflow', (f, read) => f.exp(read('-1E9'))],
    ['underflow', (f, read) => f.mul(read('1E-6000'), read('1E-200'))],
    ['underflow', (f, read) => f.pow(read('2'), read('-1E30'))],
    ['underflow', (f) => f.dec(1, MIN)],
    ['handle', (f) => f.neg(0)],
    ['handle', (f) => f.neg(-1)],
    ['handle', (f) => f.neg(1)],
    ['handle', (f) => f.neg(MAX)],
    ['handle', (f) => f.neg(MIN)],
    ['handle', (f) => f.neg(f.list_new())],
    ['handle', (f) => f.list_sum(f.dec(1, 0))],
    ['handle', (f) => f.list_append(f.list_new(), 7)],
    ['handle', (f) => f.list_append(f.list_new(), f.list_new())],
    ['index', (f) => f.list_get(f.list_new(), 0)],
    ['index', (f) => f.list_get(f.list_append(f.list_new(), f.dec(1, 0)), -1)],
    ['date', (f) => f.date_days(2025, 2, 29)],
    ['date', (f) => f.date_days(0, 1, 1)],
    ['date', (f) => f.date_days(2025, 13, 1)],
    ['date', (f) => f.date_days(MAX, MAX, MAX)],
    ['date', (f) => f.date_year(MAX)],
    ['date', (f) => f.date_weekday(MIN)],
    ['date', (f) => f.date_add_months(0, MAX)],
    ['date', (f) => f.date_add_months(0, 12 * 8030)],
    ['date', (f) => f.date_days_in_month(2025, 0)],
    ['program', (f) => f.trap(3)],
  ])('%s (%#)', (code, work) => expect(errorOf(work)).toBe(code));

  it('says which code the program gave', () => {
    const decimals = new Decimals();
    expect(() => decimals.run((f) => f.trap(42))).toThrow(expect.objectContaining({ code: 'program', own: 42 }));
  });

  it('serves no longer after an error', () => {
    const decimals = new Decimals();
    const one = decimals.read('1');
    expect(() => decimals.run((f) => f.neg(99))).toThrow(expect.objectContaining({ code: 'handle' }));
    expect(() => decimals.write(one)).toThrow(expect.objectContaining({ code: 'handle' }));
  });

  it('leaves errors alone that are not the runtime’s', () => {
    const own = new Error('mine');
    const decimals = new Decimals();
    expect(() =>
      decimals.run(() => {
        throw own;
      }),
    ).toThrow(own);
  });

  it('counts operations when it is told how many there may be', () => {
    const run = (operations: number): string => {
      const decimals = new Decimals();
      decimals.limit(operations);
      try {
        decimals.run((f) => f.add(f.dec(1, 0), f.dec(2, 0)));
        return 'none';
      } catch (error) {
        return (error as DecimalError).code;
      }
    };
    expect(run(3)).toBe('none');
    expect(run(2)).toBe('gas');
  });

  it('stops where the table of values is full', () => {
    expect(errorOf((f) => Array.from({ length: 250_000 }, () => f.dec(1, 0)))).toBe('none');
    expect(errorOf((f) => Array.from({ length: 250_001 }, () => f.dec(1, 0)))).toBe('too_many_handles');
  });

  it('stops where the entries of lists are full', () => {
    const fill = (times: number) => (f: DecimalFunctions) => {
      const [list, one] = [f.list_new(), f.dec(1, 0)];
      for (let i = 0; i < times; i++) f.list_append(list, one);
    };
    expect(errorOf(fill(500_000))).toBe('none');
    expect(errorOf(fill(500_001))).toBe('too_many_handles');
  });
});

describe('text', () => {
  const written = (text: string): string => {
    const decimals = new Decimals();
    return decimals.write(decimals.read(text));
  };

  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['1.50', '1.5'],
    ['100', '100'],
    ['-12.300', '-12.3'],
    ['.5', '0.5'],
    ['7.', '7'],
    ['+7e2', '700'],
    ['1E+39', `1${'0'.repeat(39)}`],
    ['1E+40', '1E+40'],
    ['-1.25E+40', '-1.25E+40'],
    ['1E-39', `0.${'0'.repeat(38)}1`],
    ['1E-40', '1E-40'],
    ['1234567890123456789012345678901234', '1234567890123456789012345678901234'],
    [`1${'0'.repeat(60)}`, '1E+60'],
    ['9.999999999999999999999999999999999E+6144', '9.999999999999999999999999999999999E+6144'],
    ['1E-6176', '1E-6176'],
    ['0E+999999999999', '0'],
    ['1.0E-6176', '1E-6176'],
  ])('%s is written %s', (text, wanted) => expect(written(text)).toBe(wanted));

  it.each([
    ['argument', ''],
    ['argument', '.'],
    ['argument', '-'],
    ['argument', '1,5'],
    ['argument', '1.2.3'],
    ['argument', '1E'],
    ['argument', 'E5'],
    ['argument', ' 1'],
    ['argument', '1 '],
    ['argument', 'NaN'],
    ['argument', 'Infinity'],
    ['argument', '--1'],
    ['argument', '٣'],
    ['argument', '12345678901234567890123456789012345'],
    ['argument', '1'.repeat(2000)],
    ['overflow', '1E+6145'],
    ['overflow', '1E+99999999999999999999'],
    ['underflow', '1E-6177'],
    ['underflow', '1.5E-6176'],
    ['underflow', '1E-99999999999999999999'],
  ])('%s: "%s" is refused', (code, text) => expect(errorOf((_f, read) => read(text))).toBe(code));

  it('keeps the exponent inside', () => {
    expect(value((f, read) => f.add(read('1.30'), read('1.2')))).toBe('2.50');
    expect(value((f, read) => f.quantize(read('2.345'), read('0.01')))).toBe('2.34');
    expect(value((_f, read) => read('1E+3'))).toBe('1E+3');
  });
});

describe('rounding to places', () => {
  it.each([
    ['half_even', '0.12', '-0.12', '0.14'],
    ['half_up', '0.13', '-0.13', '0.14'],
    ['half_down', '0.12', '-0.12', '0.13'],
    ['up', '0.13', '-0.13', '0.14'],
    ['down', '0.12', '-0.12', '0.13'],
    ['ceiling', '0.13', '-0.12', '0.14'],
    ['floor', '0.12', '-0.13', '0.13'],
  ] as const)('%s', (mode, first, second, third) => {
    const rounded = (text: string): string => value((f, read) => f.round(read(text), 2, ROUNDING[mode]));
    expect([rounded('0.125'), rounded('-0.125'), rounded('0.135')]).toEqual([first, second, third]);
  });

  it('works before the point, beyond the digits, and with places far away', () => {
    expect(value((f, read) => f.round(read('1250'), -2, ROUNDING.half_even))).toBe('1.2E+3');
    expect(value((f, read) => f.round(read('49'), -2, ROUNDING.half_up))).toBe('0E+2');
    expect(value((f, read) => f.round(read('51'), -2, ROUNDING.half_up))).toBe('1E+2');
    expect(value((f, read) => f.round(read('1.5'), MAX, ROUNDING.half_up))).toBe('1.5');
    expect(value((f, read) => f.round(read('1.5'), MIN, ROUNDING.down))).toBe('0E+6144');
    expect(value((f, read) => f.ceil(read('-1.5')))).toBe('-1');
    expect(value((f, read) => f.floor(read('-1.5')))).toBe('-2');
  });
});

describe('elementary functions', () => {
  // Fifty-four places are not enough for these.
  it.each<[string, (f: DecimalFunctions, read: (text: string) => number) => number]>([
    ['1.000000000000000000000000000000001', (f, read) => f.exp(read('1E-33'))],
    ['1.000000000000000000000000000000001', (f, read) => f.exp(read('5E-34'))],
    ['0.9999999999999999999999999999999999', (f, read) => f.exp(read('-1E-34'))],
    ['1.000000000000000000000000000000000', (f, read) => f.exp(read('1E-6176'))],
    ['9.999999999999999999999999999999995E-34', (f, read) => f.ln(read('1.000000000000000000000000000000001'))],
    ['-1.000000000000000000000000000000000E-34', (f, read) => f.ln(read('0.9999999999999999999999999999999999'))],
    ['4.342944819032518276511289189166049E-34', (f, read) => f.log10(read('1.000000000000000000000000000000001'))],
    ['0', (f, read) => f.ln(read('1.000'))],
    ['-6176', (f, read) => f.log10(read('1E-6176'))],
    ['1', (f, read) => f.exp(read('-0.00'))],
  ])('%s (%#)', (wanted, work) => expect(value(work)).toBe(wanted));

  it.each([10, 18, 34, 66])('are the same when the first attempt has %i limbs', (limbs) => {
    const operands = new Operands(limbs);
    const [narrow, wide] = [new Decimals(), new Decimals()];
    wide.beginAt(limbs);
    for (let i = 0; i < 60; i++) {
      const [x, r] = [operands.positive(), `${operands.below(2_000_000) - 1_000_000}E-5`];
      const y = `${operands.below(2_000_000) - 1_000_000}E-9`;
      const all = (decimals: Decimals): string[] =>
        decimals.run((f) =>
          [
            f.exp(decimals.read(r)),
            f.ln(decimals.read(x)),
            f.log10(decimals.read(x)),
            f.pow(decimals.read(x), decimals.read(y)),
            f.pow(f.exp(decimals.read(y)), f.dec(360, 0)),
          ].map((handle) => decimals.writeScientific(handle)),
        );
      expect(all(wide)).toEqual(all(narrow));
    }
  });

  it('cannot begin narrower or wider than the bounds hold', () => {
    expect(() => new Decimals().beginAt(5)).toThrow(DecimalError);
    expect(() => new Decimals().beginAt(67)).toThrow(DecimalError);
  });
});

describe('powers beside ties and beside exact values', () => {
  // The exact value of each has more digits than 34; what they are was computed with whole numbers.
  it.each([
    ['1.000000000000000000000000000000001', '2', '1.000000000000000000000000000000002'],
    ['1.000000000000000000000000000000001', '0.5', '1.000000000000000000000000000000000'],
    ['0.9999999999999999999999999999999999', '0.5', '0.9999999999999999999999999999999999'],
    ['1E+6144', '0.5', '1.000000000000000000000000000000000E+3072'],
    ['2', '-1074', '4.940656458412465441765687928682214E-324'],
    ['0.2', '-50', '8.881784197001252323389053344726562E+34'],
    ['0.00032', '0.2', '0.2000000000000000000000000000000000'],
    ['6.25', '-1.5', '0.06400000000000000000000000000000000'],
    ['-1', '1E+3', '1'],
    ['-1', '99999999999', '-1'],
  ])('%s ^ %s', (base, exponent, wanted) => {
    expect(value((f, read) => f.pow(read(base), read(exponent)))).toBe(wanted);
  });
});

describe('lists', () => {
  it('sum exactly, whatever the order', () => {
    const sum = (...texts: string[]): string =>
      value((f, read) => f.list_sum(texts.reduce((list, text) => f.list_append(list, read(text)), f.list_new())));
    expect(sum()).toBe('0');
    expect(sum('1E+6144', '0.01', '-1E+6144')).toBe('0.01');
    expect(sum('-1E+6144', '1E-6176', '1E+6144')).toBe('1E-6176');
    expect(sum('0.1', '0.2', '-0.3')).toBe('0.0');
    expect(sum('-5', '2')).toBe('-3');
    expect(sum('9999999999999999999999999999999999', '0.5')).toBe('1.000000000000000000000000000000000E+34');
  });

  it('grow beside each other', () => {
    const decimals = new Decimals();
    const lengths = decimals.run((f) => {
      const [a, b] = [f.list_new(), f.list_new()];
      for (let i = 0; i < 1000; i++) {
        f.list_append(a, f.dec(i, 0));
        if (i % 3 === 0) f.list_append(b, f.dec(-i, 0));
      }
      for (let i = 0; i < 1000; i++) expect(f.eq(f.list_get(a, i), f.dec(i, 0))).toBe(1);
      for (let i = 0; i < 334; i++) expect(f.eq(f.list_get(b, i), f.dec(-3 * i, 0))).toBe(1);
      return [f.list_length(a), f.list_length(b)];
    });
    expect(lengths).toEqual([1000, 334]);
  });

  it('count an operation for each entry of a sum', () => {
    const decimals = new Decimals();
    const list = decimals.run((f) => {
      const made = f.list_new();
      const one = f.dec(1, 0);
      for (let i = 0; i < 100; i++) f.list_append(made, one);
      return made;
    });
    decimals.limit(100);
    expect(() => decimals.run((f) => f.list_sum(list))).toThrow(expect.objectContaining({ code: 'gas' }));
  });
});

describe('dates', () => {
  const { functions: f } = new Decimals();
  const civil = (days: number): string => [f.date_year(days), f.date_month(days), f.date_day(days)].join('-');

  it('add months up to the last day of the month', () => {
    const plus = (year: number, month: number, day: number, months: number): string =>
      civil(f.date_add_months(f.date_days(year, month, day), months));
    expect(plus(2024, 1, 31, 1)).toBe('2024-2-29');
    expect(plus(2025, 1, 31, 1)).toBe('2025-2-28');
    expect(plus(2025, 3, 31, -1)).toBe('2025-2-28');
    expect(plus(2025, 1, 15, -1)).toBe('2024-12-15');
    expect(plus(2025, 11, 30, 15)).toBe('2027-2-28');
    expect(plus(1, 1, 1, 12 * 9998 + 11)).toBe('9999-12-1');
  });

  it('know weekdays and the lengths of months', () => {
    expect(f.date_weekday(f.date_days(1970, 1, 1))).toBe(4);
    expect(f.date_weekday(f.date_days(2000, 2, 29))).toBe(2);
    expect(f.date_weekday(f.date_days(1, 1, 1))).toBe(1);
    const lengths = Array.from({ length: 12 }, (_, i) => f.date_days_in_month(1900, i + 1));
    expect(lengths).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect(f.date_days_in_month(2000, 2)).toBe(29);
  });
});
