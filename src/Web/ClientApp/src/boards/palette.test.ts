import { describe, expect, test } from 'vitest';
import type { Dot } from './board';
import { contrast, difference, textColorOn } from './color';
import { colorName } from './colorName';
import { nextColor, offeredColors, palette } from './palette';
import { isColor } from './validation';

function pairs(count: number): Dot[] {
  const dots: Dot[] = [];
  for (let nth = 0; nth < count; nth++) {
    const color = nextColor(dots);
    dots.push({ row: nth, col: 0, color }, { row: nth, col: 1, color });
  }
  return dots;
}

describe('the palette', () => {
  test('has enough colours, in the notation of the server', () => {
    expect(palette.length).toBeGreaterThanOrEqual(16);
    expect(palette.every((color) => isColor(color) && color === color.toUpperCase())).toBe(true);
  });

  test('has no two colours that look alike', () => {
    const alike = palette.flatMap((color, nth) =>
      palette
        .slice(nth + 1)
        .filter((other) => difference(color, other) < 0.085)
        .map((other) => [color, other]),
    );
    expect(alike).toEqual([]);
  });

  test('has a different name for each colour', () => {
    expect(new Set(palette.map(colorName)).size).toBe(palette.length);
  });

  test('allows readable text on every colour', () => {
    expect(palette.filter((color) => contrast(color, textColorOn(color)) < 4.5)).toEqual([]);
  });
});

test('unpaired colours are offered first, then unused ones', () => {
  const [first = '', second = '', third = ''] = palette;
  const dots = [
    { row: 0, col: 0, color: first },
    { row: 0, col: 1, color: first },
    { row: 0, col: 2, color: '#ABCDEF' },
  ];
  const offered = offeredColors(dots);
  expect(offered.slice(0, 3)).toEqual(['#ABCDEF', second, third]);
  expect(offered.at(-1)).toBe(first);
  expect(offered).toHaveLength(palette.length + 1);
  expect(nextColor(dots)).toBe(second);
});

test('colours do not run out', () => {
  const dots = pairs(300);
  expect(new Set(dots.map((dot) => dot.color)).size).toBe(300);
  expect(dots.every((dot) => isColor(dot.color))).toBe(true);
  // Generated colours are distinguishable too, at first.
  const [first = '', ...others] = dots
    .slice(palette.length * 2, palette.length * 2 + 20)
    .map((dot) => dot.color);
  expect(
    Math.min(...[...palette, ...others.slice(1)].map((other) => difference(first, other))),
  ).toBeGreaterThan(0.08);
});

test('any colour has the name of the nearest known one', () => {
  expect(colorName('#FF0000')).toBe('red');
  expect(colorName('#0000FF')).toBe('blue');
  expect(colorName('#FFFFFF')).toBe('white');
  expect(colorName('#777777')).toBe('grey');
  expect(colorName('#FFFF00')).toBe('yellow');
});
