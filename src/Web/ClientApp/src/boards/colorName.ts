import { difference } from './color';

/** Common colour names with typical values. Contains every colour of the palette, so that no two share a name. */
const named = {
  red: ['#DC2F34'],
  blue: ['#2F6FED', '#0000FF'],
  green: ['#1E863D'],
  yellow: ['#F2C12E'],
  purple: ['#8E44D6'],
  orange: ['#F2762E'],
  turquoise: ['#22B8CF'],
  pink: ['#F06BB0'],
  brown: ['#8A5533'],
  lime: ['#9BCB2B'],
  teal: ['#0A7480'],
  indigo: ['#4A36A8'],
  grey: ['#8A93A3'],
  burgundy: ['#8E1546'],
  peach: ['#F7B58C'],
  skyBlue: ['#8CC8FF'],
  olive: ['#7C761C'],
  lavender: ['#C6A8FA'],
  mint: ['#7FE0B0'],
  magenta: ['#CB16B4'],
  white: ['#FFFFFF'],
  black: ['#000000'],
  navy: ['#1B2A5E'],
  darkGreen: ['#14532D'],
} as const;

export type ColorName = keyof typeof named;

const known = new Map<string, ColorName>();

export function colorName(color: string): ColorName {
  const found = known.get(color);
  if (found) {
    return found;
  }
  let nearest: ColorName = 'grey';
  let smallestGap = Number.POSITIVE_INFINITY;
  for (const [name, typical] of Object.entries(named) as [ColorName, readonly string[]][]) {
    const gap = Math.min(...typical.map((other) => difference(color, other)));
    if (gap < smallestGap) {
      [nearest, smallestGap] = [name, gap];
    }
  }
  known.set(color, nearest);
  return nearest;
}
