import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { user } from '../account/session';
import { ApiError } from '../api/ApiError';
import { getBoard } from '../api/boards';
import { getPath, savePath } from '../api/paths';
import type { Path } from '../api/types';
import { type Board, sameGeometry } from '../boards/board';
import { gridOf } from '../boards/grid';
import type { StreamEvent } from '../stream/events';
import { Autosave, type AutosaveState, type Written } from './autosave';
import { beginningOf, type OldDrawing, oldDrawing } from './beginning';
import { type Drawing, isSolved, linesOf, progressOf, sameDrawing } from './drawing';
import { type Game, type Move, newGame, play, shownIn } from './game';
import { type KeptDrawing, keep, readKept } from './keptDrawing';

/** Where the drawing is, as the player is told. */
export type Keeping =
  /** Nothing was drawn yet. */
  | 'nothing'
  | 'unsaved'
  | 'saving'
  | 'saved'
  /** The server cannot be reached: the drawing is on this device until it can. */
  | 'offline'
  /** Not signed in: the drawing is on this device. */
  | 'device'
  | 'refused';

/** What the player is told about a board that changed under the drawing. */
export type Notice = 'changed' | 'carried' | 'merged' | 'rule' | 'deleted';

const rest = 700;

/**
 * One player at one board: the game, where it is kept, and what the board's author does meanwhile. The drawing goes
 * to this device at once and to the server a little later, so that no moment exists in which it is nowhere.
 */
export class Sitting {
  readonly board;
  readonly game;
  readonly notice = signal<Notice | null>(null);
  /** A drawing on the board as it was, while there is one to look at or to carry over. */
  readonly old;
  readonly isLookingBack;
  /** Another drawing of the same player's, found on the server or on this device. */
  readonly other;
  /** Solved just now, by this player's own hand. */
  readonly isJustSolved = signal(false);
  readonly keeping: ReadonlySignal<Keeping>;

  readonly #saving = signal<AutosaveState>('idle');
  readonly #autosave: Autosave<Drawing>;
  readonly #ends: (() => void)[] = [];
  #pathRevision: number;
  #refreshing: Promise<void> | null = null;
  #username: string | null;

