/** The part of papaparse that is used here; the package brings no types. */
declare module 'papaparse' {
  interface Parsed {
    data: string[][];
  }
  const papa: {
    parse(
      text: string,
      options: { skipEmptyLines: 'greedy' | boolean; delimiter?: string; delimitersToGuess?: string[] },
    ): Parsed;
  };
  export default papa;
}
