import type { Path } from '../api/types';
import { type Board, type Geometry, type Line, sameGeometry } from '../boards/board';
import { type Grid, gridOf } from '../boards/grid';
import { type CarriedOver, carryOver, type Drawing, linesOf, progressOf, sameDrawing } from './drawing';
import type { KeptDrawing } from './keptDrawing';

/** A drawing on a board as it was before its author changed it. */
export type OldDrawing = {
  readonly geometry: Geometry;
  readonly lines: readonly Line[];
  /** What of it is still legal on the board as it is now. */
  readonly carried: CarriedOver;
};

export type Beginning = {
  readonly drawing: Drawing;
  /** The other of two drawings, which the player may prefer. */
  readonly other: Drawing | null;
  readonly old: OldDrawing | null;
  /** The server does not have it yet. */
  readonly isUnsaved: boolean;
};

/** What a player finds on coming to a board, out of what the server has and what this device has kept. */
export function beginningOf(board: Board, path: Path | null, kept: KeptDrawing | null): Beginning {
  const grid = gridOf(board);
  const unsaved = kept && !kept.isSaved && kept.drawing.length > 0 ? kept : null;
  const here = unsaved && sameGeometry(unsaved.geometry, board) ? unsaved.drawing : null;
  const there = path && !path.stale && path.lines.length > 0 ? carryOver(grid, path.lines).drawing : null;

  if (here && there) {
    if (sameDrawing(here, there)) return { drawing: there, other: null, old: null, isUnsaved: false };
    if (unsaved?.continues === path?.revision) {
      return { drawing: here, other: null, old: null, isUnsaved: true };
    }
    return isFurther(grid, there, here)
      ? { drawing: there, other: here, old: null, isUnsaved: false }
      : { drawing: here, other: there, old: null, isUnsaved: true };
  }
  // An empty drawing that continues the server's is one that the player cleared while offline.
  const isCleared =
    kept !== null &&
    !kept.isSaved &&
    kept.drawing.length === 0 &&
    there !== null &&
    kept.continues === path?.revision;
  const drawing = isCleared ? [] : (here ?? there ?? []);
  return {
    drawing,
    other: null,
    old: here ? null : oldOf(grid, path, unsaved, kept),
    isUnsaved: here !== null || isCleared,
  };
}

function oldOf(
  grid: Grid,
  path: Path | null,
  unsaved: KeptDrawing | null,
  kept: KeptDrawing | null,
): OldDrawing | null {
  if (unsaved && !sameGeometry(unsaved.geometry, grid)) {
    return oldDrawing(grid, unsaved.geometry, linesOf(gridOf(unsaved.geometry), unsaved.drawing));
  }
  if (path?.stale && path.lines.length > 0) {
    const geometry = kept?.boardRevision === path.board_revision ? kept.geometry : surmised(path.lines);
    return oldDrawing(grid, geometry, path.lines);
  }
  return null;
}

export function oldDrawing(grid: Grid, geometry: Geometry, lines: readonly Line[]): OldDrawing {
  return { geometry, lines, carried: carryOver(grid, lines) };
}

/** A board that the lines may have been drawn on: the server keeps them, but not the board as it was. */
function surmised(lines: readonly Line[]): Geometry {
  const cells = lines.flatMap((line) => line.cells);
  const side = (of: 'row' | 'col') => cells.reduce((most, cell) => Math.max(most, cell[of] + 1), 1);
  const dots = lines.flatMap(({ color, cells: [first] }) => (color && first ? [{ ...first, color }] : []));
  return { rows: side('row'), cols: side('col'), dots };
}

function isFurther(grid: Grid, a: Drawing, b: Drawing): boolean {
  const [x, y] = [progressOf(grid, a), progressOf(grid, b)];
  return x.joined > y.joined || (x.joined === y.joined && x.used > y.used);
}
