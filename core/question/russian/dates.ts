/** Russian dates: "3 марта 2025 года", "15.04.2025 г.", "15.04.25". */

const MONTHS = ['янв', 'фев', 'мар', 'апр', 'ма', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
const MONTH =
  '(янв(?:ар[ьяе])?|фев(?:рал[ьяе])?|мар(?:та?|те)?|апр(?:ел[ьяе])?|ма[йяе]|июн[ьяе]?|июл[ьяе]?|авг(?:уста?|усте)?|сент?(?:ябр[ьяе])?|окт(?:ябр[ьяе])?|ноя(?:бр[ьяе])?|дек(?:абр[ьяе])?)';
const WORDS = new RegExp(`^(\\d{1,2})(?:-?(?:го|е|ого|ое))?[ \\u00a0]${MONTH}\\.?,?[ \\u00a0](\\d{4})(?!\\d)`, 'iu');
const SHORT = /^(\d{2})\.(\d{2})\.(\d{2})(?![.\d])/;
/** "года", "г." behind a date belongs to it. */
const YEAR_WORD = /^[ \u00a0]?(?:года|году|г\.|г(?!\p{L}))/iu;
/** "15.04.70" is of the last century, "15.04.69" of this one. */
const PIVOT = 70;

/** Year, month and day of a Russian date at `at`, not yet checked against the calendar. */
export function russianDateParts(text: string, at: number): { parts: [string, string, string]; end: number } | null {
  const rest = text.slice(at, at + 40);
  const words = WORDS.exec(rest);
  if (words) {
    const name = (words[2] ?? '').toLowerCase();
    const month = MONTHS.findIndex((m) => name.startsWith(m) && !(m === 'ма' && name.startsWith('мар'))) + 1;
    return { parts: [words[3] ?? '', String(month), words[1] ?? ''], end: at + words[0].length };
  }
  const [all, day = '', month = '', year = ''] = SHORT.exec(rest) ?? [];
  if (!all) return null;
  const century = Number(year) < PIVOT ? '20' : '19';
  return { parts: [century + year, month, day], end: at + all.length };
}

/** Where a date that ends at `end` is over when its word for the year is counted in. */
export function behindYearWord(text: string, end: number): number {
  return end + (YEAR_WORD.exec(text.slice(end, end + 8))?.[0].length ?? 0);
}
