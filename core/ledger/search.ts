/** What a person types into the search field → a query of SQLite's FTS5. */

/**
 * Each word becomes a quoted phrase that may go on, and all must be there; no typed character is an operator.
 * Empty for an empty search, null where there is no letter or digit to look for.
 */
export function toMatch(search: string): string | null {
  const words = search.trim().split(/\s+/).filter(Boolean);
  const quoted = words.filter((word) => /[\p{L}\p{N}]/u.test(word)).map((word) => `"${word.replaceAll('"', ' ')}"*`);
  if (words.length && !quoted.length) return null;
  return quoted.join(' ');
}
