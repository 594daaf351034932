import { describe, expect, test } from 'vitest';
import type { Dot, Line } from '../boards/board';
import { differingCells, walledInDot } from './solutions';

/** A line through cells of a board with three columns, given by their indexes. */
const line = (color: string, ...cells: number[]): Line => ({
  color,
  cells: cells.map((cell) => ({ row: Math.floor(cell / 3), col: cell % 3 })),
});

const dot = (color: string, row: number, col: number): Dot => ({ row, col, color });

describe('differing cells', () => {
  test('are none where the same line begins at its other end', () => {
    expect(differingCells(3, [line('red', 0, 1, 2)], [line('red', 2, 1, 0)])).toEqual(new Set());
  });

  test('are those that belong to another colour, or to no line', () => {
    const first = [line('red', 0, 1, 2), line('blue', 3, 4)];
    const second = [line('red', 0, 1, 2), line('blue', 3, 6)];
    expect([...differingCells(3, first, second)]).toEqual([3, 4, 6]);
  });

  test('are those that the same colour runs through by another way', () => {
    const first = [line('red', 0, 1, 4, 3, 6, 7, 8)];
    const second = [line('red', 0, 3, 4, 1, 2, 5, 8)];
    // Both run straight through the middle.
    expect([...differingCells(3, first, second)]).toEqual([0, 1, 2, 3, 5, 6, 7, 8]);
  });
});

describe('a walled-in dot', () => {
  test('has only dots of other colours and the border around it', () => {
    const dots = [
      dot('red', 0, 0),
      dot('blue', 0, 1),
      dot('green', 1, 0),
      dot('red', 2, 2),
      dot('blue', 2, 1),
    ];
    expect(walledInDot({ rows: 3, cols: 3, dots })).toBe(dots[0]);
  });

  test('is none that has a free cell beside it', () => {
    const dots = [dot('red', 0, 0), dot('blue', 0, 1), dot('red', 2, 2)];
    expect(walledInDot({ rows: 3, cols: 3, dots })).toBeNull();
  });

  test('is none that has its partner beside it', () => {
    const dots = [dot('red', 0, 0), dot('red', 0, 1), dot('blue', 1, 0), dot('blue', 1, 1)];
    expect(walledInDot({ rows: 2, cols: 2, dots })).toBeNull();
  });

  test('need not be in a corner', () => {
    const dots = [dot('a', 0, 1), dot('b', 1, 0), dot('c', 1, 1), dot('d', 1, 2), dot('e', 2, 1)];
    expect(walledInDot({ rows: 3, cols: 3, dots })).toBe(dots[2]);
  });
});
