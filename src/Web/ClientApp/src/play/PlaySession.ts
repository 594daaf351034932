import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { user } from '../account/session';
import { ApiError } from '../api/ApiError';
import { getBoard } from '../api/boards';
import { getPath } from '../api/paths';
import type { Path } from '../api/types';
import { type Board, sameGeometry } from '../boards/board';
import { gridOf } from '../boards/grid';
import { withVerdict } from '../boards/withVerdict';
import type { OwnPathEvent, StreamEvent } from '../stream/events';
import type { AutosaveState, SaveResult } from './autosave';
import { DrawingSync } from './DrawingSync';
import { carryOver, type Drawing, isSolved, linesOf, progressOf, sameDrawing } from './drawing';
import { readStoredDrawing } from './drawingStorage';
import { type Game, type Move, newGame, play, shownIn } from './game';
import { Hints } from './Hints';
import { type InitialState, initialStateOf, type OldDrawing, oldDrawing } from './initialState';

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
  | 'refused'
  /** Not saved until the player has chosen between two drawings. */
  | 'conflict'
  /** Replaced by what the player has just drawn on another device. */
  | 'elsewhere';

/** The banner above the board. */
export type BannerKind = 'changed' | 'carried' | 'chosen' | 'rule' | 'deleted';

/** The player's drawing on the server, which is not the one that this device's is based on. */
export type OtherDrawing = { readonly path: Path; readonly drawing: Drawing };

const retryDelay = 5000;

/**
 * One player's game on one board. Saves the drawing, and follows changes of the board, of the signed-in user, and of the
 * drawing on the player's other devices.
 */
export class PlaySession {
  readonly board;
  readonly game;
  readonly banner = signal<BannerKind | null>(null);
  /** A drawing on an earlier version of the board, to view or to carry over. */
  readonly old;
  readonly isViewingOld;
  /** A drawing that the player saved elsewhere while this one had unsaved changes. Nothing is saved before the choice. */
  readonly conflict: ReadonlySignal<OtherDrawing | null>;
  /** Solved during this session, not merely loaded as solved. */
  readonly isJustSolved = signal(false);
  readonly saveStatus: ReadonlySignal<SaveStatus>;
  readonly hints = new Hints(this);

  readonly #sync: DrawingSync;
  readonly #disposers: (() => void)[] = [];
  readonly #other = signal<OtherDrawing | null>(null);
  readonly #isFromElsewhere = signal(false);
  #refreshing: Promise<void> | null = null;
  #isPulling = false;
  /** What may have given the server a newer path, which is fetched as soon as nothing is being drawn or saved. */
  #pullDue: OwnPathEvent | 'unknown' | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #username: string | null;

