import { expect, test } from 'vitest';
import { sketchGrid } from '../boards/sketch';
import { cellsBetween, findRoute } from './pathfinding';

const grid = sketchGrid('. . . .\n. . . .\n. . . .');
const open = { grid, canEnter: () => true, extraCost: () => 0 };

test('a route prefers going straight on, and turns once', () => {
  expect(findRoute({ ...open, from: 1, to: 11, before: 0 })).toEqual([2, 3, 7, 11]);
  expect(findRoute({ ...open, from: 5, to: 11, before: 1 })).toEqual([9, 10, 11]);
});

test('there is no route if all are blocked or too long', () => {
  expect(findRoute({ ...open, from: 0, to: 11, canEnter: (cell) => cell < 8 })).toBeNull();
  expect(findRoute({ ...open, from: 0, to: 11, maxSteps: 4 })).toBeNull();
  expect(findRoute({ ...open, from: 0, to: 11, maxSteps: 5 })).toHaveLength(5);
});

test('a route avoids a costly cell if the detour is cheaper', () => {
  expect(findRoute({ ...open, from: 4, to: 6, extraCost: (cell) => (cell === 5 ? 150 : 0) })).toEqual([5, 6]);
  expect(findRoute({ ...open, from: 4, to: 6, extraCost: (cell) => (cell === 5 ? 250 : 0) })).toHaveLength(4);
});

test('finds a route across the largest board', () => {
  const large = sketchGrid(Array(50).fill(Array(50).fill('.').join(' ')).join('\n'));
  expect(findRoute({ ...open, grid: large, from: 0, to: 2499 })).toHaveLength(98);
});

test('cellsBetween returns the cells on the straight line', () => {
  expect(cellsBetween(grid, 0, 3)).toEqual([1, 2, 3]);
  expect(cellsBetween(grid, 8, 0)).toEqual([4, 0]);
  expect(cellsBetween(grid, 5, 5)).toEqual([]);
  expect(cellsBetween(grid, 0, 11)).toHaveLength(5);
  expect(cellsBetween(grid, 0, 11).at(-1)).toBe(11);
});
