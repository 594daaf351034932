import { batch, computed, signal } from '@preact/signals';
import { user } from '../account/session';
import { ApiError } from '../api/ApiError';
import { createBoard, deleteBoard, getBoard, updateBoard } from '../api/boards';
import { type Board, type BoardDraft, draftOf, sameDraft } from '../boards/board';
import { problemsOf } from '../boards/validation';
import { blankBoard, type Change, change, type Design, newDesign } from './design';
import { errorsOfAnswer, errorsOfProblems, type FieldErrors, hasErrors, noErrors } from './fieldErrors';
import { keep, readKept } from './keptDesign';

/** A board as it is saved, and the version that a write must name. */
export type Saved = { readonly board: Board; readonly etag: string | null };

/** What stands between the author and a saved board. */
export type Trouble =
  | { readonly kind: 'signIn' }
  | { readonly kind: 'conflict'; readonly theirs: Saved }
  /** The board was deleted meanwhile. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly error: unknown };

export type News = 'restored' | 'saved' | 'theirs' | 'loaded';

/**
 * An author at work on one board. Every change is kept on this device until it is saved, and a save never overwrites
 * what it has not seen: it names the version that the work began from.
 */
export class Workbench {
  readonly design;
  readonly saved;
  readonly errors = signal<FieldErrors>(noErrors);
  readonly trouble = signal<Trouble | null>(null);
  readonly news = signal<News | null>(null);
  readonly isSaving = signal(false);
  /** Counts the saves that the errors stood in the way of: each time, the first of them gets the focus. */
  readonly refusals = signal(0);
  readonly isDirty = computed(() => {
    const { board } = this.design.value;
    const { value: saved } = this.saved;
    return saved === null ? !sameDraft(board, blankBoard) : !sameDraft(board, saved.board);
  });
  /** Whether a save would change this board, rather than make another. */
  readonly isOwn = computed(() => {
    const { value: saved } = this.saved;
    // Signed out, it may be: that is for the server to say, after the sign-in.
    return saved === null || user.value === null || user.value.username === saved.board.creator_username;
  });

  constructor(saved: Saved | null) {
    this.saved = signal(saved);
    const kept = readKept(saved?.board.id ?? null);
    const base = saved === null ? blankBoard : draftOf(saved.board);
    const isWork = kept !== null && !sameDraft(kept.board, base);
    this.design = signal<Design>(newDesign(base));
    if (!isWork) return;
    // On top of what is saved, so that undo leads there.
    this.design.value = { ...newDesign(kept.board), past: [base] };
    this.news.value = 'restored';
    const wasChanged = saved !== null && kept.base !== null && !sameDraft(kept.base, base);
    if (saved !== null && wasChanged) this.trouble.value = { kind: 'conflict', theirs: saved };
  }

  /** A bench whose new board has got an address of its own is met there again, with all that can be undone. */
  static #moved: Workbench | null = null;

  move(): void {
    Workbench.#moved = this;
  }

  static async open(boardId: number | null, abort: AbortSignal): Promise<Workbench> {
    const moved = Workbench.#moved;
    Workbench.#moved = null;
    if (moved !== null && moved.saved.value?.board.id === boardId) return moved;
    if (boardId === null) return new Workbench(null);
    const { data, etag } = await getBoard(boardId, abort);
    return new Workbench({ board: data, etag });
  }

  change(action: Change): void {
    const before = this.design.value;
    const after = change(before, action);
    if (after === before) return;
    this.design.value = after;
    if (after.board === before.board) return;
    if (this.news.value !== 'theirs' || action.type === 'undo') this.news.value = null;
    // Once told, the author sees at each change what is left of it.
    if (hasErrors(this.errors.value)) this.errors.value = this.#problems();
    this.#keep();
  }

  /** Puts another board in place of this one. */
  load(board: BoardDraft): void {
    this.change({ type: 'replace', board });
    this.news.value = 'loaded';
  }

