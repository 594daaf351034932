import type { Dot } from './board';
import { difference } from './color';

/** Chosen to stay apart from each other and readable on a light and on a dark board; the first are the easiest to tell apart. */
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

/** The whole palette and the board's own colours: first what lacks a partner, then what is unused, last what is done. */
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
 * The colour for the author's next pair. Past the end of the palette it invents one, as far from all others as a
 * coarse sweep finds, because a 50 by 50 board can hold more pairs than any palette.
 */
export function nextColor(dots: readonly Dot[]): string {
  const used = new Set(dots.map((dot) => dot.color));
  return palette.find((color) => !used.has(color)) ?? inventColor([...used]);
}

function inventColor(used: readonly string[]): string {
  const steps = [0x33, 0x66, 0x99, 0xbb, 0xdd];
  let best = '#336699';
  let widest = -1;
  for (const red of steps) {
    for (const green of steps) {
      for (const blue of steps) {
        const color = hex(red, green, blue);
        const room = Math.min(...used.map((other) => difference(color, other)));
        if (room > widest) {
          [best, widest] = [color, room];
        }
      }
    }
  }
  return widest > 0 ? best : firstFree(new Set(used));
}

function firstFree(used: ReadonlySet<string>): string {
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
