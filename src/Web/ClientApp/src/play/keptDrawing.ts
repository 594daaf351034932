import { readStored, writeStored } from '../app/storage';
import type { Geometry } from '../boards/board';
import type { Drawing } from './drawing';

/** A drawing as this device keeps it, with the board that it was drawn on. */
export type KeptDrawing = {
  /** Who drew it; null for someone who was not signed in. */
  readonly owner: string | null;
  readonly geometry: Geometry;
  readonly boardRevision: number;
  readonly drawing: Drawing;
  /** The server has it too; then it is kept for its geometry only, should the board change. */
  readonly isSaved: boolean;
  /** The revision of the server's path that this one continues; 0 for none. */
  readonly continues: number;
};

const keyOf = (boardId: number) => `dots.drawing.${boardId}`;

export function readKept(boardId: number, username: string | null): KeptDrawing | null {
  const text = readStored(keyOf(boardId));
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as KeptDrawing;
    const isWhole =
      Array.isArray(kept.drawing) && Array.isArray(kept.geometry.dots) && kept.geometry.rows > 0;
    // On a device with several users, nobody sees or uploads what someone else drew.
    return isWhole && (kept.owner === null || kept.owner === username) ? kept : null;
  } catch {
    return null;
  }
}

export function keep(boardId: number, kept: KeptDrawing | null): void {
  writeStored(keyOf(boardId), kept === null ? null : JSON.stringify(kept));
}
