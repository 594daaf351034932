import type { Dot } from './board';
import { difference } from './color';

/** Distinguishable from each other on a light and on a dark board; the first are the easiest to tell apart. */
export const palette: readonly string[] = [
  '#DC2F34',
  '#2F6FED',
  '#1E863D',
  '#F2C12E',
  '#8E44D6',
  '#F2762E',
  '#22B8CF',
  '#F06BB0',
  '#8A5533',
  '#9BCB2B',
  '#0A7480',
  '#4A36A8',
  '#8A93A3',
  '#8E1546',
  '#F7B58C',
  '#8CC8FF',
  '#7C761C',
  '#C6A8FA',
  '#7FE0B0',
  '#CB16B4',
];

/** The palette and the board's own colours: unpaired ones first, then unused ones, then complete pairs. */
export function offeredColors(dots: readonly Dot[]): string[] {
  const count = new Map<string, number>();
  for (const { color } of dots) {
    count.set(color, (count.get(color) ?? 0) + 1);
  }
  const used = [...count.keys()];
  return [
    ...used.filter((color) => count.get(color) === 1),
    ...palette.filter((color) => !count.has(color)),
    ...used.filter((color) => count.get(color) !== 1),
  ];
}

/**
 * The colour for the author's next pair. When the palette is used up, which a 50 by 50 board allows, generates one far
 * from all others by a coarse search.
 */
export function nextColor(dots: readonly Dot[]): string {
  const used = new Set(dots.map((dot) => dot.color));
  return palette.find((color) => !used.has(color)) ?? generateColor([...used]);
}

function generateColor(used: readonly string[]): string {
  const steps = [0x33, 0x66, 0x99, 0xbb, 0xdd];
  let best = '#336699';
  let bestDistance = -1;
  for (const red of steps) {
    for (const green of steps) {
      for (const blue of steps) {
        const color = hex(red, green, blue);
        const nearest = Math.min(...used.map((other) => difference(color, other)));
        if (nearest > bestDistance) {
          [best, bestDistance] = [color, nearest];
        }
      }
    }
  }
  return bestDistance > 0 ? best : firstUnused(new Set(used));
}

function firstUnused(used: ReadonlySet<string>): string {
  for (let value = 0x101010; ; value += 0x010307) {
    const color = hex((value >> 16) & 255, (value >> 8) & 255, value & 255);
    if (!used.has(color)) {
      return color;
    }
  }
}

function hex(red: number, green: number, blue: number): string {
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}
