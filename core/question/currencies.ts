/** Currencies by sign, code and word. Codes are those of ISO 4217 as the runtime's Unicode data knows them. */
import { russianCurrencyAt } from './russian/currencies.ts';

/** Every ISO 4217 code that the runtime knows. */
export const CODES: ReadonlySet<string> = new Set([...Intl.supportedValuesOf('currency'), 'BGN', 'HRK']);

/** Signs that stand before or behind a number; longer ones first. */
export const SIGNS: readonly (readonly [string, string])[] = (
  [
    ['US$', 'USD'],
    ['A$', 'AUD'],
    ['AU$', 'AUD'],
    ['C$', 'CAD'],
    ['CA$', 'CAD'],
    ['NZ$', 'NZD'],
    ['HK$', 'HKD'],
    ['S$', 'SGD'],
    ['SG$', 'SGD'],
    ['R$', 'BRL'],
    ['MX$', 'MXN'],
    ['NT$', 'TWD'],
    ['$', 'USD'],
    ['€', 'EUR'],
    ['£', 'GBP'],
    ['¥', 'JPY'],
    ['₹', 'INR'],
    ['₽', 'RUB'],
    ['₩', 'KRW'],
    ['₺', 'TRY'],
    ['₴', 'UAH'],
    ['₪', 'ILS'],
    ['฿', 'THB'],
    ['₫', 'VND'],
    ['₦', 'NGN'],
    ['₱', 'PHP'],
    ['₸', 'KZT'],
    ['₵', 'GHS'],
    ['GH₵', 'GHS'],
    ['zł', 'PLN'],
    ['Kč', 'CZK'],
    ['Ft', 'HUF'],
    ['Rs.', 'INR'],
    ['Rs', 'INR'],
    ['RM', 'MYR'],
    ['Rp', 'IDR'],
    ['KSh', 'KES'],
    ['Ksh', 'KES'],
    ['Fr.', 'CHF'],
    ['kr', 'SEK'],
    ['R', 'ZAR'],
    ['TSh', 'TZS'],
    ['USh', 'UGX'],
    ['Sh', 'KES'],
    ['TL', 'TRY'],
    ['Can$', 'CAD'],
    ['AR$', 'ARS'],
    ['руб.', 'RUB'],
    ['р.', 'RUB'],
  ] as const
).toSorted((a, b) => b[0].length - a[0].length);

