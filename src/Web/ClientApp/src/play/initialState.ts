import type { Path } from '../api/types';
import { type Board, type Geometry, type Line, sameGeometry } from '../boards/board';
import { type Grid, gridOf } from '../boards/grid';
import { type CarriedOver, carryOver, type Drawing, linesOf, progressOf, sameDrawing } from './drawing';
import type { StoredDrawing } from './drawingStorage';

/** A drawing on a board as it was before its author changed it. */
export type OldDrawing = {
  readonly geometry: Geometry;
  readonly lines: readonly Line[];
  /** The part of it that is still valid on the current board. */
  readonly carried: CarriedOver;
};

export type InitialState = {
  readonly drawing: Drawing;
  /** A second drawing, from the server or this device, that the player may prefer. */
  readonly other: Drawing | null;
  readonly old: OldDrawing | null;
  /** The server does not have it yet. */
  readonly isUnsaved: boolean;
};

/** Merges the server's path and the locally stored drawing into the state that a player starts from. */
export function initialStateOf(board: Board, path: Path | null, stored: StoredDrawing | null): InitialState {
  const grid = gridOf(board);
  const unsaved = stored && !stored.isSaved && stored.drawing.length > 0 ? stored : null;
  const local = unsaved && sameGeometry(unsaved.geometry, board) ? unsaved.drawing : null;
  const remote = path && !path.stale && path.lines.length > 0 ? carryOver(grid, path.lines).drawing : null;

  if (local && remote) {
    if (sameDrawing(local, remote)) return { drawing: remote, other: null, old: null, isUnsaved: false };
    if (unsaved?.continues === path?.revision) {
      return { drawing: local, other: null, old: null, isUnsaved: true };
    }
    return hasMoreProgress(grid, remote, local)
      ? { drawing: remote, other: local, old: null, isUnsaved: false }
      : { drawing: local, other: remote, old: null, isUnsaved: true };
  }
  // An empty local drawing based on the server's path: the player cleared the board while offline.
  const isCleared =
    stored !== null &&
    !stored.isSaved &&
    stored.drawing.length === 0 &&
    remote !== null &&
    stored.continues === path?.revision;
  const drawing = isCleared ? [] : (local ?? remote ?? []);
  return {
    drawing,
    other: null,
    old: local ? null : oldOf(grid, path, unsaved, stored),
    isUnsaved: local !== null || isCleared,
  };
}

function oldOf(
  grid: Grid,
  path: Path | null,
  unsaved: StoredDrawing | null,
  stored: StoredDrawing | null,
): OldDrawing | null {
  if (unsaved && !sameGeometry(unsaved.geometry, grid)) {
    return oldDrawing(grid, unsaved.geometry, linesOf(gridOf(unsaved.geometry), unsaved.drawing));
  }
  if (path?.stale && path.lines.length > 0) {
    const geometry =
      stored?.boardRevision === path.board_revision ? stored.geometry : inferGeometry(path.lines);
    return oldDrawing(grid, geometry, path.lines);
  }
  return null;
}

export function oldDrawing(grid: Grid, geometry: Geometry, lines: readonly Line[]): OldDrawing {
  return { geometry, lines, carried: carryOver(grid, lines) };
}

/** The smallest board that the lines fit on: the server keeps the lines, but not the board as it was. */
function inferGeometry(lines: readonly Line[]): Geometry {
  const cells = lines.flatMap((line) => line.cells);
  const side = (of: 'row' | 'col') => cells.reduce((most, cell) => Math.max(most, cell[of] + 1), 1);
  const dots = lines.flatMap(({ color, cells: [first] }) => (color && first ? [{ ...first, color }] : []));
  return { rows: side('row'), cols: side('col'), dots };
}

function hasMoreProgress(grid: Grid, a: Drawing, b: Drawing): boolean {
  const [x, y] = [progressOf(grid, a), progressOf(grid, b)];
  return x.joined > y.joined || (x.joined === y.joined && x.used > y.used);
}
