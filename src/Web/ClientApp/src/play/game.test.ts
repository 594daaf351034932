import { describe, expect, test } from 'vitest';
import type { Grid } from '../boards/grid';
import { drawingAsText, sketchColor, sketchGrid } from '../boards/sketch';
import { type Drawing, isSolved, progressOf } from './drawing';
import { type Game, type Move, newGame, play, shownIn } from './game';

const grid = sketchGrid(`
  A . . A
  B . . .
  . . . .
  B . C C
`);

function at(row: number, col: number, on: Grid = grid): number {
  return row * on.cols + col;
}

function run(game: Game, ...moves: Move[]): Game {
  return moves.reduce(play, game);
}

function press(row: number, col: number): Move {
  return { type: 'press', cell: at(row, col) };
}

function drag(row: number, col: number): Move {
  return { type: 'drag', cell: at(row, col) };
}

function toggle(row: number, col: number): Move {
  return { type: 'toggle', cell: at(row, col) };
}

function step(row: number, col: number): Move {
  return { type: 'step', cell: at(row, col) };
}

const release: Move = { type: 'release' };
const undo: Move = { type: 'undo' };
const redo: Move = { type: 'redo' };

function see(game: Game): string {
  return `\n${drawingAsText(game.grid, shownIn(game))}\n`;
}

function picture(text: string): string {
  return `\n${text
    .trim()
    .split('\n')
    .map((row) => row.trim())
    .join('\n')}\n`;
}

const start = newGame(grid, 'all_cells');

const joinedA: Drawing = [{ color: sketchColor('A'), cells: [0, 1, 2, 3] }];

