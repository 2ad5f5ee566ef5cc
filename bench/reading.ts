/** Reading figures, beside splitting the same text into words. Run: npm run bench -- reading */
import { readFigures } from '../core/question/read.ts';
import { measure, report } from './measure.ts';

const KB = 1000;
const fit = (piece: string): string => piece.repeat(Math.ceil(KB / piece.length)).slice(0, KB);
const TEXTS: Record<string, string> = {
  'a question': fit('How much interest on $10,000 at 5.25% from 3 March 2025 for 3 years and 2 months, paid in EUR? '),
  'figures without end': fit('1,234.56 € 7,5 % £3.4m 12 May 2024 two thousand and five hundred yen '),
  'digits only': fit('1234567890'),
  'commas only': fit('1,'),
  'number words': fit('twenty two hundred and '),
  'signs only': fit('$-€%'),
  'a Russian question': fit(
    'Сколько процентов набежит на 120 тыс. руб. под 14,5 % годовых с 3 марта 2025 за 2 года и 6 месяцев? ',
  ),
  'Russian figures without end': fit(
    'доллар стоит 92,5 рубля, 15 т.р. полтора года двадцать пять тысяч рублей 50 коп. ',
  ),
  'Russian number words': fit('двадцать две тысячи сто '),
  'Russian currencies': fit('белорусских долларов '),
  'one word': fit('x'),
};

export default async function reading(): Promise<void> {
  for (const [name, text] of Object.entries(TEXTS)) {
    const words = await measure('splitting 1 kB into words', () => text.split(/(\s+)/u).map((w) => w.toLowerCase()));
    report(`1 kB: ${name}`, words, [await measure('reading its figures', () => readFigures(text))]);
  }
}
