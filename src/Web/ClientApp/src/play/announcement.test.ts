import { expect, test } from 'vitest';
import { inkOf, sketchGrid } from '../boards/sketch';
import { announcementOf } from './announcement';
import { type Game, type Move, newGame, play } from './game';

const grid = sketchGrid('A . A\nB . B');
const start = newGame(grid, 'all_cells');
const withA = newGame(grid, 'all_cells', [{ color: inkOf('A'), cells: [0, 1, 2] }]);

function said(game: Game, ...moves: Move[]): string {
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

test('picking up and letting go are said', () => {
  expect(said(start, toggle(0))).toBe('Picked up red dot A');
  expect(said(start, toggle(0), toggle(0))).toBe('Let go');
  expect(said(start, toggle(1))).toBe('No dot and no line here');
});

test('a step says nothing, unless it joins, cuts, or cannot be made', () => {
  expect(said(start, toggle(0), step(1))).toBe('');
  expect(said(start, toggle(0), step(1), step(2))).toBe('red joined. 1 of 2.');
  expect(said(start, toggle(0), step(3))).toBe('No way there');
  expect(said(withA, toggle(3), step(4), step(1))).toBe('Cuts a line');
});

test('the last pair solves', () => {
  expect(said(withA, toggle(3), step(4), step(5))).toBe('Solved!');
});

test('undo is said where there was something to undo', () => {
  expect(said(withA, { type: 'clear' }, { type: 'undo' })).toBe('Undone');
  expect(said(withA, { type: 'undo' })).toBe('');
});