describe('dragging', () => {
  test('joins a pair, and ends the stroke on release', () => {
    const game = run(start, press(0, 0), drag(0, 1), drag(0, 2), drag(0, 3), release);
    expect(see(game)).toBe(picture('a a a a\nB . . .\n. . . .\nB . C C'));
    expect(game.stroke).toBeNull();
    expect(progressOf(grid, game.drawing)).toEqual({ pairs: 3, joined: 1, cells: 16, used: 4 });
  });

  test('fills in cells that a fast pointer skipped', () => {
    const game = run(start, press(0, 0), drag(0, 3), release);
    expect(see(game)).toBe(picture('a a a a\nB . . .\n. . . .\nB . C C'));
  });

  test('goes around a dot in the way of a fast pointer', () => {
    const wall = newGame(sketchGrid('A B . A\n. . . .\nB . . .'), 'all_cells');
    const game = run(wall, { type: 'press', cell: 0 }, { type: 'drag', cell: 3 }, release);
    expect(see(game)).toBe(picture('a B a a\na a a .\nB . . .'));
  });

  test('stops following if no short route leads to the pointer', () => {
    const wall = newGame(sketchGrid('A B A\n. C .\n. B .\n. C .\n. . .'), 'all_cells');
    const game = run(wall, { type: 'press', cell: 0 }, { type: 'drag', cell: 2 }, release);
    expect(see(game)).toBe(picture('A B A\n. C .\n. B .\n. C .\n. . .'));
  });

  test('does not enter a dot of another colour', () => {
    const game = run(start, press(0, 0), drag(1, 0));
    expect(shownIn(game)).toEqual([]);
  });

  test('stops at the partner dot', () => {
    const game = run(start, press(0, 0), drag(0, 3), drag(1, 3), drag(2, 3));
    expect(see(game)).toBe(picture('a a a a\nB . . .\n. . . .\nB . C C'));
  });

  test('retracts when backing up, one cell or several at a time', () => {
    const drawn = run(start, press(0, 0), drag(0, 1), drag(1, 1), drag(2, 1));
    expect(see(run(drawn, drag(1, 1)))).toBe(picture('a a . A\nB a . .\n. . . .\nB . C C'));
    expect(see(run(drawn, drag(0, 1)))).toBe(picture('a a . A\nB . . .\n. . . .\nB . C C'));
    expect(shownIn(run(drawn, drag(1, 1), drag(0, 1), drag(0, 0)))).toEqual([]);
  });

  test('removes the loop of a line that runs into itself', () => {
    const loop = run(start, press(0, 0), drag(0, 1), drag(0, 2), drag(1, 2), drag(1, 1), drag(0, 1));
    expect(see(loop)).toBe(picture('a a . A\nB . . .\n. . . .\nB . C C'));
  });

  test('cuts a line it crosses, and restores it when backing up', () => {
    const drawn = newGame(grid, 'all_cells', [{ color: sketchColor('A'), cells: [0, 1, 5, 6, 2, 3] }]);
    const crossed = run(drawn, press(1, 0), drag(1, 1), drag(1, 2));
    expect(see(crossed)).toBe(picture('a a . A\nb b b .\n. . . .\nB . C C'));
    expect(see(run(crossed, drag(1, 0)))).toBe(picture('a a a a\nB a a .\n. . . .\nB . C C'));
    expect(see(run(crossed, release, undo))).toBe(picture('a a a a\nB a a .\n. . . .\nB . C C'));
  });

  test('removes a line that is cut right after its dot', () => {
    const drawn = newGame(grid, 'all_cells', [{ color: sketchColor('B'), cells: [4, 5, 9] }]);
    expect(see(run(drawn, press(0, 0), drag(0, 1), drag(1, 1)))).toBe(
      picture('a a . A\nB a . .\n. . . .\nB . C C'),
    );
  });

  test('restarts a line from either of its dots', () => {
    const drawn = newGame(grid, 'all_cells', joinedA);
    const anew = run(drawn, press(0, 3), drag(1, 3), release);
    expect(see(anew)).toBe(picture('A . . a\nB . . a\n. . . .\nB . C C'));
    expect(anew.drawing[0]?.cells).toEqual([3, 7]);
    expect(run(anew, undo).drawing).toEqual(joinedA);
  });

  test('extends a line from its end, and shortens it first in its middle', () => {
    const drawn = newGame(grid, 'all_cells', [{ color: sketchColor('A'), cells: [0, 1, 5, 9] }]);
    expect(see(run(drawn, press(2, 1), drag(2, 2)))).toBe(picture('a a . A\nB a . .\n. a a .\nB . C C'));
    expect(see(run(drawn, press(1, 1)))).toBe(picture('a a . A\nB a . .\n. a . .\nB . C C'));
    expect(see(run(drawn, press(1, 1), drag(1, 2)))).toBe(picture('a a . A\nB a a .\n. . . .\nB . C C'));
  });

  test('starts nothing on an empty cell of a board with dots', () => {
    const game = run(start, press(2, 2), drag(2, 1), release);
    expect(game.stroke).toBeNull();
    expect(game.drawing).toEqual([]);
    expect(game.past).toEqual([]);
  });

  test('reverts a cancelled press', () => {
    const drawn = newGame(grid, 'all_cells', joinedA);
    expect(run(drawn, press(0, 0), drag(0, 1), { type: 'cancel' })).toEqual(drawn);
  });
});

