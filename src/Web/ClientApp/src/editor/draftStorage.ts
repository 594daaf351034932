import { readStored, writeStored } from '../app/storage';
import type { BoardDraft } from '../boards/board';

/** Unsaved changes in local storage. The names are those of drafts stored earlier. */
export type StoredDraft = {
  readonly board: BoardDraft;
  /** The saved board that the changes are based on; null for a new board. */
  readonly base: BoardDraft | null;
  /** Saves whose response was lost. Earlier versions did not store them. */
  readonly unconfirmed?: readonly BoardDraft[];
};

/** The id is null for a board that has not been created yet. */
const keyOf = (boardId: number | null) => `dots.design.${boardId ?? 'new'}`;

export function readDraft(boardId: number | null): StoredDraft | null {
  const text = readStored(keyOf(boardId));
  if (text === null) return null;
  try {
    const draft = JSON.parse(text) as StoredDraft;
    const { board } = draft;
    return typeof board.name === 'string' && board.rows > 0 && board.cols > 0 && Array.isArray(board.dots)
      ? draft
      : null;
  } catch {
    return null;
  }
}

export function storeDraft(boardId: number | null, draft: StoredDraft): void {
  writeStored(keyOf(boardId), JSON.stringify(draft));
}

export function removeDraft(boardId: number | null): void {
  writeStored(keyOf(boardId), null);
}
