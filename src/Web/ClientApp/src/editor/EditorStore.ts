import { batch, computed, signal } from '@preact/signals';
import { user } from '../account/session';
import { ApiError } from '../api/ApiError';
import { createBoard, deleteBoard, getBoard, updateBoard } from '../api/boards';
import { type Board, type BoardDraft, draftOf, sameDraft } from '../boards/board';
import { problemsOf } from '../boards/validation';
import { blankBoard, type Change, change, type Design, newDesign } from './design';
import { readDraft, removeDraft, storeDraft } from './draftStorage';
import { errorsOfProblems, errorsOfResponse, type FieldErrors, hasErrors, noErrors } from './fieldErrors';

/** Why the last save failed. */
export type SaveFailure =
  | { readonly kind: 'signIn' }
  | { readonly kind: 'conflict'; readonly theirs: Board }
  | { readonly kind: 'deleted' }
  /** Refused as stale, although the board is as it was read: a proxy must have altered the request. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'error'; readonly error: unknown };

export type EditorMessage = 'restored' | 'saved' | 'theirs' | 'loaded';

/**
 * The state of the editor for one board. Every change is stored on this device until it is saved. A save sends the
 * version that the changes are based on, so that it never overwrites someone else's.
 */
export class EditorStore {
  readonly design;
  readonly saved;
  readonly errors = signal<FieldErrors>(noErrors);
  readonly failure = signal<SaveFailure | null>(null);
  readonly message = signal<EditorMessage | null>(null);
  readonly isSaving = signal(false);
  /** The number of saves rejected by validation. Each one moves the focus to the first invalid field. */
  readonly rejectedSaves = signal(0);
  readonly isDirty = computed(() => {
    const { board } = this.design.value;
    const { value: saved } = this.saved;
    return saved === null ? !sameDraft(board, blankBoard) : !sameDraft(board, saved);
  });
  /** Whether the user may update this board, rather than save a copy. */
  readonly isOwn = computed(() => {
    const { value: saved } = this.saved;
    // While signed out it may be theirs: the server decides after sign-in.
    return saved === null || user.value === null || user.value.username === saved.creator_username;
  });

  /** Saves whose response was lost: the server may have performed any of them. */
  #unconfirmed: readonly BoardDraft[] = [];

  constructor(saved: Board | null) {
    this.saved = signal(saved);
    const draft = readDraft(saved?.id ?? null);
    const base = saved === null ? blankBoard : draftOf(saved);
    const hasChanges = draft !== null && !sameDraft(draft.board, base);
    this.design = signal<Design>(newDesign(base));
    if (!hasChanges) return;
    // With the saved board in the history, so that undo goes back to it.
    this.design.value = { ...newDesign(draft.board), past: [base] };
    this.message.value = 'restored';
    const isOwnSave = draft.unconfirmed?.some((sent) => sameDraft(sent, base));
    const wasChanged = saved !== null && draft.base !== null && !sameDraft(draft.base, base) && !isOwnSave;
    if (saved !== null && wasChanged) this.failure.value = { kind: 'conflict', theirs: saved };
  }

  /** The store of a board that has just been created, for reuse at its own address with its undo history. */
  static #handedOver: EditorStore | null = null;

  handOver(): void {
    EditorStore.#handedOver = this;
  }

  static async open(boardId: number | null, abort: AbortSignal): Promise<EditorStore> {
    const handedOver = EditorStore.#handedOver;
    EditorStore.#handedOver = null;
    if (handedOver !== null && handedOver.saved.value?.id === boardId) return handedOver;
    if (boardId === null) return new EditorStore(null);
    return new EditorStore((await getBoard(boardId, abort)).data);
  }

  change(action: Change): void {
    const before = this.design.value;
    const after = change(before, action);
    if (after === before) return;
    this.design.value = after;
    if (after.board === before.board) return;
    if (this.message.value !== 'theirs' || action.type === 'undo') this.message.value = null;
    // After a rejected save, validate on every change.
    if (hasErrors(this.errors.value)) this.errors.value = this.#problems();
    this.#updateDraft();
  }

  /** Replaces the board; can be undone. */
  load(board: BoardDraft): void {
    this.change({ type: 'replace', board });
    this.message.value = 'loaded';
  }

  /** @returns The saved board, or null if the save failed. */
  async save(): Promise<Board | null> {
    const { value: saved } = this.saved;
    return this.#write((draft) => (saved === null ? createBoard(draft) : this.#update(saved, draft)));
  }

  /** Saves the design as a new board, and leaves the original unchanged. */
  async saveAsNew(): Promise<Board | null> {
    return this.#write(createBoard);
  }

  /** Resolves a conflict: overwrites the other version. */
  async keepMine(): Promise<Board | null> {
    const failure = this.failure.value;
    if (failure?.kind !== 'conflict') return null;
    this.saved.value = failure.theirs;
    return this.save();
  }

