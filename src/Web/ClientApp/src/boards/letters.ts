import type { Dot } from './board';

/** A, B … Z, AA, AB …: the sign of the nth colour, so that colour is never the only one. */
export function letterOf(nth: number): string {
  let letters = '';
  for (let rest = nth + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Each colour's letter, by the order in which the colours appear among the dots. */
export function lettersOf(dots: readonly Dot[]): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (const { color } of dots) {
    if (!letters.has(color)) {
      letters.set(color, letterOf(letters.size));
    }
  }
  return letters;
}
