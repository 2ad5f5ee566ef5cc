/**
 * Catalogue families that need no function of their own: programs of library functions and primitives, in the prefix
 * order of the dialect, with the answers that their sources print.
 */
import Decimal from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { isList } from '../core/program/types.ts';
import { library } from './index.ts';
import { runWat } from './test-host.ts';

const D34 = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -60, toExpPos: 60 });

const PRIMITIVES: Readonly<Record<string, (a: Decimal, b: Decimal) => Decimal>> = {
  add: (a, b) => a.plus(b),
  sub: (a, b) => a.minus(b),
  mul: (a, b) => a.times(b),
  div: (a, b) => a.div(b),
};

/** Value of a program; dates are written YYYY-MM-DD, day numbers to the program, lists without spaces. */
function evaluate(program: string): Decimal {
  const words = program.split(' ').values();
  const read = (): Decimal => {
    const word = words.next().value ?? '';
    if (/^\d{4}-\d\d-\d\d$/.test(word)) return new D34(Date.parse(`${word}T00:00:00Z`) / 86_400_000);
    if (/^-?[\d.]+$/.test(word)) return new D34(word);
    if (word === 'round_up') return read().ceil();
    const primitive = PRIMITIVES[word];
    if (primitive) return primitive(read(), read());
    const fn = library.get(word);
    if (!fn) throw new Error(`no function ${word}`);
    const lists = new Set(fn.params.flatMap(({ name, type }) => (isList(type) ? [name] : [])));
    const inputs = fn.arguments.map((name) => [name, lists.has(name) ? (words.next().value ?? '') : read().toFixed()]);
    return new D34(runWat(word, Object.fromEntries(inputs) as Record<string, string>));
  };
  return read();
}

const HP = 'HP 12C Platinum solutions handbook p.32';
const ODOO = 'odoo/odoo@00dd8c0 addons/account/tests/test_tax.py';
const STOCK = 'coursehero.com/file/6386813/wtavg/ (lecture handout)';
const AVERAGE =
  'moving_average_cost 600 moving_average_cost 400 moving_average_cost 300 20.00 100 20.20 200 20.70 200 21.00';
