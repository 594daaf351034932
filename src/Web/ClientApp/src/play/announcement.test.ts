import { expect, test } from 'vitest';
import { sketchColor, sketchGrid } from '../boards/sketch';
import { announcementOf } from './announcement';
import { type Game, type Move, newGame, play } from './game';

const grid = sketchGrid('A . A\nB . B');
const start = newGame(grid, 'all_cells');
const withA = newGame(grid, 'all_cells', [{ color: sketchColor('A'), cells: [0, 1, 2] }]);

function announced(game: Game, ...moves: Move[]): string {
  let [before, text] = [game, ''];
  for (const move of moves) {
    const after = play(before, move);
    text = announcementOf(before, after, move);
    before = after;
  }
  return text;
}

const toggle = (cell: number): Move => ({ type: 'toggle', cell });
const step = (cell: number): Move => ({ type: 'step', cell });

test('announces picking up and releasing a line', () => {
  expect(announced(start, toggle(0))).toBe('Picked up red dot A');
  expect(announced(start, toggle(0), toggle(0))).toBe('Released');
  expect(announced(start, toggle(1))).toBe('No dot or line here');
});

test('announces a step only if it joins a pair, cuts a line or is blocked', () => {
  expect(announced(start, toggle(0), step(1))).toBe('');
  expect(announced(start, toggle(0), step(1), step(2))).toBe('red joined. 1 of 2.');
  expect(announced(start, toggle(0), step(3))).toBe('Blocked');
  expect(announced(withA, toggle(3), step(4), step(1))).toBe('Cuts a line');
});

test('announces the solution with the last pair', () => {
  expect(announced(withA, toggle(3), step(4), step(5))).toBe('Solved!');
});

test('announces undo only if there was something to undo', () => {
  expect(announced(withA, { type: 'clear' }, { type: 'undo' })).toBe('Undone');
  expect(announced(withA, { type: 'undo' })).toBe('');
});
