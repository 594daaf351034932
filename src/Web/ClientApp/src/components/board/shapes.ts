import type { Cell } from '../../api/types';

/** In cells: the board is drawn with one unit per cell. */
export const proportions = { tile: 0.92, corner: 0.15, line: 0.36, dot: 0.34 } as const;

/** A path through the centres of the cells. */
export function linePath(cells: readonly Cell[]): string {
  const [first, ...others] = cells;
  if (!first) return '';
  let path = `M${first.col + 0.5} ${first.row + 0.5}`;
  // A path without segments is not rendered; a zero-length one is, with its round caps.
  if (others.length === 0) path += 'h0';
  others.forEach((cell, nth) => {
    const before = cells[nth] ?? first;
    const after = cells[nth + 2];
    const isStraight =
      after &&
      ((before.row === cell.row && cell.row === after.row) ||
        (before.col === cell.col && cell.col === after.col));
    // Only corners are written, which makes long lines much shorter.
    if (!isStraight) path += before.row === cell.row ? `H${cell.col + 0.5}` : `V${cell.row + 0.5}`;
  });
  return path;
}

/** The tiles under a line. Their corners are rounded by the stroke. */
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