  /** Saves the board; the answer is the saved one, or null where something stands between. */
  async save(): Promise<Board | null> {
    const { value: saved } = this.saved;
    return this.#write((draft) =>
      saved === null ? createBoard(draft) : updateBoard(saved.board.id, draft, saved.etag),
    );
  }

  /** Saves the design as a board of its own, and leaves the one that it came from alone. */
  async saveAsNew(): Promise<Board | null> {
    return this.#write(createBoard);
  }

  /** The author's own version over the one that was saved meanwhile. */
  async keepMine(): Promise<Board | null> {
    const trouble = this.trouble.value;
    if (trouble?.kind !== 'conflict') return null;
    this.saved.value = trouble.theirs;
    return this.save();
  }

  /** The version that was saved meanwhile; the author's own is one undo away. */
  takeTheirs(): void {
    const trouble = this.trouble.value;
    if (trouble?.kind !== 'conflict') return;
    batch(() => {
      this.saved.value = trouble.theirs;
      this.trouble.value = null;
      this.errors.value = noErrors;
      this.design.value = change(this.design.value, {
        type: 'replace',
        board: draftOf(trouble.theirs.board),
      });
      this.news.value = 'theirs';
    });
    keep(trouble.theirs.board.id, null);
  }

  discard(): void {
    const { value: saved } = this.saved;
    this.change({ type: 'replace', board: saved === null ? blankBoard : draftOf(saved.board) });
    this.news.value = null;
    keep(saved?.board.id ?? null, null);
  }

  async remove(): Promise<boolean> {
    const { value: saved } = this.saved;
    if (saved === null) return false;
    try {
      await deleteBoard(saved.board.id);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) {
        this.trouble.value = { kind: 'failed', error };
        return false;
      }
    }
    keep(saved.board.id, null);
    return true;
  }

  #keep(): void {
    const { value: saved } = this.saved;
    keep(
      saved?.board.id ?? null,
      this.isDirty.value
        ? {
            board: this.design.value.board,
            base: saved === null ? null : draftOf(saved.board),
            etag: saved?.etag ?? null,
          }
        : null,
    );
  }

  #problems(): FieldErrors {
    const { board } = this.design.value;
    return errorsOfProblems(board, problemsOf(board));
  }

  async #write(
    send: (draft: BoardDraft) => Promise<{ data: Board; etag: string | null }>,
  ): Promise<Board | null> {
    if (this.isSaving.value) return null;
    this.design.value = change(this.design.value, { type: 'putBack' });
    const { board } = this.design.value;
    this.errors.value = this.#problems();
    this.trouble.value = null;
    this.news.value = null;
    if (hasErrors(this.errors.value)) {
      this.refusals.value++;
      return null;
    }
    if (user.value === null) {
      this.trouble.value = { kind: 'signIn' };
      return null;
    }
    this.isSaving.value = true;
    try {
      const { data, etag } = await send({ ...board, name: board.name.trim() });
      const before = this.saved.value?.board.id ?? null;
      batch(() => {
        this.saved.value = { board: data, etag };
        this.news.value = 'saved';
      });
      if (before !== data.id) keep(before, null);
      // What was changed while the request was under way is not saved.
      this.#keep();
      return data;
    } catch (error) {
      await this.#refused(error, board);
      return null;
    } finally {
      this.isSaving.value = false;
    }
  }

  async #refused(error: unknown, board: BoardDraft): Promise<void> {
    const status = error instanceof ApiError ? error.status : -1;
    const { value: saved } = this.saved;
    if (status === 412 && saved !== null) {
      await this.#meet(saved.board.id);
    } else if (status === 401) {
      this.trouble.value = { kind: 'signIn' };
    } else if (status === 404) {
      this.trouble.value = { kind: 'gone' };
    } else {
      if (status === 400 && error instanceof ApiError) this.errors.value = errorsOfAnswer(board, error);
      if (hasErrors(this.errors.value)) this.refusals.value++;
      else this.trouble.value = { kind: 'failed', error };
    }
  }

  /** Someone else has saved the board: both versions are put side by side. */
  async #meet(boardId: number): Promise<void> {
    try {
      const { data, etag } = await getBoard(boardId);
      const theirs = { board: data, etag };
      if (sameDraft(this.design.value.board, data)) {
        this.saved.value = theirs;
        this.news.value = 'saved';
        this.#keep();
      } else {
        this.trouble.value = { kind: 'conflict', theirs };
      }
    } catch (error) {
      const isGone = error instanceof ApiError && error.status === 404;
      this.trouble.value = isGone ? { kind: 'gone' } : { kind: 'failed', error };
    }
  }
}
