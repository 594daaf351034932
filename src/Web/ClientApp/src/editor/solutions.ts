import type { Dot, Geometry, Line } from '../boards/board';
import { gridOf, neighbours } from '../boards/grid';

/**
 * The cells where two solutions differ, in row-major order: those that another colour runs through, none at all, or the
 * same colour by another way.
 */
export function differingCells(
  cols: number,
  first: readonly Line[],
  second: readonly Line[],
): ReadonlySet<number> {
  const a = courses(cols, first);
  const b = courses(cols, second);
  const cells = new Set([...a.keys(), ...b.keys()]);
  return new Set(
    [...cells].filter((cell) => a.get(cell) !== b.get(cell)).sort((left, right) => left - right),
  );
}

/** For each cell of the lines: its colour and the cells before and after it, whichever end the line begins at. */
function courses(cols: number, lines: readonly Line[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const { color, cells } of lines) {
    const indexes = cells.map(({ row, col }) => row * cols + col);
    indexes.forEach((cell, nth) => {
      const ways = [indexes[nth - 1] ?? -1, indexes[nth + 1] ?? -1].sort((left, right) => left - right);
      found.set(cell, `${color} ${ways.join(' ')}`);
    });
  }
  return found;
}

/** The first dot that no line can leave, because every neighbour is a dot of another colour; null if there is none. */
export function walledInDot(geometry: Geometry): Dot | null {
  const grid = gridOf(geometry);
  const isWalledIn = ({ row, col, color }: Dot) =>
    neighbours(grid, row * grid.cols + col)
      .filter((cell) => cell >= 0)
      .map((cell) => grid.dotColors[cell] ?? null)
      .every((other) => other !== null && other !== color);
  return geometry.dots.find(isWalledIn) ?? null;
}
