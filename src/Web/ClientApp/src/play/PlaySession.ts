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
import { DrawingSync } from './DrawingSync';
import { type Drawing, isSolved, linesOf, progressOf } from './drawing';
import { readStoredDrawing } from './drawingStorage';
import { type Game, type Move, newGame, play, shownIn } from './game';
import { initialStateOf, type OldDrawing, oldDrawing } from './initialState';

/** Where the drawing is saved, as shown to the player. */
export type SaveStatus =
  /** Nothing has been drawn yet. */
  | 'nothing'
  | 'unsaved'
  | 'saving'
  | 'saved'
  /** The server is unreachable; the drawing is stored on this device and will be uploaded. */
  | 'offline'
  /** Not signed in; the drawing is stored on this device only. */
  | 'device'
  | 'refused';

/** The banner above the board. */
export type BannerKind = 'changed' | 'carried' | 'merged' | 'rule' | 'deleted';

const retryDelay = 5000;

/** One player's game on one board. Saves the drawing, and follows changes of the board and of the signed-in user. */
export class PlaySession {
  readonly board;
  readonly game;
  readonly banner = signal<BannerKind | null>(null);
  /** A drawing on an earlier version of the board, to view or to carry over. */
  readonly old;
  readonly isViewingOld;
  /** A second drawing by the same player, found on the server or on this device. */
  readonly other;
  /** Solved during this session, not merely loaded as solved. */
  readonly isJustSolved = signal(false);
  readonly saveStatus: ReadonlySignal<SaveStatus>;

  readonly #sync: DrawingSync;
  readonly #disposers: (() => void)[] = [];
  #refreshing: Promise<void> | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #username: string | null;

  constructor(board: Board, path: Path | null, username: string | null) {
    this.#username = username;
    const initial = initialStateOf(board, path, readStoredDrawing(board.id, username));
    this.board = signal(board);
    this.game = signal(newGame(gridOf(board), board.rule, initial.drawing));
    this.old = signal<OldDrawing | null>(initial.old);
    this.isViewingOld = signal(initial.old !== null);
    this.other = signal<Drawing | null>(initial.other);
    if (initial.old) this.banner.value = 'changed';
    else if (initial.other) this.banner.value = 'merged';

    this.#sync = new DrawingSync(
      {
        board: () => this.board.value,
        drawing: () => this.game.value.drawing,
        onChanged: () => this.refresh(),
        onGone: () => this.#onBoardDeleted(),
      },
      username,
    );
    this.#sync.rebaseOn(path);
    if (initial.isUnsaved) this.#sync.save();
    else if (path && !initial.old && !initial.other) this.#sync.saveLocally(true);

    this.saveStatus = computed(() =>
      saveStatusOf(this.#sync.state.value, user.value !== null, this.game.value),
    );
    this.#listen();
  }

  static async open(boardId: number, signal: AbortSignal): Promise<PlaySession> {
    const username = user.value?.username ?? null;
    const [board, path] = await Promise.all([
      getBoard(boardId, signal),
      username === null ? null : findPath(boardId, signal),
    ]);
    return new PlaySession(board.data, path, username);
  }

  move(move: Move): void {
    if (this.isViewingOld.value) return;
    const before = this.game.value;
    const after = play(before, move);
    if (after === before) return;
    this.game.value = after;
    if (after.drawing !== before.drawing) this.#onDrawingChanged(before, after);
  }

  /** Replaces the drawing with the lines of the old one that fit the current board. */
  carryOver(): void {
    const old = this.old.value;
    if (!old) return;
    batch(() => {
      this.isViewingOld.value = false;
      this.banner.value = 'carried';
      // A move, so that undo brings back a drawing that was there already.
      this.game.value = play(this.game.value, { type: 'replace', drawing: old.carried.drawing });
    });
    this.#sync.save();
  }

  viewOld(isOld: boolean): void {
    this.isViewingOld.value = isOld && this.old.value !== null;
    if (!isOld && this.banner.value === 'changed') this.banner.value = null;
  }

  /** Switches to the second drawing; undo goes back to the first. */
  takeOther(): void {
    const other = this.other.value;
    if (!other) return;
    this.other.value = null;
    this.banner.value = null;
    this.move({ type: 'replace', drawing: other });
  }

  dismiss(): void {
    this.banner.value = null;
    // Otherwise the rejected drawing would be offered again on the next visit.
    if (this.other.value && !this.#sync.isPending) this.#sync.saveLocally(true);
    this.other.value = null;
  }

  /** Refetches the board, and applies what has changed. Concurrent calls share one request. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  handleEvent(event: StreamEvent): void {
    if (event.data.board_id !== this.board.value.id) return;
    if (event.type === 'updatedBoard') void this.refresh();
    if (event.type === 'deletedBoard') this.#onBoardDeleted();
  }

  /** Ends the session; what is unsaved is sent. */
  dispose(): void {
    this.move({ type: 'endStroke' });
    this.#sync.flushOnLeave();
    clearTimeout(this.#retry);
    for (const dispose of this.#disposers) dispose();
  }

  #onDrawingChanged(before: Game, after: Game): void {
    const progress = progressOf(after.grid, after.drawing);
    const solved = isSolved(after.rule, progress) && after.drawing.length > 0;
    const was = isSolved(before.rule, progressOf(before.grid, before.drawing)) && before.drawing.length > 0;
    if (solved !== was) this.isJustSolved.value = solved;
    this.#sync.save();
  }

  async #refresh(): Promise<void> {
    const before = this.board.value;
    let board: Board;
    try {
      board = (await getBoard(before.id)).data;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) this.#onBoardDeleted();
      return;
    }
    if (board.revision === before.revision) return;
    batch(() => {
      if (sameGeometry(board, before)) this.#applyMetadata(before, board);
      else this.#applyGeometry(before, board);
    });
  }

