import type { Dot, Geometry } from './board';
import { type Grid, gridOf } from './grid';
import { palette } from './palette';

/** Parses a board in the notation of the tests: a letter is a dot, a full stop an empty cell. */
export function sketch(text: string): Geometry {
  const rows = text
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/));
  const dots = rows.flatMap((row, nth) =>
    row.flatMap((sign, col): Dot[] => (sign === '.' ? [] : [{ row: nth, col, color: sketchColor(sign) }])),
  );
  return {
    rows: rows.length,
    cols: rows[0]?.length ?? 0,
    dots: dots.toSorted((a, b) => palette.indexOf(a.color) - palette.indexOf(b.color)),
  };
}

export function sketchGrid(text: string): Grid {
  return gridOf(sketch(text));
}

export function sketchColor(letter: string): string {
  return palette[letter.toUpperCase().charCodeAt(0) - 65] ?? '#000000';
}

/** The drawing as text: a line's letter on each of its cells, an asterisk for a free line. */
export function drawingAsText(
  grid: Grid,
  drawing: readonly { readonly color: string | null; readonly cells: readonly number[] }[],
): string {
  const signs = grid.dotColors.map((color) =>
    color === null ? '.' : String.fromCharCode(65 + palette.indexOf(color)),
  );
  for (const { color, cells } of drawing) {
    for (const cell of cells) {
      signs[cell] = color === null ? '*' : String.fromCharCode(97 + palette.indexOf(color));
    }
  }
  return Array.from({ length: grid.rows }, (_, row) =>
    signs.slice(row * grid.cols, (row + 1) * grid.cols).join(' '),
  ).join('\n');
}