  constructor(board: Board, path: Path | null, username: string | null) {
    this.#username = username;
    this.#pathRevision = path?.revision ?? 0;
    const beginning = beginningOf(board, path, readKept(board.id, username));
    this.board = signal(board);
    this.game = signal(newGame(gridOf(board), board.rule, beginning.drawing));
    this.old = signal<OldDrawing | null>(beginning.old);
    this.isLookingBack = signal(beginning.old !== null);
    this.other = signal<Drawing | null>(beginning.other);
    if (beginning.old) this.notice.value = 'changed';
    else if (beginning.other) this.notice.value = 'merged';

    this.#autosave = new Autosave<Drawing>({
      rest,
      write: (drawing, options) => this.#write(drawing, options.keepalive),
      onState: (state) => {
        this.#saving.value = state;
      },
    });
    if (path) this.#saving.value = 'saved';
    if (beginning.isUnsaved) this.#keep();

    this.keeping = computed(() => keepingOf(this.#saving.value, user.value !== null, this.game.value));
    this.#listen();
  }

  static async open(boardId: number, signal: AbortSignal): Promise<Sitting> {
    const username = user.value?.username ?? null;
    const [board, path] = await Promise.all([
      getBoard(boardId, signal),
      username === null ? null : findPath(boardId, signal),
    ]);
    return new Sitting(board.data, path, username);
  }

  move(move: Move): void {
    if (this.isLookingBack.value) return;
    const before = this.game.value;
    const after = play(before, move);
    if (after === before) return;
    this.game.value = after;
    if (after.drawing !== before.drawing) this.#drawn(before, after);
  }

  /** Takes the board as it is now, with the lines that still fit. */
  carryOver(): void {
    const old = this.old.value;
    if (!old) return;
    batch(() => {
      this.isLookingBack.value = false;
      this.notice.value = 'carried';
      // A drawing that is there already stays one step back.
      this.game.value = play(this.game.value, { type: 'replace', drawing: old.carried.drawing });
    });
    this.#keep();
  }

  lookBack(atOld: boolean): void {
    this.isLookingBack.value = atOld && this.old.value !== null;
    if (!atOld && this.notice.value === 'changed') this.notice.value = null;
  }

  /** Takes the other of two drawings; undo goes back to this one. */
  takeOther(): void {
    const other = this.other.value;
    if (!other) return;
    this.other.value = null;
    this.notice.value = null;
    this.move({ type: 'replace', drawing: other });
  }

  dismiss(): void {
    this.notice.value = null;
    this.other.value = null;
  }

  /** Asks the server whether the board is still the one that is shown. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  take(event: StreamEvent): void {
    if (event.data.board_id !== this.board.value.id) return;
    if (event.type === 'updatedBoard') void this.refresh();
    if (event.type === 'deletedBoard') this.#deleted();
  }

  end(): void {
    this.move({ type: 'letGo' });
    this.#autosave.leave();
    for (const end of this.#ends) end();
  }

  #drawn(before: Game, after: Game): void {
    const progress = progressOf(after.grid, after.drawing);
    const solved = isSolved(after.rule, progress) && after.drawing.length > 0;
    const was = isSolved(before.rule, progressOf(before.grid, before.drawing)) && before.drawing.length > 0;
    if (solved !== was) this.isJustSolved.value = solved;
    this.#keep();
  }

  /** On this device now, on the server soon. */
  #keep(): void {
    const { drawing } = this.game.value;
    this.#store(false);
    if (this.#username !== null && this.notice.value !== 'deleted') this.#autosave.change(drawing);
  }

  #store(isSaved: boolean): void {
    const board = this.board.value;
    keep(board.id, {
      owner: this.#username,
      geometry: { rows: board.rows, cols: board.cols, dots: board.dots },
      boardRevision: board.revision,
      drawing: this.game.value.drawing,
      isSaved,
      continues: this.#pathRevision,
    } satisfies KeptDrawing);
  }

  async #write(drawing: Drawing, keepalive: boolean): Promise<Written> {
    const board = this.board.value;
    try {
      const { data } = await savePath(board.id, board.revision, linesOf(gridOf(board), drawing), {
        keepalive,
      });
      this.#pathRevision = data.revision;
      // A board that has changed since has put the drawing away as an old one, and there it stays.
      if (this.board.value === board) this.#store(sameDrawing(this.game.value.drawing, drawing));
      return 'saved';
    } catch (error) {
      return this.#failed(error, board, drawing);
    }
  }

  async #failed(error: unknown, board: Board, drawing: Drawing): Promise<Written> {
    if (!(error instanceof ApiError)) return 'refused';
    if (error.isNetwork || error.status >= 500 || error.status === 429) return 'failed';
    if (error.status === 409) {
      await this.refresh();
      // Only its name changed, or its rule: the drawing is as good on the new revision.
      if (this.board.value.revision !== board.revision && sameGeometry(this.board.value, board)) {
        return this.#write(drawing, false);
      }
    }
    if (error.status === 404) this.#deleted();
    return 'refused';
  }

  async #refresh(): Promise<void> {
    const before = this.board.value;
    let board: Board;
    try {
      board = (await getBoard(before.id)).data;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) this.#deleted();
      return;
    }
    if (board.revision === before.revision) return;
    batch(() => {
      if (sameGeometry(board, before)) this.#renamed(before, board);
      else this.#redesigned(before, board);
    });
  }

  #renamed(before: Board, board: Board): void {
    this.board.value = board;
    if (board.rule !== before.rule) {
      this.game.value = play(this.game.value, { type: 'rule', rule: board.rule });
      this.notice.value = 'rule';
    }
  }

  #redesigned(before: Board, board: Board): void {
    const settled = play(play(this.game.value, { type: 'cancel' }), { type: 'letGo' });
    const drawing = this.isLookingBack.value ? [] : settled.drawing;
    const grid = gridOf(board);
    const old = this.old.value;
    this.#autosave.drop();
    if (drawing.length > 0) {
      this.game.value = settled;
      this.#store(false);
      this.old.value = oldDrawing(grid, before, linesOf(gridOf(before), drawing));
    } else if (old) {
      this.old.value = oldDrawing(grid, old.geometry, old.lines);
    }
    this.board.value = board;
    this.game.value = newGame(grid, board.rule);
    this.isLookingBack.value = this.old.value !== null;
    this.isJustSolved.value = false;
    this.notice.value = 'changed';
  }

  #deleted(): void {
    this.#autosave.drop();
    this.#saving.value = 'refused';
    this.notice.value = 'deleted';
  }

  #listen(): void {
    // Signing in uploads what was drawn without; the server may have a drawing of its own.
    this.#ends.push(
      effect(() => {
        const username = user.value?.username ?? null;
        if (username !== this.#username) void this.#changeUser(username);
      }),
    );
    const leave = () => {
      this.move({ type: 'letGo' });
      this.#autosave.leave();
    };
    const online = () => this.#autosave.flush();
    const visible = () => {
      if (document.visibilityState === 'visible') void this.#lookElsewhere();
      else this.#autosave.flush();
    };
    addEventListener('pagehide', leave);
    addEventListener('online', online);
    document.addEventListener('visibilitychange', visible);
    this.#ends.push(() => {
      removeEventListener('pagehide', leave);
      removeEventListener('online', online);
      document.removeEventListener('visibilitychange', visible);
    });
  }

  async #changeUser(username: string | null): Promise<void> {
    const before = this.#username;
    this.#username = username;
    this.#autosave.drop();
    // Signed out, perhaps because the session ran out: the drawing stays in sight, and stays its owner's.
    if (username === null || before !== null) return;
    const path = await findPath(this.board.value.id);
    if (this.#username !== username) return;
    this.#pathRevision = path?.revision ?? 0;
    if (this.isLookingBack.value) return;
    const { drawing, other, isUnsaved } = beginningOf(
      this.board.value,
      path,
      readKept(this.board.value.id, username),
    );
    batch(() => {
      this.move({ type: 'replace', drawing });
      this.other.value = other;
      this.notice.value = other ? 'merged' : this.notice.value;
      if (path) this.#saving.value = 'saved';
    });
    if (isUnsaved) this.#keep();
  }

  /** Another device or tab may have drawn on while this one was out of sight. */
  async #lookElsewhere(): Promise<void> {
    if (this.#username === null || this.#autosave.isPending || this.isLookingBack.value) return;
    const path = await findPath(this.board.value.id);
    if (!path || path.stale || path.revision <= this.#pathRevision || this.#autosave.isPending) return;
    this.#pathRevision = path.revision;
    const { drawing } = beginningOf(this.board.value, path, null);
    this.game.value = play(this.game.value, { type: 'replace', drawing });
    this.#store(true);
  }
}

function keepingOf(state: AutosaveState, isSignedIn: boolean, game: Game): Keeping {
  if (!isSignedIn) return shownIn(game).length > 0 || game.past.length > 0 ? 'device' : 'nothing';
  switch (state) {
    case 'idle':
      return 'nothing';
    case 'failed':
      return 'offline';
    default:
      return state;
  }
}

/** The player's path; null where there is none, and also where the server could not say: then this device's counts. */
async function findPath(boardId: number, signal?: AbortSignal): Promise<Path | null> {
  try {
    return (await getPath(boardId, signal)).data;
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
}
