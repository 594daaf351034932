import { readStored, writeStored } from '../app/storage';
import type { Geometry } from '../boards/board';
import type { Drawing } from './drawing';

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
};

const keyOf = (boardId: number) => `dots.drawing.${boardId}`;

export function readStoredDrawing(boardId: number, username: string | null): StoredDrawing | null {
  const text = readStored(keyOf(boardId));
  if (text === null) return null;
  try {
    const stored = JSON.parse(text) as StoredDrawing;
    const isValid =
      Array.isArray(stored.drawing) && Array.isArray(stored.geometry.dots) && stored.geometry.rows > 0;
    // On a shared device, users must neither see nor upload each other's drawings.
    return isValid && (stored.owner === null || stored.owner === username) ? stored : null;
  } catch {
    return null;
  }
}

export function storeDrawing(boardId: number, stored: StoredDrawing): void {
  writeStored(keyOf(boardId), JSON.stringify(stored));
}
