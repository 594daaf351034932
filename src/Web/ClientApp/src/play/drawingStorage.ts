import type { PathVersion } from '../api/paths';
import { readStored, writeStored } from '../app/storage';
import type { Geometry } from '../boards/board';
import { type Drawing, sameDrawing } from './drawing';

/** A drawing in local storage, with the board that it was drawn on. The names are those of drawings stored earlier. */
export type StoredDrawing = {
  /** The user who drew it; null for a visitor who was not signed in. */
  readonly owner: string | null;
  readonly geometry: Geometry;
  readonly boardRevision: number;
  readonly drawing: Drawing;
  /** The server has it too. It is then stored only for its geometry, in case the board changes. */
  readonly isSaved: boolean;
  /** The revision of the server's path that this drawing is based on; 0 for none. */
  readonly continues: number;
  /** The id of that path. Earlier versions did not store it. */
  readonly continuesPath?: number;
  /** Saves whose response was not received. Earlier versions did not store them. */
  readonly unconfirmed?: readonly Drawing[];
};

const keyOf = (boardId: number) => `dots.drawing.${boardId}`;

export function readStoredDrawing(boardId: number, username: string | null): StoredDrawing | null {
  const stored = read(boardId);
  // On a shared device, users must neither see nor upload each other's drawings.
  return stored && (stored.owner === null || stored.owner === username) ? stored : null;
}

/** The drawing that each session stored last, by which it recognises its own. */
const lastStored = new WeakMap<object, string>();

/**
 * Stores the drawing of a session on the board. A saved drawing does not replace an unsaved one of another session, in
 * another tab: the server does not have that one.
 */
export function storeDrawing(boardId: number, session: object, stored: StoredDrawing): void {
  const text = JSON.stringify(stored);
  if (stored.isSaved && readStored(keyOf(boardId)) !== (lastStored.get(session) ?? null)) {
    const other = read(boardId);
    const isUnsaved = other !== null && !other.isSaved && other.drawing.length > 0;
    if (isUnsaved && !sameDrawing(other.drawing, stored.drawing)) return;
  }
  lastStored.set(session, text);
  writeStored(keyOf(boardId), text);
}

/** Whether the drawing was drawn on top of this version of the path. */
export const isBasedOn = (
  { continues, continuesPath }: StoredDrawing,
  { id, revision }: PathVersion,
): boolean => continues === revision && (continuesPath === undefined || continuesPath === id);

function read(boardId: number): StoredDrawing | null {
  const text = readStored(keyOf(boardId));
  if (text === null) return null;
  try {
    const stored = JSON.parse(text) as StoredDrawing;
    const isValid =
      Array.isArray(stored.drawing) && Array.isArray(stored.geometry.dots) && stored.geometry.rows > 0;
    return isValid ? stored : null;
  } catch {
    return null;
  }
}
