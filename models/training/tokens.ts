/** The words whose meaning a new token starts from: its embedding begins as the mean of theirs. */
const KINDS: Record<string, string> = {
  M: ' $ money amount',
  P: ' % percent',
  N: ' number',
  T: ' years time',
  D: ' date',
  C: ' currency',
  X: ' exchange rate',
};
const SPECIAL: Record<string, string> = { '<program>': ' =', '<end>': '.', '<?>': '?', '<decline>': ' sorry no' };

export function initTexts(tokens: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    tokens.map((token) => {
      const name = token.slice(1, -1);
      const marker = /^([MPNTDCX])(\d)$/.exec(name);
      return [
        token,
        SPECIAL[token] ?? (marker ? `${KINDS[marker[1] ?? '']} ${marker[2]}` : ` ${name.replaceAll('_', ' ')}`),
      ];
    }),
  );
}
