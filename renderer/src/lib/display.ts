/** A value apart from its unit, so that the figure can stand large and the unit small. */
export function apart(display: string, unit: string): { figure: string; unit: string } {
  if (unit && display.endsWith(unit)) return { figure: display.slice(0, -unit.length).trimEnd(), unit };
  const bare = /^[-−\d\s.,]+$/.test(display);
  return { figure: display, unit: bare ? unit : '' };
}

export const shortHash = (hash: string): string => `${hash.slice(0, 4)}…${hash.slice(-2)}`;