describe('clicking', () => {
  test('a dot, then a cell, draws a route that can be extended', () => {
    const first = run(start, press(0, 0), release, press(2, 2), release);
    expect(first.stroke?.cells.at(-1)).toBe(at(2, 2));
    expect(first.drawing[0]?.cells).toHaveLength(5);
    const second = run(first, press(0, 3), release);
    expect(second.stroke).toBeNull();
    expect(progressOf(grid, second.drawing).joined).toBe(1);
  });

  test('draws the route with the fewest turns', () => {
    const open = newGame(sketchGrid('A . . .\n. . . .\n. . . A'), 'all_cells');
    const game = run(open, { type: 'press', cell: 0 }, release, { type: 'press', cell: 11 }, release);
    const [trace] = game.drawing;
    const turns = trace?.cells.filter((cell, nth, all) => {
      const before = all[nth - 1];
      const after = all[nth + 1];
      return before !== undefined && after !== undefined && cell - before !== after - cell;
    });
    expect(turns).toHaveLength(1);
  });

  test('draws around other lines rather than through them', () => {
    const crossed = sketchGrid('. B .\nA . A\n. . .\n. . .\n. B .');
    const drawn = newGame(crossed, 'pairs_only', [{ color: sketchColor('B'), cells: [1, 4, 7] }]);
    const game = run(drawn, { type: 'press', cell: 3 }, release, { type: 'press', cell: 5 }, release);
    expect(see(game)).toBe(picture('. b .\na b a\na b a\na a a\n. B .'));
  });

  test('draws through other lines if there is no way around', () => {
    const walled = sketchGrid('. B .\nA . A\n. B .');
    const drawn = newGame(walled, 'pairs_only', [{ color: sketchColor('B'), cells: [1, 4, 7] }]);
    const game = run(drawn, { type: 'press', cell: 3 }, release, { type: 'press', cell: 5 }, release);
    expect(see(game)).toBe(picture('. B .\na a a\n. B .'));
  });

  test('the held end again ends the stroke', () => {
    const game = run(start, press(0, 0), release, press(0, 0), release);
    expect(game.stroke).toBeNull();
  });

  test('another dot picks up its line instead', () => {
    const game = run(start, press(0, 0), release, press(1, 0), release);
    expect(game.stroke?.color).toBe(sketchColor('B'));
    expect(game.drawing).toEqual([]);
  });

  test('the end of another line picks it up, its middle is a target', () => {
    const drawn = newGame(grid, 'all_cells', [{ color: sketchColor('B'), cells: [4, 5, 6] }]);
    const held = run(drawn, press(0, 0), release);
    expect(run(held, press(1, 2), release).stroke?.color).toBe(sketchColor('B'));
    expect(see(run(held, press(1, 1), release))).toBe(picture('a a . A\nB a . .\n. . . .\nB . C C'));
  });

  test('the end of the held line picks it up as it is', () => {
    const drawn = newGame(grid, 'all_cells', [{ color: sketchColor('A'), cells: [0, 1, 2, 6, 5, 9] }]);
    const taken = run(drawn, press(0, 1), release, press(2, 1), release);
    expect(taken.stroke?.cells).toEqual([0, 1, 2, 6, 5, 9]);
    expect(taken.drawing).toEqual(drawn.drawing);
  });

  test('each route is one undo step', () => {
    const game = run(start, press(0, 0), release, press(0, 2), release, press(2, 2), release);
    const undone = run(game, undo);
    expect(see(undone)).toBe(picture('a a a A\nB . . .\n. . . .\nB . C C'));
    expect(undone.stroke).toBeNull();
  });

  test('the middle of a line changes nothing until the next click', () => {
    const drawn = newGame(grid, 'all_cells', [{ color: sketchColor('A'), cells: [0, 1, 5, 9] }]);
    const held = run(drawn, press(0, 1), release);
    expect(held.drawing).toEqual(drawn.drawing);
    expect(see(run(held, press(0, 2), release))).toBe(picture('a a a A\nB . . .\n. . . .\nB . C C'));
    expect(run(held, { type: 'endStroke' }).drawing).toEqual(drawn.drawing);
  });
});

