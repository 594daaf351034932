import { expect, test } from 'vitest';
import { linePath, tilesPath } from './shapes';

const cells = (...places: [number, number][]) => places.map(([row, col]) => ({ row, col }));

test('writes only the corners of a line', () => {
  expect(linePath(cells([0, 0], [0, 1], [0, 2], [1, 2], [2, 2]))).toBe('M0.5 0.5H2.5V2.5');
  expect(linePath(cells([2, 0], [1, 0]))).toBe('M0.5 2.5V1.5');
});

test('keeps all corners of a U-turn', () => {
  expect(linePath(cells([0, 0], [0, 1], [1, 1], [1, 0]))).toBe('M0.5 0.5H1.5V1.5H0.5');
});

test('makes a line of one cell visible', () => {
  expect(linePath(cells([1, 1]))).toBe('M1.5 1.5h0');
  expect(linePath([])).toBe('');
});

test('draws a tile for each cell', () => {
  expect(tilesPath(cells([0, 0], [0, 1])).match(/M/g)).toHaveLength(2);
});