const STREAM = 'irr [-100,-95,220]';
const LAYERS = 'weighted_average_cost [300,100,200,200] [20.00,20.20,20.70,21.00]';
const ROWS: readonly [family: string, program: string, answer: string, source: string][] = [
  ['rate_times_quantity', 'mul 25 14', '350.00', 'soulverteam/SoulverCore@1a90b84 README.md'],
  ['simple_interest', 'simple_interest 450 0.07 year_fraction 60 365', '5.18', 'HP 12C Platinum user guide p.43'],
  ['simple_interest', 'simple_total 450 0.07 year_fraction 60 365', '455.18', 'HP 12C Platinum user guide p.43'],
  ['simple_interest', 'simple_total 450 0.10 year_fraction 60 365', '457.40', 'HP 10bII+ user guide p.139'],
  [
    'accrued_interest_at_maturity',
    'simple_interest 1000 0.1 year_fraction_excel 2001-04-01 2001-06-15 3',
    '20.54795',
    'LibreOffice help, ACCRINTM',
  ],
  [
    'accrued_interest_at_maturity',
    'simple_interest 5000 0.065 year_fraction_excel 2012-01-01 2013-02-15 3',
    '365.958904109589',
    'PhpSpreadsheet ACCRINTM.php',
  ],
  [
    'effective_annual_rate',
    'effective_rate 0.6 11',
    '0.793570056309',
    'ExcelFinancialFunctions effect.test, EFFECT(0.6,11.3)',
  ],
  ['compounding_basis_conversion', 'nominal_rate effective_rate 0.07 4 2', '0.0706', 'QuantLib interestrates.cpp'],
  [
    'variable_rate_growth',
    'increase_by increase_by increase_by 1 0.09 0.11 0.10',
    '1.33089',
    'PhpSpreadsheet FVSCHEDULE.php',
  ],
  [
    'variable_rate_growth',
    'increase_by increase_by increase_by increase_by increase_by 10000 0.05 0.05 0.035 0.035 0.035',
    '12223.614571875',
    'PhpSpreadsheet FVSCHEDULE.php',
  ],
  ['remaining_balance_and_final_payment', 'round_up loan_term 35000 325 0.00875 1', '328', 'HP 12C user guide p.40-41'],
  [
    'apr_eu_uk_effective',
    'mul 100 cagr 500 510 div 5 365',
    '324.436',
    'FSharp.Finance.Personal AprEuropeanUnionTests.fs',
  ],
  ['rule_of_78_rebate', 'sub mul 39.33 5 rule_of_78_rebate 180 30 25', '190.84', HP],
  ['rule_of_78_rebate', 'mul 100 sum_of_years 1 0 12 1', '15.38', 'thefreedictionary.com, rule of 78s'],
  [
    'accrued_interest',
    'simple_interest 1000 0.1 div days_30u_360 2001-02-28 2001-05-01 360',
    '16.94444',
    'LibreOffice help, ACCRINT',
  ],
  [
    'coupon_dates',
    'add 25569 date_add_months 2008-11-15 mul -6 coupons_left 2007-01-25 2008-11-15 2',
    '39036',
    'PhpSpreadsheet COUPPCD.php (spreadsheet serial)',
  ],
  [
    'coupon_dates',
    'add 25569 date_add_months 2008-11-15 mul -6 sub coupons_left 2007-01-25 2008-11-15 2 1',
    '39217',
    'PhpSpreadsheet COUPNCD.php (spreadsheet serial)',
  ],
  ['contribution_margin', 'sub 24 9', '15', 'accountingcoach.com/online-accounting-course/01Xpg02.html'],
  ['bond_premium_amortization', 'straight_line 38609 0 10', '3860.9', 'investopedia.com, total interest cost'],
  [
    'date_add_period',
    'sub add date_add_months 2020-01-30 3 add mul 7 2 5 2020-05-19',
    '0',
    'soulverteam/SoulverCore@1a90b84 README.md',
  ],
  ['sum_of_years_digits', 'sum_of_years 30000 7500 10 1', '4090.909090909091', 'PhpSpreadsheet SYD.php'],
  ['tax_on_tax', 'add 10 gross_from_net 200 0.1', '230', ODOO],
  ['tax_on_tax', 'gross_from_net add 200 10 0.1', '231', ODOO],
  ['tax_on_tax', 'add tax_amount 210 0.1 gross_from_net 220 0.1', '263', ODOO],
  ['vat_rounding_level', 'mul 2 round_to tax_amount 1.50 0.21 2 0', '0.64', 'hledger issue 1092'],
  ['vat_rounding_level', 'tax_amount add 1.50 1.50 0.21', '0.63', 'hledger issue 1092'],
  ['fx_cross_rate', 'exchange_multiply exchange_divide 50000 0.6612 1.2042', '91061.71', 'QuantLib exchangerate.cpp'],
  [
    'fx_cross_rate',
    'exchange_multiply exchange_divide 50000000 1936.27 1.1983',
    '30943.52',
    'QuantLib exchangerate.cpp',
  ],
  ['euro_fixed_conversion', 'round_to exchange_divide 500 239.640 2 0', '2.09', 'evro.si rounding rules'],
  ['euro_fixed_conversion', 'round_to exchange_divide 1000 239.640 2 0', '4.17', 'evro.si rounding rules'],
  ['weighted_average', AVERAGE, '20.45', STOCK],
  ['weighted_average', `mul 450 ${LAYERS}`, '9202.50', STOCK],
  ['weighted_average', `mul 350 ${LAYERS}`, '7157.50', STOCK],
  [
    'money_weighted_return',
    `mul 100 combined_change ${STREAM} ${STREAM}`,
    '17',
    'learninvestmentperformance.com/modified-dietz/, total of two periods',
  ],
  [
    'variable_rate_growth',
    'increase_by 10000 time_weighted_return [0.05,0.05,0.035,0.035,0.035]',
    '12223.614571875',
    'PhpSpreadsheet FVSCHEDULE.php',
  ],
  ['weighted_average', `mul 450 ${AVERAGE}`, '9202.50', STOCK],
  ['weighted_average', `mul 350 ${AVERAGE}`, '7157.50', STOCK],
  [
    'diluted_eps',
    'add 300000 treasury_stock_shares 100000 50 55',
    '309091',
    'analystforum.com, diluted EPS on options',
  ],
  [
    'expected_credit_loss_matrix',
    'add percent_of 300000 0.02 add percent_of 140000 0.04 add percent_of 60000 div 2000 23000 add percent_of 23000 0.25 5000',
    '27567',
    'ifrscommunity.com example, scribd.com/document/727588826',
  ],
  [
    'yield_of_discount_paper',
    'mul 100 money_market_yield 99.45 101.33 days_between 1980-06-25 1980-09-10 360',
    '8.84',
    'HP 12C solutions handbook p.70',
  ],
  [
    'bond_price_between_coupons',
    'bond_clean_price 100 0.0675 0.0475 2 coupons_left 2004-04-28 2018-06-04 2 days_since_coupon 2004-04-28 2018-06-04 2 coupon_period_days 2004-04-28 2018-06-04 2',
    '120.38',
    'HP 12C Platinum guide p.82',
  ],
  [
    'canadian_mortgage',
    'loan_payment 500000 nominal_rate effective_rate 0.05 2 12 12 25',
    '2908.02',
    'robinn.app/blog/canadian-mortgage-math-vs-us',
  ],
];

describe('families without a function of their own', () => {
  it.each(ROWS)('%s: %s = %s (%s)', (_, program, answer) => {
    expect(evaluate(program).toFixed(answer.split('.')[1]?.length ?? 0, Decimal.ROUND_HALF_UP)).toBe(answer);
  });
});
