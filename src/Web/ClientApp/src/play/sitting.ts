import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { user } from '../account/session';
import { ApiError } from '../api/ApiError';
import { getBoard } from '../api/boards';
import { getPath } from '../api/paths';
import type { Path } from '../api/types';
import { type Board, sameGeometry } from '../boards/board';
import { gridOf } from '../boards/grid';
import type { StreamEvent } from '../stream/events';
import type { AutosaveState } from './autosave';
import { beginningOf, type OldDrawing, oldDrawing } from './beginning';
import { type Drawing, isSolved, linesOf, progressOf } from './drawing';
import { type Game, type Move, newGame, play, shownIn } from './game';
import { Keeper } from './keeper';
import { readKept } from './keptDrawing';

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

const retryAfter = 5000;

/** One player at one board: the game, and what becomes of it when the player or the board changes. */
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

  readonly #keeper: Keeper;
  readonly #ends: (() => void)[] = [];
  #refreshing: Promise<void> | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #username: string | null;

  constructor(board: Board, path: Path | null, username: string | null) {
    this.#username = username;
    const beginning = beginningOf(board, path, readKept(board.id, username));
    this.board = signal(board);
    this.game = signal(newGame(gridOf(board), board.rule, beginning.drawing));
    this.old = signal<OldDrawing | null>(beginning.old);
    this.isLookingBack = signal(beginning.old !== null);
    this.other = signal<Drawing | null>(beginning.other);
    if (beginning.old) this.notice.value = 'changed';
    else if (beginning.other) this.notice.value = 'merged';

    this.#keeper = new Keeper(
      {
        board: () => this.board.value,
        drawing: () => this.game.value.drawing,
        onChanged: () => this.refresh(),
        onGone: () => this.#deleted(),
      },
      username,
    );
    this.#keeper.continueFrom(path);
    if (beginning.isUnsaved) this.#keeper.keep();
    else if (path && !beginning.old && !beginning.other) this.#keeper.keepHere(true);

    this.keeping = computed(() => keepingOf(this.#keeper.state.value, user.value !== null, this.game.value));
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
    this.#keeper.keep();
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
    // The drawing that was not chosen would be offered again at the next visit.
    if (this.other.value && !this.#keeper.isPending) this.#keeper.keepHere(true);
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
    this.#keeper.leave();
    clearTimeout(this.#retry);
    for (const end of this.#ends) end();
  }

  #drawn(before: Game, after: Game): void {
    const progress = progressOf(after.grid, after.drawing);
    const solved = isSolved(after.rule, progress) && after.drawing.length > 0;
    const was = isSolved(before.rule, progressOf(before.grid, before.drawing)) && before.drawing.length > 0;
    if (solved !== was) this.isJustSolved.value = solved;
    this.#keeper.keep();
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
    this.#keeper.hold();
    if (drawing.length > 0) {
      this.game.value = settled;
      this.#keeper.keepHere(false);
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
    this.#keeper.give();
    this.notice.value = 'deleted';
  }

  #listen(): void {
    // Signing in uploads what was drawn without; the server may have a drawing of its own.
    this.#ends.push(
      effect(() => {
        const username = user.value?.username ?? null;
        if (username === this.#username) return;
        this.#username = username;
        void this.#changeUser(username);
      }),
    );
    const leave = () => {
      this.move({ type: 'letGo' });
      this.#keeper.leave();
    };
    const online = () => this.#keeper.flush();
    const visible = () => {
      if (document.visibilityState === 'visible') void this.#lookElsewhere();
      else this.#keeper.flush();
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

  /** Until the server has told what it has of this user's, nothing is saved as theirs, lest it be overwritten. */
  async #changeUser(username: string | null): Promise<void> {
    const before = this.#keeper.username;
    this.#keeper.username = null;
    this.#keeper.hold();
    clearTimeout(this.#retry);
    // Signed out, perhaps because the session ran out: the drawing stays in sight.
    if (username === null) return;
    let path: Path | null;
    try {
      path = await findPath(this.board.value.id);
    } catch {
      this.#retry = setTimeout(() => void this.#changeUser(username), retryAfter);
      return;
    }
    if (user.value?.username !== username) return;
    this.#keeper.username = username;
    this.#keeper.continueFrom(path);
    if (this.isLookingBack.value) return;
    const board = this.board.value;
    const { drawing, other, isUnsaved } = beginningOf(board, path, readKept(board.id, username));
    batch(() => {
      // What another user drew here is not this one's to go back to.
      this.game.value =
        before === null
          ? play(this.game.value, { type: 'replace', drawing })
          : newGame(gridOf(board), board.rule, drawing);
      this.other.value = other;
      this.notice.value = other ? 'merged' : this.notice.value;
    });
    if (isUnsaved) this.#keeper.keep();
    else if (!other) this.#keeper.keepHere(true);
  }

  /** Another device or tab may have drawn on while this one was out of sight. */
  async #lookElsewhere(): Promise<void> {
    if (this.#keeper.username === null || this.#keeper.isPending || this.isLookingBack.value) return;
    const path = await findPath(this.board.value.id).catch(() => null);
    if (!path || path.stale || !this.#keeper.isNews(path) || this.#keeper.isPending) return;
    this.#keeper.continueFrom(path);
    const { drawing } = beginningOf(this.board.value, path, null);
    this.game.value = play(this.game.value, { type: 'replace', drawing });
    this.#keeper.keepHere(true);
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

/** The player's path; null where there is none. */
async function findPath(boardId: number, signal?: AbortSignal): Promise<Path | null> {
  try {
    return (await getPath(boardId, signal)).data;
  } catch (error) {
    // With the session, the right to any path has run out. All else is no answer: there may well be one.
    if (error instanceof ApiError && (error.status === 404 || error.status === 401)) return null;
    throw error;
  }
}