describe('the keyboard', () => {
  test('picks up, extends, and ends the stroke at the partner dot', () => {
    const game = run(start, toggle(0, 0), step(0, 1), step(0, 2), step(0, 3));
    expect(game.stroke).toBeNull();
    expect(game.drawing).toEqual(joinedA);
    expect(run(game, undo).drawing).toEqual([]);
  });

  test('retracts on a step back, and ignores one into a dot of another colour', () => {
    const game = run(start, toggle(0, 0), step(0, 1), step(1, 1));
    expect(run(game, step(0, 1)).stroke?.cells).toEqual([0, 1]);
    expect(run(game, step(1, 0))).toBe(game);
  });

  test('keeps the line when the stroke ends', () => {
    const game = run(start, toggle(0, 0), step(0, 1), toggle(0, 1));
    expect(game.stroke).toBeNull();
    expect(game.drawing).toEqual([{ color: sketchColor('A'), cells: [0, 1] }]);
  });

  test('erases the line under the focus, on a dot as well', () => {
    const drawn = newGame(grid, 'all_cells', joinedA);
    expect(run(drawn, { type: 'erase', cell: 1 }).drawing).toEqual([]);
    expect(run(drawn, { type: 'erase', cell: 3 }, undo).drawing).toEqual(joinedA);
    expect(run(drawn, { type: 'erase', cell: 9 })).toBe(drawn);
    const half = newGame(grid, 'all_cells', [{ color: sketchColor('A'), cells: [0, 1] }]);
    expect(run(half, { type: 'erase', cell: 3 }).drawing).toEqual([]);
  });
});

describe('undo and redo', () => {
  const one = run(start, press(0, 0), drag(0, 3), release);
  const two = run(one, press(1, 0), drag(2, 0), drag(3, 0), release);

  test('go through the strokes in both directions', () => {
    expect(run(two, undo).drawing).toEqual(one.drawing);
    expect(run(two, undo, undo).drawing).toEqual([]);
    expect(run(two, undo, undo, redo, redo).drawing).toEqual(two.drawing);
  });

  test('clear the redo stack on a new stroke', () => {
    const other = run(two, undo, press(3, 2), drag(3, 3), release);
    expect(run(other, redo)).toBe(other);
  });

  test('restore a cleared drawing', () => {
    expect(run(two, { type: 'clear' }).drawing).toEqual([]);
    expect(run(two, { type: 'clear' }, undo).drawing).toEqual(two.drawing);
  });

  test('skip a stroke that changed nothing', () => {
    expect(run(two, press(2, 2), release, press(0, 3), { type: 'cancel' }).past).toHaveLength(2);
    const again = run(start, press(0, 0), drag(0, 1), drag(0, 0), release);
    expect(again.past).toEqual([]);
  });
});

describe('a board without dots', () => {
  const blank = newGame(sketchGrid('. . .\n. . .'), 'all_cells');

  test('accepts free lines from any cell', () => {
    const game = run(
      blank,
      { type: 'press', cell: 0 },
      { type: 'drag', cell: 2 },
      { type: 'drag', cell: 5 },
      release,
    );
    expect(game.drawing).toEqual([{ color: null, cells: [0, 1, 2, 5] }]);
  });

  test('extends a free line from both ends', () => {
    const drawn = newGame(blank.grid, 'all_cells', [{ color: null, cells: [1, 2, 5] }]);
    expect(run(drawn, { type: 'press', cell: 1 }, { type: 'drag', cell: 0 }, release).drawing).toEqual([
      { color: null, cells: [5, 2, 1, 0] },
    ]);
  });

  test('splits a free line that is crossed', () => {
    const drawn = newGame(blank.grid, 'all_cells', [{ color: null, cells: [0, 1, 2] }]);
    const game = run(drawn, { type: 'press', cell: 4 }, { type: 'drag', cell: 1 }, release);
    expect(game.drawing).toEqual([
      { color: null, cells: [0] },
      { color: null, cells: [2] },
      { color: null, cells: [4, 1] },
    ]);
  });

  test('is never solved', () => {
    const full: Drawing = [{ color: null, cells: [0, 1, 2, 5, 4, 3] }];
    expect(isSolved('all_cells', progressOf(blank.grid, full))).toBe(false);
    expect(isSolved('pairs_only', progressOf(blank.grid, []))).toBe(false);
  });
});

describe('free lines on a board with dots', () => {
  const drawn = newGame(grid, 'all_cells', [{ color: null, cells: [9, 10, 11] }]);

  test('are kept and can be extended', () => {
    const game = run(drawn, press(2, 3), drag(1, 3), release, press(0, 0), drag(0, 3), release);
    expect(game.drawing).toEqual([{ color: null, cells: [9, 10, 11, 7] }, ...joinedA]);
  });
});