  /** Resolves a conflict: switches to the other version. Undo goes back to the author's own. */
  takeTheirs(): void {
    const failure = this.failure.value;
    if (failure?.kind !== 'conflict') return;
    batch(() => {
      this.saved.value = failure.theirs;
      this.failure.value = null;
      this.errors.value = noErrors;
      this.design.value = change(this.design.value, {
        type: 'replace',
        board: draftOf(failure.theirs),
      });
      this.message.value = 'theirs';
    });
    removeDraft(failure.theirs.id);
  }

  discard(): void {
    const { value: saved } = this.saved;
    this.change({ type: 'replace', board: saved === null ? blankBoard : draftOf(saved) });
    this.message.value = null;
    removeDraft(saved?.id ?? null);
  }

  async remove(): Promise<boolean> {
    const { value: saved } = this.saved;
    if (saved === null) return false;
    try {
      await deleteBoard(saved.id);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) {
        this.failure.value = { kind: 'error', error };
        return false;
      }
    }
    removeDraft(saved.id);
    return true;
  }

  #updateDraft(): void {
    const { value: saved } = this.saved;
    const id = saved?.id ?? null;
    if (!this.isDirty.value) {
      removeDraft(id);
      return;
    }
    storeDraft(id, {
      board: this.design.value.board,
      base: saved === null ? null : draftOf(saved),
      unconfirmed: this.#unconfirmed,
    });
  }

  #problems(): FieldErrors {
    const { board } = this.design.value;
    return errorsOfProblems(board, problemsOf(board));
  }

  /** Saves again on top of a save of one's own whose response was lost. */
  async #update(saved: Board, draft: BoardDraft): Promise<{ data: Board }> {
    try {
      return await updateBoard(saved.id, draft, saved.revision);
    } catch (error) {
      if (!isStale(error) || this.#unconfirmed.length === 0) throw error;
      const { data: current } = await getBoard(saved.id);
      if (!this.#unconfirmed.some((sent) => sameDraft(sent, current))) throw error;
      this.saved.value = current;
      return await updateBoard(saved.id, draft, current.revision);
    }
  }

  async #write(send: (draft: BoardDraft) => Promise<{ data: Board }>): Promise<Board | null> {
    if (this.isSaving.value) return null;
    this.design.value = change(this.design.value, { type: 'putBack' });
    const { board } = this.design.value;
    this.errors.value = this.#problems();
    this.failure.value = null;
    this.message.value = null;
    if (hasErrors(this.errors.value)) {
      this.rejectedSaves.value++;
      return null;
    }
    if (user.value === null) {
      this.failure.value = { kind: 'signIn' };
      return null;
    }
    this.isSaving.value = true;
    try {
      const { data } = await send({ ...board, name: board.name.trim() });
      const before = this.saved.value?.id ?? null;
      this.#unconfirmed = [];
      batch(() => {
        this.saved.value = data;
        this.message.value = 'saved';
      });
      if (before !== data.id) removeDraft(before);
      // Changes made during the request are not saved yet.
      this.#updateDraft();
      return data;
    } catch (error) {
      await this.#handleError(error, board);
      return null;
    } finally {
      this.isSaving.value = false;
    }
  }

  async #handleError(error: unknown, board: BoardDraft): Promise<void> {
    const status = error instanceof ApiError ? error.status : -1;
    const { value: saved } = this.saved;
    if (error instanceof ApiError && (error.isNetwork || error.status >= 500)) {
      this.#unconfirmed = [...this.#unconfirmed, board];
      this.#updateDraft();
    }
    if (isStale(error) && saved !== null) {
      await this.#loadConflict(saved);
    } else if (status === 401) {
      this.failure.value = { kind: 'signIn' };
    } else if (status === 404) {
      this.failure.value = { kind: 'deleted' };
    } else {
      if (status === 400 && error instanceof ApiError) this.errors.value = errorsOfResponse(board, error);
      if (hasErrors(this.errors.value)) this.rejectedSaves.value++;
      else this.failure.value = { kind: 'error', error };
    }
  }

  /** Loads the version that someone else has saved, to show both side by side. */
  async #loadConflict(saved: Board): Promise<void> {
    try {
      const { data: theirs } = await getBoard(saved.id);
      if (sameDraft(this.design.value.board, theirs)) {
        this.#unconfirmed = [];
        this.saved.value = theirs;
        this.message.value = 'saved';
        this.#updateDraft();
      } else if (theirs.revision === saved.revision) {
        this.failure.value = { kind: 'refused' };
      } else {
        this.failure.value = { kind: 'conflict', theirs };
      }
    } catch (error) {
      const isGone = error instanceof ApiError && error.status === 404;
      this.failure.value = isGone ? { kind: 'deleted' } : { kind: 'error', error };
    }
  }
}

const isStale = (error: unknown): boolean => error instanceof ApiError && error.status === 412;