const ADJECTIVES: Record<string, Record<string, string>> = {
  dollar: {
    us: 'USD',
    american: 'USD',
    australian: 'AUD',
    aussie: 'AUD',
    canadian: 'CAD',
    'new zealand': 'NZD',
    kiwi: 'NZD',
    'hong kong': 'HKD',
    singapore: 'SGD',
    '': 'USD',
  },
  pound: { british: 'GBP', sterling: 'GBP', egyptian: 'EGP', '': 'GBP' },
  franc: { swiss: 'CHF', '': 'CHF' },
  rupee: { indian: 'INR', pakistani: 'PKR', 'sri lankan': 'LKR', nepalese: 'NPR', '': 'INR' },
  krone: { norwegian: 'NOK', danish: 'DKK', '': 'NOK' },
  krona: { swedish: 'SEK', icelandic: 'ISK', '': 'SEK' },
  peso: {
    mexican: 'MXN',
    philippine: 'PHP',
    filipino: 'PHP',
    chilean: 'CLP',
    colombian: 'COP',
    argentine: 'ARS',
    '': 'MXN',
  },
  rouble: { russian: 'RUB', belarusian: 'BYN', '': 'RUB' },
  yen: { japanese: 'JPY', '': 'JPY' },
  euro: { '': 'EUR' },
  zloty: { polish: 'PLN', '': 'PLN' },
  yuan: { chinese: 'CNY', '': 'CNY' },
  lira: { turkish: 'TRY', '': 'TRY' },
  rand: { 'south african': 'ZAR', '': 'ZAR' },
  real: { brazilian: 'BRL' },
  won: { korean: 'KRW', 'south korean': 'KRW' },
  shilling: { kenyan: 'KES', ugandan: 'UGX', tanzanian: 'TZS', '': 'KES' },
  dirham: { moroccan: 'MAD', emirati: 'AED', uae: 'AED', '': 'AED' },
  naira: { nigerian: 'NGN', '': 'NGN' },
  forint: { hungarian: 'HUF', '': 'HUF' },
  koruna: { czech: 'CZK', '': 'CZK' },
  hryvnia: { ukrainian: 'UAH', '': 'UAH' },
  baht: { thai: 'THB', '': 'THB' },
  ringgit: { malaysian: 'MYR', '': 'MYR' },
  rupiah: { indonesian: 'IDR', '': 'IDR' },
  dong: { vietnamese: 'VND', '': 'VND' },
  shekel: { israeli: 'ILS', '': 'ILS' },
  riyal: { saudi: 'SAR', '': 'SAR' },
  lev: { bulgarian: 'BGN', '': 'BGN' },
  leu: { romanian: 'RON', '': 'RON' },
  lari: { georgian: 'GEL', '': 'GEL' },
  tenge: { kazakh: 'KZT', '': 'KZT' },
  cedi: { ghanaian: 'GHS', '': 'GHS' },
  dinar: { kuwaiti: 'KWD', serbian: 'RSD', jordanian: 'JOD' },
};
const FORMS: Record<string, string> = {
  dollars: 'dollar',
  bucks: 'dollar',
  buck: 'dollar',
  dolars: 'dollar',
  dolar: 'dollar',
  dollers: 'dollar',
  pounds: 'pound',
  quid: 'pound',
  sterling: 'pound',
  francs: 'franc',
  rupees: 'rupee',
  kroner: 'krone',
  kronor: 'krona',
  kronas: 'krona',
  pesos: 'peso',
  roubles: 'rouble',
  rubles: 'rouble',
  ruble: 'rouble',
  euros: 'euro',
  eruos: 'euro',
  euors: 'euro',
  zlotys: 'zloty',
  zlotych: 'zloty',
  złoty: 'zloty',
  złotych: 'zloty',
  renminbi: 'yuan',
  rmb: 'yuan',
  liras: 'lira',
  rands: 'rand',
  reais: 'real',
  shillings: 'shilling',
  dirhams: 'dirham',
  nairas: 'naira',
  forints: 'forint',
  korunas: 'koruna',
  korun: 'koruna',
  hryvnias: 'hryvnia',
  shekels: 'shekel',
  riyals: 'riyal',
  leva: 'lev',
  lei: 'leu',
  cedis: 'cedi',
  dinars: 'dinar',
  tenges: 'tenge',
};
const LONGEST = 26;
const LOWER_CODES = new Set([
  'usd',
  'eur',
  'gbp',
  'chf',
  'jpy',
  'cad',
  'aud',
  'nzd',
  'sek',
  'nok',
  'dkk',
  'pln',
  'czk',
  'huf',
  'rub',
  'inr',
  'cny',
  'hkd',
  'sgd',
  'zar',
  'aed',
  'mxn',
  'brl',
  'uah',
  'ils',
  'thb',
  'php',
  'krw',
  'ngn',
  'kes',
]);

/** The currency whose sign, code or word begins at `at`; null where none does. Signs count only beside a number. */
export function currencyAt(text: string, at: number, besideNumber: boolean): { code: string; end: number } | null {
  if (besideNumber) {
    for (const [sign, code] of SIGNS) {
      if (text.startsWith(sign, at) && !(/[\p{L}]$/u.test(sign) && /^\p{L}/u.test(text.slice(at + sign.length)))) {
        return { code, end: at + sign.length };
      }
    }
  } else {
    for (const sign of ['US$', 'A$', 'C$', 'NZ$'])
      if (text.startsWith(sign, at))
        return { code: SIGNS.find(([s]) => s === sign)?.[1] ?? 'USD', end: at + sign.length };
  }
  const code =
    /^[A-Za-z]{3}(?![\p{L}\d])/u.exec(text.slice(at, at + 4))?.[0] ??
    (besideNumber ? /^[A-Z]{3}(?=\d)/.exec(text.slice(at, at + 4))?.[0] : undefined);
  if (code && (CODES.has(code) || (LOWER_CODES.has(code.toLowerCase()) && code.toLowerCase() === code)))
    return { code: code.toUpperCase(), end: at + 3 };
  const russian = russianCurrencyAt(text, at, besideNumber);
  if (russian) return russian;
  const words =
    /^(?:\p{L}+[ -]?){1,3}/u
      .exec(text.slice(at, at + LONGEST))?.[0]
      .toLowerCase()
      .split(/[ -]+/)
      .filter(Boolean) ?? [];
  let length = 0;
  for (let n = 0; n < words.length; n++) {
    const word = words[n] ?? '';
    const stem = FORMS[word] ?? word;
    const adjective = words.slice(0, n).join(' ');
    const match = ADJECTIVES[stem]?.[adjective];
    const end = at + length + word.length;
    if (match && !/^\p{L}/u.test(text.slice(end))) {
      if (stem === 'pound' && /^ sterling\b/i.test(text.slice(end))) return { code: 'GBP', end: end + 9 };
      return { code: match, end };
    }
    length += word.length + 1;
  }
  return null;
}