  constructor(board: Board, path: Path | null, username: string | null) {
    this.#username = username;
    const initial = initialStateOf(board, path, readStoredDrawing(board.id, username));
    this.board = signal(board);
    this.game = signal(newGame(gridOf(board), board.rule, initial.drawing));
    this.old = signal<OldDrawing | null>(initial.old);
    this.isViewingOld = signal(initial.old !== null);
    if (initial.old) this.banner.value = 'changed';
    // Not while a line is being drawn, which would be taken out of the player's hand.
    this.conflict = computed(() => (this.game.value.grip.pressed ? null : this.#other.value));

    this.#sync = new DrawingSync(
      {
        board: () => this.board.value,
        drawing: () => this.game.value.drawing,
        onChanged: () => this.refresh(),
        onGone: () => this.#onBoardDeleted(),
        onStale: () => this.#onStale(),
      },
      username,
    );
    this.#begin(initial, path);

    this.saveStatus = computed(() => {
      const status = saveStatusOf(this.#sync.state.value, user.value !== null, this.game.value);
      return status === 'saved' && this.#isFromElsewhere.value ? 'elsewhere' : status;
    });
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
    if (this.isViewingOld.value || this.conflict.value) return;
    const before = this.game.value;
    const after = play(before, move);
    if (after === before) return;
    this.game.value = after;
    if (after.drawing !== before.drawing) this.#onDrawingChanged(before, after);
    if (this.conflict.value) this.#putDown();
    if (this.#pullDue) void this.#pull();
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
    if (this.#pullDue) void this.#pull();
  }

  /** Resolves a conflict: replaces the drawing on the server. Undo goes to that one. */
  keepMine(): void {
    const other = this.#other.value;
    if (!other) return;
    const { drawing } = this.game.value;
    this.#choose(other, [other.drawing, drawing]);
    this.#sync.save();
  }

  /** Resolves a conflict: continues with the drawing on the server. Undo goes back to the one on this device. */
  takeTheirs(): void {
    const other = this.#other.value;
    if (!other) return;
    this.#choose(other, [other.drawing]);
    this.#sync.markSaved();
  }

  dismiss(): void {
    this.banner.value = null;
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
    if (event.type === 'checkedBoard') this.#onChecked(event);
    if (event.type === 'deletedBoard') this.#onBoardDeleted();
  }

  /** The player's path was saved or deleted, perhaps by this very session. */
  handleOwnPath(event: OwnPathEvent): void {
    // Tabs share the stream, and may have received what belongs to an earlier user of this browser.
    if (event.data.data.board_id !== this.board.value.id) return;
    if (event.data.actor?.username !== this.#sync.username) return;
    this.#requestPull(event);
  }

  /** Events may have been missed: fetches the board and the path. */
  async catchUp(): Promise<void> {
    await this.refresh();
    this.#requestPull();
  }

  /** Ends the session; what is unsaved is sent. */
  dispose(): void {
    this.move({ type: 'endStroke' });
    this.#sync.flushOnLeave();
    this.hints.dispose();
    clearTimeout(this.#retry);
    for (const dispose of this.#disposers) dispose();
  }

  #begin(initial: InitialState, path: Path | null): void {
    const stored = readStoredDrawing(this.board.value.id, this.#sync.username);
    this.#sync.restoreSent(stored?.unconfirmed ?? []);
    if (path && initial.theirs) {
      this.#collide({ path, drawing: initial.theirs });
      return;
    }
    this.#sync.rebaseOn(path);
    if (initial.isUnsaved) this.#sync.save();
    else if (path && !initial.old) this.#sync.saveLocally(true);
  }

  #onDrawingChanged(before: Game, after: Game): void {
    this.#isFromElsewhere.value = false;
    if (this.banner.value === 'chosen') this.banner.value = null;
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
    if (board.revision === before.revision) {
      // A check does not change the revision.
      if (board.verdict !== before.verdict) this.board.value = { ...before, verdict: board.verdict };
      return;
    }
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
    this.#other.value = null;
    this.#sync.release();
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

  #onChecked(event: StreamEvent): void {
    const apply = () => {
      this.board.value = withVerdict(this.board.value, event);
    };
    apply();
    // The server may have sent the board before it was checked.
    void this.#refreshing?.then(apply);
  }

  #onBoardDeleted(): void {
    this.#sync.boardDeleted();
    this.banner.value = 'deleted';
  }

  #listen(): void {
    this.#disposers.push(
      effect(() => {
        if (this.#sync.state.value !== 'saving' && this.#pullDue) queueMicrotask(() => void this.#pull());
      }),
    );
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
    const online = () => {
      this.#sync.flush();
      if (this.#pullDue) void this.#pull();
    };
    const visible = () => {
      if (document.visibilityState === 'visible') this.#requestPull();
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
    this.#sync.forget();
    this.#other.value = null;
    if (this.isViewingOld.value) {
      this.#sync.rebaseOn(path);
      return;
    }
    const board = this.board.value;
    const initial = initialStateOf(board, path, readStoredDrawing(board.id, username));
    // A new game rather than a move: undo must not reveal another user's drawing.
    this.game.value =
      before === null
        ? play(this.game.value, { type: 'replace', drawing: initial.drawing })
        : newGame(gridOf(board), board.rule, initial.drawing);
    this.#begin(initial, path);
  }

  #requestPull(cause: OwnPathEvent | 'unknown' = 'unknown'): void {
    if (this.#pullDue !== 'unknown') this.#pullDue = cause;
    void this.#pull();
  }

  /** Whether the drawing is based on the change already, for example because it was made here. */
  #isKnown({ type, data: { data } }: OwnPathEvent): boolean {
    return type === 'path_saved'
      ? this.#sync.includes({ id: data.path_id, revision: data.revision })
      : !this.#sync.isBasedOn(data.path_id) && this.#other.value?.path.id !== data.path_id;
  }

  get #canPull(): boolean {
    return (
      this.#sync.username !== null &&
      !this.#sync.isBoardDeleted &&
      !this.#sync.isWriting &&
      !this.isViewingOld.value &&
      this.game.value.stroke === null
    );
  }

  /** Picks up a change made on another device or in another tab, once nothing is being drawn or saved. */
  async #pull(): Promise<void> {
    if (this.#isPulling || !this.#pullDue || !this.#canPull) return;
    const cause = this.#pullDue;
    this.#pullDue = null;
    // Only now: the event of a save usually arrives before its response.
    if (cause !== 'unknown' && this.#isKnown(cause)) return;
    this.#isPulling = true;
    const { username } = this.#sync;
    const board = this.board.value;
    try {
      const path = await this.#fetchPath();
      if (path === null || path.board_revision > this.board.value.revision) await this.refresh();
      if (this.#sync.username !== username) return;
      if (this.#canPull && sameGeometry(this.board.value, board)) this.#apply(path);
      else this.#pullDue ??= 'unknown';
    } catch {
      // Tried again with the next event, or when the network is back.
      this.#pullDue ??= 'unknown';
    } finally {
      this.#isPulling = false;
    }
    // An event that arrived during the request.
    if (this.#pullDue && this.#pullDue !== 'unknown') void this.#pull();
  }

  #apply(path: Path | null): void {
    if (this.#hasChanges) {
      const result = this.#reconcile(path);
      if (result === 'saved') this.#sync.markSaved();
      // What waits to be saved is based on the server's path now.
      else if (result === 'again') this.#sync.save();
      return;
    }
    if (path === null) {
      this.#sync.rebaseOn(null);
    } else if (path.stale || this.#sync.includes(path)) {
      return;
    } else {
      this.#sync.rebaseOn(path);
    }
    const drawing = path === null ? [] : this.#drawingOf(path);
    if (!sameDrawing(drawing, this.game.value.drawing)) {
      this.game.value = play(this.game.value, { type: 'replace', drawing });
      this.isJustSolved.value = false;
      this.#isFromElsewhere.value = true;
    }
    this.#sync.markSaved();
  }

  get #hasChanges(): boolean {
    const { drawing, past } = this.game.value;
    return this.#sync.hasUnsaved && (drawing.length > 0 || past.length > 0);
  }

  /** Decides for a drawing with unsaved changes what the server's path means for it. */
  #reconcile(path: Path | null): SaveResult | 'again' {
    if (path === null) {
      // Deleted elsewhere: what has been drawn since is saved as a new one.
      this.#other.value = null;
      this.#sync.rebaseOn(null);
      return 'again';
    }
    if (this.#sync.includes(path)) return 'refused';
    const drawing = this.#drawingOf(path);
    const isSame = sameDrawing(drawing, this.game.value.drawing);
    if (isSame || this.#sync.hasSent(drawing)) {
      this.#other.value = null;
      this.#sync.rebaseOn(path);
      return isSame ? 'saved' : 'again';
    }
    this.#collide({ path, drawing });
    return 'conflict';
  }

  async #onStale(): Promise<SaveResult | 'again'> {
    const before = this.board.value;
    let path: Path | null;
    try {
      path = await this.#fetchPath();
      if (path === null) await this.refresh();
    } catch {
      return 'failed';
    }
    // The board is gone, or another: the drawing is stored as one on the old board.
    if (this.#sync.isBoardDeleted || !sameGeometry(this.board.value, before)) return 'refused';
    const result = this.#reconcile(path);
    if (result === 'saved') this.#sync.saveLocally(true);
    return result;
  }

  #collide(other: OtherDrawing): void {
    this.#other.value = other;
    this.#sync.hold();
    if (this.conflict.value) this.#putDown();
  }

  /** Ends a stroke that is held, for a choice between drawings. */
  #putDown(): void {
    const after = play(this.game.value, { type: 'endStroke' });
    if (after === this.game.value) return;
    this.game.value = after;
    this.#sync.saveLocally(false);
  }

  #choose({ path }: OtherDrawing, drawings: readonly Drawing[]): void {
    batch(() => {
      this.#other.value = null;
      this.#sync.rebaseOn(path);
      // Moves, so that undo goes to the drawing that was not chosen.
      for (const drawing of drawings) this.game.value = play(this.game.value, { type: 'replace', drawing });
      this.isJustSolved.value = false;
      this.banner.value = 'chosen';
    });
  }

  #drawingOf(path: Path): Drawing {
    return carryOver(gridOf(this.board.value), path.lines).drawing;
  }

  /** @returns Null if the player has no path, or the board does not exist. */
  async #fetchPath(): Promise<Path | null> {
    try {
      return (await getPath(this.board.value.id)).data;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
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
