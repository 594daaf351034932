import { signal } from '@preact/signals';
import { ApiError } from '../api/ApiError';
import { savePath } from '../api/paths';
import type { Path } from '../api/types';
import { type Board, sameGeometry } from '../boards/board';
import { gridOf } from '../boards/grid';
import { Autosave, type AutosaveState, type SaveResult } from './autosave';
import { type Drawing, linesOf, sameDrawing } from './drawing';
import { storeDrawing } from './drawingStorage';

/** The drawing to save, and callbacks for what a save may reveal about the board. */
export type DrawingSource = {
  board(): Board;
  drawing(): Drawing;
  /** The server reports a newer revision of the board: must refetch it. */
  onChanged(): Promise<void>;
  /** The server reports that the board does not exist any more. */
  onGone(): void;
};

const saveDelay = 700;

/**
 * Saves one drawing to local storage synchronously and to the server after a delay, so that a crash or a closed tab
 * never loses it. Without a user it is saved to local storage only.
 */
export class DrawingSync {
  readonly state = signal<AutosaveState>('idle');
  username: string | null;

  readonly #source: DrawingSource;
  readonly #autosave: Autosave<Drawing>;
  /** The revision of the server's path that the drawing is based on; 0 for none. */
  #pathRevision = 0;
  #isBoardDeleted = false;

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

  get isPending(): boolean {
    return this.#autosave.isPending;
  }

  isNewer(path: Path): boolean {
    return path.revision > this.#pathRevision;
  }

  /** Makes the server's path the base of the drawing. */
  rebaseOn(path: Path | null): void {
    this.#pathRevision = path?.revision ?? 0;
    if (path) this.state.value = 'saved';
  }

  save(): void {
    this.saveLocally(false);
    if (this.username !== null && !this.#isBoardDeleted) this.#autosave.change(this.#source.drawing());
  }

  /** @param isSaved Whether the server has this drawing too. */
  saveLocally(isSaved: boolean): void {
    const { id, rows, cols, dots, revision } = this.#source.board();
    storeDrawing(id, {
      owner: this.username,
      geometry: { rows, cols, dots },
      boardRevision: revision,
      drawing: this.#source.drawing(),
      isSaved,
      continues: this.#pathRevision,
    });
  }

  /** For a change of board or user: a pending save must not reach the new one. */
  cancelPending(): void {
    this.#autosave.cancel();
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
    try {
      const { data } = await savePath(board.id, board.revision, linesOf(gridOf(board), drawing), {
        keepalive,
      });
      this.#pathRevision = data.revision;
      // If the board has changed meanwhile, local storage holds the drawing as an old one: leave it there.
      if (this.#source.board() === board) this.saveLocally(sameDrawing(this.#source.drawing(), drawing));
      return 'saved';
    } catch (error) {
      return this.#failed(error, board, drawing);
    }
  }

  async #failed(error: unknown, board: Board, drawing: Drawing): Promise<SaveResult> {
    if (!(error instanceof ApiError)) return 'refused';
    if (error.isNetwork || error.status >= 500 || error.status === 429) return 'failed';
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