  #applyMetadata(before: Board, board: Board): void {
    this.board.value = board;
    if (board.rule !== before.rule) {
      this.game.value = play(this.game.value, { type: 'rule', rule: board.rule });
      this.banner.value = 'rule';
    }
  }

  #applyGeometry(before: Board, board: Board): void {
    const settled = play(play(this.game.value, { type: 'cancel' }), { type: 'endStroke' });
    const drawing = this.isViewingOld.value ? [] : settled.drawing;
    const grid = gridOf(board);
    const old = this.old.value;
    this.#sync.cancelPending();
    if (drawing.length > 0) {
      this.game.value = settled;
      this.#sync.saveLocally(false);
      this.old.value = oldDrawing(grid, before, linesOf(gridOf(before), drawing));
    } else if (old) {
      this.old.value = oldDrawing(grid, old.geometry, old.lines);
    }
    this.board.value = board;
    this.game.value = newGame(grid, board.rule);
    this.isViewingOld.value = this.old.value !== null;
    this.isJustSolved.value = false;
    this.banner.value = 'changed';
  }

  #onBoardDeleted(): void {
    this.#sync.boardDeleted();
    this.banner.value = 'deleted';
  }

  #listen(): void {
    // Signing in uploads what was drawn before, unless the server has a drawing already.
    this.#disposers.push(
      effect(() => {
        const username = user.value?.username ?? null;
        if (username === this.#username) return;
        this.#username = username;
        void this.#changeUser(username);
      }),
    );
    const leave = () => {
      this.move({ type: 'endStroke' });
      this.#sync.flushOnLeave();
    };
    const online = () => this.#sync.flush();
    const visible = () => {
      if (document.visibilityState === 'visible') void this.#pullFromServer();
      else this.#sync.flush();
    };
    addEventListener('pagehide', leave);
    addEventListener('online', online);
    document.addEventListener('visibilitychange', visible);
    this.#disposers.push(() => {
      removeEventListener('pagehide', leave);
      removeEventListener('online', online);
      document.removeEventListener('visibilitychange', visible);
    });
  }

  /** Saves nothing for the new user until their path has been fetched, which it would overwrite otherwise. */
  async #changeUser(username: string | null): Promise<void> {
    const before = this.#sync.username;
    this.#sync.username = null;
    this.#sync.cancelPending();
    clearTimeout(this.#retry);
    // Signed out, perhaps because the session expired: the drawing stays visible.
    if (username === null) return;
    let path: Path | null;
    try {
      path = await findPath(this.board.value.id);
    } catch {
      this.#retry = setTimeout(() => void this.#changeUser(username), retryDelay);
      return;
    }
    if (user.value?.username !== username) return;
    this.#sync.username = username;
    this.#sync.rebaseOn(path);
    if (this.isViewingOld.value) return;
    const board = this.board.value;
    const { drawing, other, isUnsaved } = initialStateOf(board, path, readStoredDrawing(board.id, username));
    batch(() => {
      // A new game rather than a move: undo must not reveal another user's drawing.
      this.game.value =
        before === null
          ? play(this.game.value, { type: 'replace', drawing })
          : newGame(gridOf(board), board.rule, drawing);
      this.other.value = other;
      this.banner.value = other ? 'merged' : this.banner.value;
    });
    if (isUnsaved) this.#sync.save();
    else if (!other) this.#sync.saveLocally(true);
  }

  /** Picks up changes made on another device or in another tab while this page was hidden. */
  async #pullFromServer(): Promise<void> {
    if (this.#sync.username === null || this.#sync.isPending || this.isViewingOld.value) return;
    const path = await findPath(this.board.value.id).catch(() => null);
    if (!path || path.stale || !this.#sync.isNewer(path) || this.#sync.isPending) return;
    this.#sync.rebaseOn(path);
    const { drawing } = initialStateOf(this.board.value, path, null);
    this.game.value = play(this.game.value, { type: 'replace', drawing });
    this.#sync.saveLocally(true);
  }
}

function saveStatusOf(state: AutosaveState, isSignedIn: boolean, game: Game): SaveStatus {
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

/** @returns The player's path, or null if there is none. */
async function findPath(boardId: number, signal?: AbortSignal): Promise<Path | null> {
  try {
    return (await getPath(boardId, signal)).data;
  } catch (error) {
    // 401: the session has expired, and with it access to a path. Other errors leave open whether there is one.
    if (error instanceof ApiError && (error.status === 404 || error.status === 401)) return null;
    throw error;
  }
}
