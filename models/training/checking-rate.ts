/** An exchange rate for checking that a conversion runs; no currency is worth nothing, and it is never shown to anybody. */
export const checkingRate = (from: string, to: string): { rate: string; date: string; source: string } => ({
  rate: String((from.charCodeAt(0) + 3) / (to.charCodeAt(1) + 7)).slice(0, 12),
  date: '2026-01-02',
  source: 'made up for checking',
});
