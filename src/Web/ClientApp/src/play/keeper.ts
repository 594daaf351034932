import { signal } from '@preact/signals';
import { ApiError } from '../api/ApiError';
import { savePath } from '../api/paths';
import type { Path } from '../api/types';
import { type Board, sameGeometry } from '../boards/board';
import { gridOf } from '../boards/grid';
import { Autosave, type AutosaveState, type Written } from './autosave';
import { type Drawing, linesOf, sameDrawing } from './drawing';
import { keep } from './keptDrawing';

/** What is to be kept, and what its keeper may find out on the way. */
export type Keepsake = {
  board(): Board;
  drawing(): Drawing;
  /** The server says that the board has changed: fetches it anew. */
  onChanged(): Promise<void>;
  /** The server says that the board is gone. */
  onGone(): void;
};

const rest = 700;

/**
 * Keeps one drawing: on this device at once, on the server a little later, so that no moment exists in which it is
 * nowhere. Without a user it is kept on this device alone.
 */
export class Keeper {
  readonly state = signal<AutosaveState>('idle');
  username: string | null;

  readonly #keepsake: Keepsake;
  readonly #autosave: Autosave<Drawing>;
  /** The revision of the server's path that the drawing continues; 0 for none. */
  #pathRevision = 0;
  #isGone = false;

  constructor(keepsake: Keepsake, username: string | null) {
    this.#keepsake = keepsake;
    this.username = username;
    this.#autosave = new Autosave<Drawing>({
      rest,
      write: (drawing, { keepalive }) => this.#write(drawing, keepalive),
      onState: (state) => {
        this.state.value = state;
      },
    });
  }

  get isPending(): boolean {
    return this.#autosave.isPending;
  }

  /** Whether the server's path is one that this drawing does not know of yet. */
  isNews(path: Path): boolean {
    return path.revision > this.#pathRevision;
  }

  /** The server has this path, and the drawing goes on from there. */
  continueFrom(path: Path | null): void {
    this.#pathRevision = path?.revision ?? 0;
    if (path) this.state.value = 'saved';
  }

  keep(): void {
    this.keepHere(false);
    if (this.username !== null && !this.#isGone) this.#autosave.change(this.#keepsake.drawing());
  }

  keepHere(isSaved: boolean): void {
    const { id, rows, cols, dots, revision } = this.#keepsake.board();
    keep(id, {
      owner: this.username,
      geometry: { rows, cols, dots },
      boardRevision: revision,
      drawing: this.#keepsake.drawing(),
      isSaved,
      continues: this.#pathRevision,
    });
  }

  /** What waits is not sent: it belongs to a board or to a user that are not the present ones. */
  hold(): void {
    this.#autosave.drop();
  }

  /** There is no board any more to save to. */
  give(): void {
    this.#isGone = true;
    this.#autosave.drop();
    this.state.value = 'refused';
  }

  flush(): void {
    this.#autosave.flush();
  }

  leave(): void {
    this.#autosave.leave();
  }

  async #write(drawing: Drawing, keepalive: boolean): Promise<Written> {
    const board = this.#keepsake.board();
    try {
      const { data } = await savePath(board.id, board.revision, linesOf(gridOf(board), drawing), {
        keepalive,
      });
      this.#pathRevision = data.revision;
      // A board that has changed since has put the drawing away as an old one, and there it stays.
      if (this.#keepsake.board() === board) this.keepHere(sameDrawing(this.#keepsake.drawing(), drawing));
      return 'saved';
    } catch (error) {
      return this.#failed(error, board, drawing);
    }
  }

  async #failed(error: unknown, board: Board, drawing: Drawing): Promise<Written> {
    if (!(error instanceof ApiError)) return 'refused';
    if (error.isNetwork || error.status >= 500 || error.status === 429) return 'failed';
    if (error.status === 409) {
      await this.#keepsake.onChanged();
      const now = this.#keepsake.board();
      // Only its name changed, or its rule: the drawing is as good on the new revision.
      if (now.revision !== board.revision && sameGeometry(now, board)) return this.#write(drawing, false);
    }
    if (error.status === 404) this.#keepsake.onGone();
    return 'refused';
  }
}
