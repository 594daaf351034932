import { expect, test } from 'vitest';
import { linePath, tilesPath } from './shapes';

const cells = (...places: [number, number][]) => places.map(([row, col]) => ({ row, col }));

test('a line is written by its corners', () => {
  expect(linePath(cells([0, 0], [0, 1], [0, 2], [1, 2], [2, 2]))).toBe('M0.5 0.5H2.5V2.5');
  expect(linePath(cells([2, 0], [1, 0]))).toBe('M0.5 2.5V1.5');
});

test('a line that turns back beside itself keeps all its corners', () => {
  expect(linePath(cells([0, 0], [0, 1], [1, 1], [1, 0]))).toBe('M0.5 0.5H1.5V1.5H0.5');
});

test('a line of one cell can be seen', () => {
  expect(linePath(cells([1, 1]))).toBe('M1.5 1.5h0');
  expect(linePath([])).toBe('');
});

test('each cell has its tile', () => {
  expect(tilesPath(cells([0, 0], [0, 1])).match(/M/g)).toHaveLength(2);
});
