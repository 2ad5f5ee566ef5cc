/** What all readers of Russian share: whether a text is Russian, words as they are looked up, endings of adjectives. */

/** Russian habits hold for a text with Cyrillic letters: a comma between digits is a decimal mark, days come before months. */
export const isRussian = (text: string): boolean => /\p{Script=Cyrillic}/u.test(text);

/** A word as it is looked up: lower case, "ё" as "е". */
export const plainWord = (word: string): string => word.toLowerCase().replaceAll('ё', 'е');

/** Endings of adjectives in every case, gender and number, for words that `plainWord` made. */
export const ADJECTIVE = '(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ою|ею|ей|ые|ие|ых|их|ыми|ими)';

/** The dot behind a short form belongs to it, but for the one that ends a sentence: "24 млн. Сколько это?" */
export const hasOwnDot = (text: string, at: number): boolean =>
  text[at] === '.' && !/^\.(?:\s*$|\s+["«(]?(?:[А-ЯЁ]|[A-Z][a-z]))/u.test(text.slice(at, at + 6));

/** Splits a table of forms: { 2: 'два две двух' } → "два" → 2. */
export function formsOf(table: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(table).flatMap(([key, forms]) => forms.split(' ').map((form) => [form, key] as const)));
}
