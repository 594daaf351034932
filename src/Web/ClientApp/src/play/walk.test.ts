import { expect, test } from 'vitest';
import { sketchGrid } from '../boards/sketch';
import { cellsBetween, findWalk } from './walk';

const grid = sketchGrid('. . . .\n. . . .\n. . . .');
const open = { grid, mayEnter: () => true, extraCost: () => 0 };

test('a walk goes straight on from where it came, and turns once', () => {
  expect(findWalk({ ...open, from: 1, to: 11, before: 0 })).toEqual([2, 3, 7, 11]);
  expect(findWalk({ ...open, from: 5, to: 11, before: 1 })).toEqual([9, 10, 11]);
});

test('there is none where all ways are closed, or longer than allowed', () => {
  expect(findWalk({ ...open, from: 0, to: 11, mayEnter: (cell) => cell < 8 })).toBeNull();
  expect(findWalk({ ...open, from: 0, to: 11, longest: 4 })).toBeNull();
  expect(findWalk({ ...open, from: 0, to: 11, longest: 5 })).toHaveLength(5);
});

test('a dear cell is walked around when the way around is cheaper', () => {
  expect(findWalk({ ...open, from: 4, to: 6, extraCost: (cell) => (cell === 5 ? 150 : 0) })).toEqual([5, 6]);
  expect(findWalk({ ...open, from: 4, to: 6, extraCost: (cell) => (cell === 5 ? 250 : 0) })).toHaveLength(4);
});

test('across the largest board', () => {
  const large = sketchGrid(Array(50).fill(Array(50).fill('.').join(' ')).join('\n'));
  expect(findWalk({ ...open, grid: large, from: 0, to: 2499 })).toHaveLength(98);
});

test('between two events a pointer went over the cells on the straight line', () => {
  expect(cellsBetween(grid, 0, 3)).toEqual([1, 2, 3]);
  expect(cellsBetween(grid, 8, 0)).toEqual([4, 0]);
  expect(cellsBetween(grid, 5, 5)).toEqual([]);
  expect(cellsBetween(grid, 0, 11)).toHaveLength(5);
  expect(cellsBetween(grid, 0, 11).at(-1)).toBe(11);
});
