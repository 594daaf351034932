import type { Cell } from '../../api/types';

/** The board is drawn with one unit a cell; these are its proportions. */
export const proportions = { tile: 0.92, corner: 0.15, line: 0.36, dot: 0.34 } as const;

/** A line through the middles of its cells. */
export function linePath(cells: readonly Cell[]): string {
  const [first, ...others] = cells;
  if (!first) return '';
  let path = `M${first.col + 0.5} ${first.row + 0.5}`;
  // A point has no direction and would not be drawn; a step of no length is, by its round caps.
  if (others.length === 0) path += 'h0';
  others.forEach((cell, nth) => {
    const before = cells[nth] ?? first;
    const after = cells[nth + 2];
    const isStraight =
      after &&
      ((before.row === cell.row && cell.row === after.row) ||
        (before.col === cell.col && cell.col === after.col));
    // Only the corners are written: a tenth of the text for a long line.
    if (!isStraight) path += before.row === cell.row ? `H${cell.col + 0.5}` : `V${cell.row + 0.5}`;
  });
  return path;
}

/** The tiles under a line. The rounding of the corners comes from the stroke. */
export function tilesPath(cells: readonly Cell[]): string {
  const inset = (1 - proportions.tile) / 2 + proportions.corner;
  const side = round(1 - inset * 2);
  return cells
    .map(({ row, col }) => `M${round(col + inset)} ${round(row + inset)}h${side}v${side}h-${side}z`)
    .join('');
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
