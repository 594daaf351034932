import type { Dot } from './board';

/** A, B … Z, AA, AB …: labels the nth colour, so that information is never conveyed by colour alone (WCAG 1.4.1). */
export function letterOf(nth: number): string {
  let letters = '';
  for (let rest = nth + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Assigns letters to the colours in the order of their first dots. */
export function lettersOf(dots: readonly Dot[]): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (const { color } of dots) {
    if (!letters.has(color)) {
      letters.set(color, letterOf(letters.size));
    }
  }
  return letters;
}
