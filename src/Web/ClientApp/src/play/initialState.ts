import type { Path } from '../api/types';
import { type Board, type Geometry, type Line, sameGeometry } from '../boards/board';
import { type Grid, gridOf } from '../boards/grid';
import { type CarriedOver, carryOver, type Drawing, linesOf, sameDrawing } from './drawing';
import { isBasedOn, type StoredDrawing } from './drawingStorage';

/** A drawing on a board as it was before its author changed it. */
export type OldDrawing = {
  readonly geometry: Geometry;
  readonly lines: readonly Line[];
  /** The part of it that is still valid on the current board. */
  readonly carried: CarriedOver;
};

export type InitialState = {
  readonly drawing: Drawing;
  /** Another drawing, which the server has: the player has to choose. */
  readonly theirs: Drawing | null;
  readonly old: OldDrawing | null;
  /** The server does not have it yet. */
  readonly isUnsaved: boolean;
};

/** Merges the server's path and the locally stored drawing into the state that a player starts from. */
export function initialStateOf(board: Board, path: Path | null, stored: StoredDrawing | null): InitialState {
  const grid = gridOf(board);
  const unsaved = stored && !stored.isSaved && stored.drawing.length > 0 ? stored : null;
  const local = unsaved && sameGeometry(unsaved.geometry, board) ? unsaved.drawing : null;
  const carried = path ? carryOver(grid, path.lines).drawing : [];
  const remote = path && !path.stale && carried.length > 0 ? carried : null;

  if (unsaved && local && path) {
    if (remote && sameDrawing(local, remote))
      return { drawing: remote, theirs: null, old: null, isUnsaved: false };
    // The server's path may be an earlier save of this very drawing, whose response was not received.
    const isOwn =
      isBasedOn(unsaved, path) || unsaved.unconfirmed?.some((sent) => sameDrawing(sent, carried)) === true;
    return isOwn || carried.length === 0
      ? { drawing: local, theirs: null, old: null, isUnsaved: true }
      : { drawing: local, theirs: carried, old: null, isUnsaved: false };
  }
  // An empty local drawing based on the server's path: the player cleared the board while offline.
  const isCleared =
    stored !== null &&
    !stored.isSaved &&
    stored.drawing.length === 0 &&
    path !== null &&
    remote !== null &&
    isBasedOn(stored, path);
  const drawing = isCleared ? [] : (local ?? remote ?? []);
  return {
    drawing,
    theirs: null,
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
