import { readStored, writeStored } from '../app/storage';
import type { BoardDraft } from '../boards/board';

/** Work that was not saved yet, as this device keeps it. */
export type KeptDesign = {
  readonly board: BoardDraft;
  /** The saved board that the work began from, and its version; null for a new one. */
  readonly base: BoardDraft | null;
  readonly etag: string | null;
};

/** Null is the board that does not exist yet. */
const keyOf = (boardId: number | null) => `dots.design.${boardId ?? 'new'}`;

export function readKept(boardId: number | null): KeptDesign | null {
  const text = readStored(keyOf(boardId));
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as KeptDesign;
    const { board } = kept;
    return typeof board.name === 'string' && board.rows > 0 && board.cols > 0 && Array.isArray(board.dots)
      ? kept
      : null;
  } catch {
    return null;
  }
}

export function keep(boardId: number | null, kept: KeptDesign | null): void {
  writeStored(keyOf(boardId), kept === null ? null : JSON.stringify(kept));
}
