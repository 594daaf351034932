import type { Cell, Geometry } from './board';

/** A board's geometry with cells indexed in row-major order, for cheap lookup and comparison. */
export interface Grid extends Geometry {
  readonly size: number;
  /** The colour of the dot on each cell. */
  readonly dotColors: readonly (string | null)[];
  /** The cells of each colour's dots, in the order in which the colours appear. */
  readonly pairs: ReadonlyMap<string, readonly number[]>;
}

export function gridOf({ rows, cols, dots }: Geometry): Grid {
  const dotColors = new Array<string | null>(rows * cols).fill(null);
  const pairs = new Map<string, number[]>();
  for (const dot of dots) {
    const cell = dot.row * cols + dot.col;
    dotColors[cell] = dot.color;
    pairs.set(dot.color, [...(pairs.get(dot.color) ?? []), cell]);
  }
  return { rows, cols, dots, size: rows * cols, dotColors, pairs };
}

export function indexOf(grid: { readonly cols: number }, cell: Cell): number {
  return cell.row * grid.cols + cell.col;
}

export function cellAt(grid: { readonly cols: number }, index: number): Cell {
  return { row: Math.floor(index / grid.cols), col: index % grid.cols };
}

export function isOn(grid: { readonly rows: number; readonly cols: number }, cell: Cell): boolean {
  return (
    Number.isInteger(cell.row) &&
    Number.isInteger(cell.col) &&
    cell.row >= 0 &&
    cell.col >= 0 &&
    cell.row < grid.rows &&
    cell.col < grid.cols
  );
}

export function areAdjacent(a: Cell, b: Cell): boolean {
  return Math.abs(a.row - b.row) + Math.abs(a.col - b.col) === 1;
}

export function distance(grid: { readonly cols: number }, a: number, b: number): number {
  const from = cellAt(grid, a);
  const to = cellAt(grid, b);
  return Math.abs(from.row - to.row) + Math.abs(from.col - to.col);
}

/** The cells above, right, below and left; -1 beyond the edge. */
export function neighbours(grid: Grid, index: number): readonly [number, number, number, number] {
  const col = index % grid.cols;
  return [
    index >= grid.cols ? index - grid.cols : -1,
    col < grid.cols - 1 ? index + 1 : -1,
    index + grid.cols < grid.size ? index + grid.cols : -1,
    col > 0 ? index - 1 : -1,
  ];
}
