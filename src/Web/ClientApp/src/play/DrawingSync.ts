import { signal } from '@preact/signals';
import { ApiError } from '../api/ApiError';
import { type PathVersion, savePath } from '../api/paths';
import type { Path } from '../api/types';
import { type Board, sameGeometry } from '../boards/board';
import { gridOf } from '../boards/grid';
import { Autosave, type AutosaveState, type SaveResult } from './autosave';
import { type Drawing, linesOf, sameDrawing } from './drawing';
import { storeDrawing } from './drawingStorage';

/** The drawing to save, and callbacks for what a save may reveal. */
export type DrawingSource = {
  board(): Board;
  drawing(): Drawing;
  /** The server reports a newer revision of the board: must refetch it. */
  onChanged(): Promise<void>;
  /** The server reports that the board does not exist any more. */
  onGone(): void;
  /** The server's path is not the one that the drawing is based on: decides what becomes of the save. */
  onStale(): Promise<SaveResult | 'again'>;
};

const saveDelay = 700;

/** How many unanswered saves are remembered. */
const maxSent = 5;

/**
 * Saves one drawing to local storage synchronously and to the server after a delay, so that a crash or a closed tab
 * never loses it. Without a user it is saved to local storage only. A save names the path that it replaces, so that it
 * never overwrites one from another device.
 */
export class DrawingSync {
  readonly state = signal<AutosaveState>('idle');
  username: string | null;

  readonly #source: DrawingSource;
  readonly #autosave: Autosave<Drawing>;
  /** The server's path that the drawing is based on; null for none. */
  #base: PathVersion | null = null;
  /** Saves without a response so far, or whose response was lost: the server may have performed any of them. */
  #sent: readonly Drawing[] = [];
  #isSaved = true;
  #isBoardDeleted = false;
  #isHeld = false;

  constructor(source: DrawingSource, username: string | null) {
    this.#source = source;
    this.username = username;
    this.#autosave = new Autosave<Drawing>({
      delay: saveDelay,
      write: (drawing, { keepalive }) => this.#write(drawing, keepalive),
      onState: (state) => {
        this.state.value = state;
      },
    });
  }

  get isWriting(): boolean {
    return this.#autosave.isWriting;
  }

  /** Whether the drawing has changes that the server does not have, as far as is known. */
  get hasUnsaved(): boolean {
    return !this.#isSaved || this.#autosave.isPending;
  }

  get isBoardDeleted(): boolean {
    return this.#isBoardDeleted;
  }

  /** Whether the drawing is based on this version of the path already, or on a later one. */
  includes({ id, revision }: PathVersion): boolean {
    return (
      this.#base !== null && (id < this.#base.id || (id === this.#base.id && revision <= this.#base.revision))
    );
  }

  isBasedOn(pathId: number): boolean {
    return this.#base?.id === pathId;
  }

  /** Whether this device may have saved the drawing itself, without having received the response. */
  hasSent(drawing: Drawing): boolean {
    return this.#sent.some((sent) => sameDrawing(sent, drawing));
  }

  /** Restores the unanswered saves of an earlier visit. */
  restoreSent(sent: readonly Drawing[]): void {
    this.#sent = sent.slice(-maxSent);
  }

  /** Makes the server's path the base of the drawing. Ends a hold. */
  rebaseOn(path: PathVersion | null): void {
    this.#base = path && { id: path.id, revision: path.revision };
    this.#isHeld = false;
    if (path) this.state.value = 'saved';
  }

  /** The server has this very drawing. */
  markSaved(): void {
    this.#autosave.cancel();
    this.#sent = [];
    this.state.value = 'saved';
    this.saveLocally(true);
  }

  save(): void {
    this.saveLocally(false);
    if (this.username !== null && !this.#isBoardDeleted && !this.#isHeld)
      this.#autosave.change(this.#source.drawing());
  }

  /** @param isSaved Whether the server has this drawing too. */
  saveLocally(isSaved: boolean): void {
    const { id, rows, cols, dots, revision } = this.#source.board();
    this.#isSaved = isSaved;
    storeDrawing(id, this, {
      owner: this.username,
      geometry: { rows, cols, dots },
      boardRevision: revision,
      drawing: this.#source.drawing(),
      isSaved,
      continues: this.#base?.revision ?? 0,
      ...(this.#base && { continuesPath: this.#base.id }),
      ...(this.#sent.length > 0 && { unconfirmed: this.#sent }),
    });
  }

  /** Saves to local storage only, until the player has chosen between this drawing and the server's. */
  hold(): void {
    this.#autosave.cancel();
    this.#isHeld = true;
    this.state.value = 'conflict';
    this.saveLocally(false);
  }

  /** Ends a hold without a choice. The next save finds out again that the server has another path. */
  release(): void {
    this.#isHeld = false;
  }

  /** For a change of board or user: a pending save must not reach the new one. */
  cancelPending(): void {
    this.#autosave.cancel();
  }

  /** For a change of user: nothing is known of the new one's path. */
  forget(): void {
    this.#base = null;
    this.#sent = [];
    this.#isHeld = false;
  }

  /** Ends saving to the server, because the board was deleted there. */
  boardDeleted(): void {
    this.#isBoardDeleted = true;
    this.#autosave.cancel();
    this.state.value = 'refused';
  }

  flush(): void {
    this.#autosave.flush();
  }

  flushOnLeave(): void {
    this.#autosave.flushOnLeave();
  }

  async #write(drawing: Drawing, keepalive: boolean): Promise<SaveResult> {
    const board = this.#source.board();
    const base = this.#base;
    this.#sent = [...this.#sent.filter((sent) => !sameDrawing(sent, drawing)), drawing].slice(-maxSent);
    // Before the request, because the page may not live to see the response.
    this.saveLocally(false);
    try {
      const lines = linesOf(gridOf(board), drawing);
      const { data } = await savePath(board.id, board.revision, lines, base, { keepalive });
      this.#onSaved(data, board, drawing);
      return 'saved';
    } catch (error) {
      return this.#failed(error, board, base, drawing);
    }
  }

  #onSaved(path: Path, board: Board, drawing: Drawing): void {
    // The response of an earlier one of two saves may arrive last.
    if (!this.includes(path)) this.#base = { id: path.id, revision: path.revision };
    this.#sent = [];
    // If the board has changed meanwhile, local storage holds the drawing as an old one: leave it there.
    if (this.#source.board() === board) this.saveLocally(sameDrawing(this.#source.drawing(), drawing));
  }

  async #failed(
    error: unknown,
    board: Board,
    base: PathVersion | null,
    drawing: Drawing,
  ): Promise<SaveResult> {
    if (!(error instanceof ApiError)) return 'refused';
    if (error.isNetwork || error.status >= 500 || error.status === 429) return 'failed';
    if (error.status === 412) {
      // Two saves may be under way when the page is left. Then the response of the other one has changed the base.
      const result = this.#base === base ? await this.#source.onStale() : 'again';
      return result === 'again' ? this.#write(drawing, false) : result;
    }
    this.#sent = this.#sent.filter((sent) => !sameDrawing(sent, drawing));
    if (error.status === 409) {
      await this.#source.onChanged();
      const current = this.#source.board();
      // Only the name or the rule has changed: the drawing is valid for the new revision as well.
      if (current.revision !== board.revision && sameGeometry(current, board))
        return this.#write(drawing, false);
    }
    if (error.status === 404) this.#source.onGone();
    return 'refused';
  }
}
