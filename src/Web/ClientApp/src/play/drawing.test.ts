import { expect, test } from 'vitest';
import type { Line } from '../boards/board';
import { cellAt } from '../boards/grid';
import { drawingAsText, sketchColor, sketchGrid } from '../boards/sketch';
import { carryOver, isSolved, linesOf, percentFilled, progressOf } from './drawing';

const grid = sketchGrid(`
  A B . A
  . . . .
  B . . .
`);

function line(letter: string | null, ...cells: number[]): Line {
  return { color: letter && sketchColor(letter), cells: cells.map((cell) => cellAt(grid, cell)) };
}

const a = line('A', 0, 4, 5, 6, 2, 3);
const b = line('B', 1, 5, 9, 8);

test('a board is solved when all pairs are joined and, if the rule says so, all cells filled', () => {
  const { drawing } = carryOver(grid, [a]);
  expect(isSolved('pairs_only', progressOf(grid, drawing))).toBe(false);
  const pairsOnly = sketchGrid('A . A\n. . .');
  const joined = [{ color: sketchColor('A'), cells: [0, 1, 2] }];
  expect(isSolved('pairs_only', progressOf(pairsOnly, joined))).toBe(true);
  expect(isSolved('all_cells', progressOf(pairsOnly, joined))).toBe(false);
  const everyCell = [{ color: sketchColor('A'), cells: [0, 2, 3, 1] }];
  expect(isSolved('all_cells', progressOf(sketchGrid('A A\n. .'), everyCell))).toBe(true);
});

test('free lines fill no cell', () => {
  const joined = [{ color: sketchColor('A'), cells: [0, 1, 2] }];
  const progress = progressOf(sketchGrid('A . A\n. . .'), [...joined, { color: null, cells: [3, 4, 5] }]);
  expect(progress.used).toBe(3);
  expect(isSolved('all_cells', progress)).toBe(false);
});

test('nothing solves a board without dots', () => {
  expect(isSolved('pairs_only', progressOf(sketchGrid('. .'), []))).toBe(false);
  expect(isSolved('all_cells', progressOf(sketchGrid('. .'), [{ color: null, cells: [0, 1] }]))).toBe(false);
});

test('only a full board is 100 percent filled', () => {
  expect(percentFilled({ pairs: 1, joined: 1, cells: 2500, used: 2499 })).toBe(99);
  expect(percentFilled({ pairs: 1, joined: 1, cells: 2500, used: 2500 })).toBe(100);
});

test('lines survive the round trip to the server', () => {
  const { drawing, whole, lines } = carryOver(grid, [a]);
  expect(linesOf(grid, drawing)).toEqual([a]);
  expect([whole, lines]).toEqual([1, 1]);
});

test('carrying over keeps the first of two lines on a cell, and the second up to that cell', () => {
  const { drawing, whole } = carryOver(grid, [a, b]);
  expect(drawingAsText(grid, drawing)).toBe('a B a a\na a a .\nb b . .');
  expect(whole).toBe(1);
});

test('carrying over ends a line at a dot that was placed in its way', () => {
  const moved = sketchGrid('A B . A\n. . B .\n. . . .');
  expect(drawingAsText(moved, carryOver(moved, [a]).drawing)).toBe('a B . A\na a B .\n. . . .');
});

test('carrying over starts a line at its other dot when the first was moved', () => {
  const moved = sketchGrid('. B . A\nA . . .\nB . . .');
  const { drawing, whole } = carryOver(moved, [line('A', 3, 2, 6), line('A', 3, 2)]);
  expect(drawing).toEqual([{ color: sketchColor('A'), cells: [3, 2, 6] }]);
  expect(whole).toBe(1);
  const back = carryOver(moved, [line('A', 0, 4, 5)]);
  expect(back.drawing).toEqual([]);
  expect(carryOver(moved, [line('A', 0, 1, 2, 3)]).drawing).toEqual([
    { color: sketchColor('A'), cells: [3, 2] },
  ]);
});

test('carrying over drops missing colours, cells off the grid, jumps and repeats', () => {
  expect(carryOver(grid, [line('C', 5, 6)]).drawing).toEqual([]);
  const small = sketchGrid('A . A');
  expect(
    carryOver(small, [
      {
        color: sketchColor('A'),
        cells: [
          { row: 0, col: 0 },
          { row: 1, col: 0 },
        ],
      },
    ]).drawing,
  ).toEqual([{ color: sketchColor('A'), cells: [0] }]);
  expect(carryOver(grid, [line(null, 5, 7)]).drawing).toEqual([{ color: null, cells: [5] }]);
  expect(carryOver(grid, [line(null, 5, 6, 5)]).drawing).toEqual([{ color: null, cells: [5, 6] }]);
});

test('carrying over ends a line at its partner', () => {
  const near = sketchGrid('A . A .\n. . . .');
  expect(carryOver(near, [line('A', 0, 1, 2, 3)]).drawing).toEqual([
    { color: sketchColor('A'), cells: [0, 1, 2] },
  ]);
});

test('carrying over keeps free lines', () => {
  expect(carryOver(grid, [line(null, 9, 10, 11)]).drawing).toEqual([{ color: null, cells: [9, 10, 11] }]);
});
