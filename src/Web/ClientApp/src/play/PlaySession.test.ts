import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { session } from '../account/session';
import { ApiError } from '../api/ApiError';
import * as boards from '../api/boards';
import * as paths from '../api/paths';
import type { Path } from '../api/types';
import type { Board } from '../boards/board';
import { gridOf } from '../boards/grid';
import { sketch, sketchColor } from '../boards/sketch';
import type { OwnPathEvent, StreamEvent } from '../stream/events';
import { type Drawing, linesOf } from './drawing';
import { readStoredDrawing } from './drawingStorage';
import { PlaySession } from './PlaySession';

vi.mock('../api/boards');
vi.mock('../api/paths');
const { getBoard } = vi.mocked(boards);
const { getPath, savePath } = vi.mocked(paths);

const geometry = sketch('A . A\nB . B');
const a: Drawing = [{ color: sketchColor('A'), cells: [0, 1, 2] }];
const both: Drawing = [...a, { color: sketchColor('B'), cells: [3, 4, 5] }];

let open: PlaySession[] = [];

function board(changes: Partial<Board> = {}): Board {
  return {
    id: 7,
    name: 'Seven',
    rule: 'all_cells',
    ...geometry,
    verdict: 'unknown',
    difficulty: null,
    creator_username: 'ala',
    created_at: '',
    updated_at: '',
    revision: 1,
    path_count: 0,
    solved_count: 0,
    ...changes,
  };
}

function path(drawing: Drawing, changes: Partial<Path> = {}): Path {
  return {
    id: 1,
    board_id: 7,
    board_revision: 1,
    lines: linesOf(gridOf(geometry), drawing),
    connected: false,
    filled: false,
    solved: false,
    stale: false,
    created_at: '',
    updated_at: '',
    revision: 1,
    ...changes,
  };
}

function response<T>(data: T) {
  return { data, revision: null, status: 200, location: null, date: null };
}

function start(board: Board, path: Path | null = null, username: string | null = 'ola'): PlaySession {
  session.value =
    username === null ? { status: 'anonymous' } : { status: 'signed-in', user: { id: 2, username } };
  const playSession = new PlaySession(board, path, username);
  open.push(playSession);
  return playSession;
}

function draw(playSession: PlaySession, ...cells: number[]): void {
  const [first = 0, ...others] = cells;
  playSession.move({ type: 'press', cell: first });
  for (const cell of others) playSession.move({ type: 'drag', cell });
  playSession.move({ type: 'release' });
}

function event(type: 'updatedBoard' | 'deletedBoard', boardId = 7): StreamEvent {
  const data = { board_id: boardId, board_name: '', creator_username: '' };
  return { type, data, cursor: 1, raw: '', receivedAt: 0, missed: false };
}

function checkedEvent(verdict: Board['verdict']): StreamEvent {
  const data = { board_id: 7, board_name: '', creator_username: '', verdict };
  return { type: 'checkedBoard', data, cursor: 2, raw: '', receivedAt: 0, missed: false };
}

/** The user's own path was saved or deleted, here or elsewhere. */
function ownPath(
  revision: number,
  changes: { type?: OwnPathEvent['type']; username?: string; id?: number } = {},
) {
  const { type = 'path_saved', username = 'ola', id = 1 } = changes;
  return {
    type,
    data: { actor: { username }, data: { path_id: id, board_id: 7, board_name: 'Seven', revision } },
    cursor: 1,
    raw: '',
    receivedAt: 0,
    missed: false,
  } satisfies OwnPathEvent;
}

const stale = () => new ApiError(412, {});
const wire = (drawing: Drawing) => linesOf(gridOf(geometry), drawing);

const settled = (time = 0) => vi.advanceTimersByTimeAsync(time);

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers();
  localStorage.clear();
  savePath.mockResolvedValue(response(path([])));
  getPath.mockRejectedValue(new ApiError(404, {}));
});

afterEach(() => {
  for (const playSession of open) playSession.dispose();
  open = [];
  vi.useRealTimers();
});

describe('saving', () => {
  test('stores a stroke locally at once and on the server soon', async () => {
    const playSession = start(board());
    expect(playSession.saveStatus.value).toBe('nothing');
    draw(playSession, 0, 1, 2);
    expect(readStoredDrawing(7, 'ola')?.drawing).toEqual(a);
    expect(playSession.saveStatus.value).toBe('unsaved');
    await settled(1000);
    expect(savePath).toHaveBeenCalledWith(7, 1, linesOf(gridOf(geometry), a), null, {
      keepalive: false,
    });
    expect(playSession.saveStatus.value).toBe('saved');
    expect(readStoredDrawing(7, 'ola')?.isSaved).toBe(true);
  });

  test('stores a drawing locally only without a user', async () => {
    const playSession = start(board(), null, null);
    draw(playSession, 0, 1, 2);
    await settled(5000);
    expect(playSession.saveStatus.value).toBe('device');
    expect(savePath).not.toHaveBeenCalled();
    expect(start(board(), null, null).game.value.drawing).toEqual(a);
  });

  test('uploads the drawing on sign-in', async () => {
    const playSession = start(board(), null, null);
    draw(playSession, 0, 1, 2);
    session.value = { status: 'signed-in', user: { id: 2, username: 'ola' } };
    await settled(1000);
    expect(savePath).toHaveBeenCalledOnce();
    expect(playSession.saveStatus.value).toBe('saved');
  });

  test('asks on sign-in where the account has another drawing', async () => {
    const playSession = start(board(), null, null);
    draw(playSession, 0, 1, 2);
    getPath.mockResolvedValue(response(path(both)));
    session.value = { status: 'signed-in', user: { id: 2, username: 'ola' } };
    await settled(1000);
    expect(playSession.game.value.drawing).toEqual(a);
    expect(playSession.conflict.value?.drawing).toEqual(both);
    expect(savePath).not.toHaveBeenCalled();
    playSession.takeTheirs();
    expect(playSession.game.value.drawing).toEqual(both);
    playSession.move({ type: 'undo' });
    expect(playSession.game.value.drawing).toEqual(a);
  });

  test('uploads on the next visit what a closed page had not saved', async () => {
    savePath.mockRejectedValueOnce(new ApiError(0, {}));
    draw(start(board()), 0, 1, 2);
    await settled(1000);
    savePath.mockClear();
    start(board());
    await settled(1000);
    expect(savePath).toHaveBeenCalledWith(7, 1, linesOf(gridOf(geometry), a), null, {
      keepalive: false,
    });
  });

  test('saves nothing on sign-in before the path on the server is known', async () => {
    const playSession = start(board(), null, null);
    getPath.mockRejectedValueOnce(new ApiError(0, {}));
    session.value = { status: 'signed-in', user: { id: 2, username: 'ola' } };
    await settled();
    draw(playSession, 0, 1, 2);
    await settled(3000);
    expect(savePath).not.toHaveBeenCalled();
    getPath.mockResolvedValue(response(path(both)));
    await settled(5000);
    expect(playSession.game.value.drawing).toEqual(a);
    expect(playSession.conflict.value?.drawing).toEqual(both);
  });

  test('does not open while the path on the server is unknown', async () => {
    session.value = { status: 'signed-in', user: { id: 2, username: 'ola' } };
    getBoard.mockResolvedValue(response(board()));
    getPath.mockRejectedValue(new ApiError(500, {}));
    await expect(PlaySession.open(7, new AbortController().signal)).rejects.toThrow();
  });

  test('asks only once', () => {
    draw(start(board(), null, null), 0, 1, 2);
    const playSession = start(board(), path(both));
    expect(playSession.conflict.value?.drawing).toEqual(both);
    playSession.takeTheirs();
    expect(start(board(), path(both)).conflict.value).toBeNull();
  });

  test('does not offer a drawing to the next user once it belongs to an account', async () => {
    draw(start(board(), null, null), 0, 1, 2);
    start(board(), path(a));
    expect(start(board(), null, null).game.value.drawing).toEqual([]);
  });

  test('shows another user their own drawing, and does not let them undo into the first', async () => {
    const playSession = start(board(), path(a));
    getPath.mockResolvedValue(response(path(both)));
    session.value = { status: 'signed-in', user: { id: 3, username: 'ewa' } };
    await settled(2000);
    expect(playSession.game.value.drawing).toEqual(both);
    expect(playSession.game.value.past).toEqual([]);
    expect(savePath).not.toHaveBeenCalled();
  });

  test('needs no choice for a drawing based on the saved one', async () => {
    savePath
      .mockResolvedValueOnce(response(path(both, { revision: 4 })))
      .mockRejectedValue(new ApiError(0, {}));
    const playSession = start(board());
    draw(playSession, 0, 1, 2);
    draw(playSession, 3, 4, 5);
    await settled(1000);
    playSession.move({ type: 'undo' });
    await settled(1000);
    const reopened = start(board(), path(both, { revision: 4 }));
    expect(reopened.game.value.drawing).toEqual(a);
    expect(reopened.conflict.value).toBeNull();
  });

  test('hides what another user of the device drew', () => {
    draw(start(board()), 0, 1, 2);
    expect(start(board(), null, 'ewa').game.value.drawing).toEqual([]);
    expect(start(board(), null, null).game.value.drawing).toEqual([]);
  });

  test('shows that it is offline, and saves when the network is back', async () => {
    savePath.mockRejectedValueOnce(new ApiError(0, {}));
    const playSession = start(board());
    draw(playSession, 0, 1, 2);
    await settled(1000);
    expect(playSession.saveStatus.value).toBe('offline');
    dispatchEvent(new Event('online'));
    await settled();
    expect(playSession.saveStatus.value).toBe('saved');
  });

  test('sends the current stroke on leaving the page', () => {
    const playSession = start(board());
    playSession.move({ type: 'press', cell: 0 });
    playSession.move({ type: 'drag', cell: 1 });
    dispatchEvent(new Event('pagehide'));
    expect(savePath).toHaveBeenCalledWith(
      7,
      1,
      [{ color: sketchColor('A'), cells: expect.any(Array) }],
      null,
      { keepalive: true },
    );
  });

  test('picks up a drawing from another device when the page becomes visible', async () => {
    const playSession = start(board(), path(a));
    getPath.mockResolvedValue(response(path(both, { revision: 2 })));
    document.dispatchEvent(new Event('visibilitychange'));
    await settled();
    expect(playSession.game.value.drawing).toEqual(both);
    expect(savePath).not.toHaveBeenCalled();
  });
});

describe('another device', () => {
  const b: Drawing = [{ color: sketchColor('B'), cells: [3, 4, 5] }];

  /** Here the first line is drawn and not saved yet, while the other device has saved the second one. */
  async function collide(): Promise<PlaySession> {
    const playSession = start(board(), path([]));
    draw(playSession, 0, 1, 2);
    getPath.mockResolvedValue(response(path(b, { revision: 2 })));
    savePath.mockRejectedValue(stale());
    await settled(1000);
    expect(playSession.conflict.value?.drawing).toEqual(b);
    return playSession;
  }

  test('is followed at once where nothing is unsaved', async () => {
    const playSession = start(board(), path(a));
    getPath.mockResolvedValue(response(path(both, { revision: 2 })));
    playSession.handleOwnPath(ownPath(2));
    await settled();
    expect(playSession.game.value.drawing).toEqual(both);
    expect(playSession.conflict.value).toBeNull();
    expect(playSession.saveStatus.value).toBe('elsewhere');
    playSession.move({ type: 'undo' });
    await settled(1000);
    expect(savePath).toHaveBeenCalledExactlyOnceWith(
      7,
      1,
      wire(a),
      expect.objectContaining({ revision: 2 }),
      {
        keepalive: false,
      },
    );
    expect(playSession.saveStatus.value).toBe('saved');
  });

  test('that deletes the path leaves an empty board, which undo restores', async () => {
    const playSession = start(board(), path(a));
    getBoard.mockResolvedValue(response(board()));
    playSession.handleOwnPath(ownPath(1, { type: 'path_deleted' }));
    await settled();
    expect(playSession.game.value.drawing).toEqual([]);
    playSession.move({ type: 'undo' });
    await settled(1000);
    expect(savePath).toHaveBeenCalledExactlyOnceWith(7, 1, wire(a), null, { keepalive: false });
  });

  test('is not mistaken in the echo of the own save, which arrives before the response', async () => {
    const playSession = start(board());
    let complete: (saved: ReturnType<typeof response<Path>>) => void = () => {};
    savePath.mockReturnValue(
      new Promise((resolve) => {
        complete = resolve;
      }),
    );
    draw(playSession, 0, 1, 2);
    await settled(1000);
    playSession.handleOwnPath(ownPath(1));
    draw(playSession, 3, 4, 5);
    complete(response(path(a)));
    await settled();
    playSession.handleOwnPath(ownPath(1));
    await settled();
    expect(getPath).not.toHaveBeenCalled();
    expect(playSession.game.value.drawing).toEqual(both);
    expect(playSession.conflict.value).toBeNull();
  });

  test('is ignored for another board, and for another user of this browser', async () => {
    const playSession = start(board(), path(a));
    const { data, ...event } = ownPath(2);
    playSession.handleOwnPath({ ...event, data: { ...data, data: { ...data.data, board_id: 8 } } });
    playSession.handleOwnPath(ownPath(2, { username: 'ewa' }));
    await settled();
    expect(getPath).not.toHaveBeenCalled();
  });

  test('does not take a line out of the hand', async () => {
    const playSession = start(board(), path(a));
    getPath.mockResolvedValue(response(path([], { revision: 2 })));
    playSession.move({ type: 'press', cell: 3 });
    playSession.move({ type: 'drag', cell: 4 });
    playSession.handleOwnPath(ownPath(2));
    await settled(1000);
    expect(playSession.conflict.value).toBeNull();
    expect(playSession.game.value.stroke).not.toBeNull();
    playSession.move({ type: 'drag', cell: 5 });
    playSession.move({ type: 'release' });
    await settled();
    expect(playSession.conflict.value?.drawing).toEqual([]);
    expect(playSession.game.value.drawing).toEqual(both);
    expect(savePath).not.toHaveBeenCalled();
  });

  test('that has saved in between is a conflict, in which nothing is saved or drawn', async () => {
    const playSession = await collide();
    expect(playSession.saveStatus.value).toBe('conflict');
    expect(savePath).toHaveBeenCalledOnce();
    draw(playSession, 3, 4, 5);
    await settled(60_000);
    expect(savePath).toHaveBeenCalledOnce();
    expect(playSession.game.value.drawing).toEqual(a);
    expect(readStoredDrawing(7, 'ola')).toMatchObject({ drawing: a, isSaved: false });
  });

  test('is reported before the save is tried', async () => {
    const playSession = start(board(), path([]));
    draw(playSession, 0, 1, 2);
    getPath.mockResolvedValue(response(path(b, { revision: 2 })));
    playSession.handleOwnPath(ownPath(2));
    await settled();
    expect(playSession.conflict.value?.drawing).toEqual(b);
    await settled(1000);
    expect(savePath).not.toHaveBeenCalled();
  });

  test('that goes on while the player chooses is shown as it is now', async () => {
    const playSession = await collide();
    getPath.mockResolvedValue(response(path([], { revision: 3 })));
    playSession.handleOwnPath(ownPath(3));
    await settled();
    expect(playSession.conflict.value?.drawing).toEqual([]);
  });

  test('loses to this one by choice, and undo brings its drawing back', async () => {
    const playSession = await collide();
    savePath.mockResolvedValue(response(path(a, { revision: 3 })));
    playSession.keepMine();
    await settled(1000);
    expect(savePath).toHaveBeenLastCalledWith(7, 1, wire(a), { id: 1, revision: 2 }, { keepalive: false });
    expect(playSession.saveStatus.value).toBe('saved');
    expect(playSession.banner.value).toBe('chosen');
    playSession.move({ type: 'undo' });
    expect(playSession.game.value.drawing).toEqual(b);
  });

  test('wins by choice, and undo brings the drawing of this one back', async () => {
    const playSession = await collide();
    playSession.takeTheirs();
    await settled(1000);
    expect(playSession.game.value.drawing).toEqual(b);
    expect(playSession.saveStatus.value).toBe('saved');
    expect(savePath).toHaveBeenCalledOnce();
    savePath.mockResolvedValue(response(path(a, { revision: 3 })));
    playSession.move({ type: 'undo' });
    expect(playSession.game.value.drawing).toEqual(a);
    await settled(1000);
    expect(savePath).toHaveBeenLastCalledWith(7, 1, wire(a), { id: 1, revision: 2 }, { keepalive: false });
  });

  test('that saves between the choice and its save is a conflict again', async () => {
    const playSession = await collide();
    getPath.mockResolvedValue(response(path([], { revision: 3 })));
    playSession.keepMine();
    await settled(1000);
    expect(playSession.conflict.value?.drawing).toEqual([]);
  });

  test('still leaves a choice after a reload', async () => {
    await collide();
    const reloaded = start(board(), path(b, { revision: 2 }));
    expect(reloaded.game.value.drawing).toEqual(a);
    expect(reloaded.conflict.value?.drawing).toEqual(b);
  });

  test('leaves a choice to a drawing made offline', async () => {
    savePath.mockRejectedValue(new ApiError(0, {}));
    const playSession = start(board(), path([]));
    draw(playSession, 0, 1, 2);
    await settled(1000);
    expect(playSession.saveStatus.value).toBe('offline');
    getPath.mockResolvedValue(response(path(b, { revision: 2 })));
    savePath.mockRejectedValue(stale());
    dispatchEvent(new Event('online'));
    await settled();
    expect(playSession.conflict.value?.drawing).toEqual(b);
  });

  test('is not mistaken in a save of this one whose response was lost', async () => {
    const playSession = start(board());
    savePath.mockRejectedValueOnce(new ApiError(0, {}));
    draw(playSession, 0, 1, 2);
    await settled(1000);
    draw(playSession, 3, 4, 5);
    getPath.mockResolvedValue(response(path(a)));
    savePath.mockRejectedValueOnce(stale());
    savePath.mockResolvedValueOnce(response(path(both, { revision: 2 })));
    await settled(1000);
    expect(playSession.conflict.value).toBeNull();
    expect(savePath).toHaveBeenLastCalledWith(7, 1, wire(both), { id: 1, revision: 1 }, { keepalive: false });
    expect(playSession.saveStatus.value).toBe('saved');
  });

  test('is not mistaken in a save whose response a closed page has not received', async () => {
    savePath.mockRejectedValue(new ApiError(0, {}));
    const playSession = start(board());
    draw(playSession, 0, 1, 2);
    await settled(1000);
    draw(playSession, 3, 4, 5);
    const reopened = start(board(), path(a));
    expect(reopened.conflict.value).toBeNull();
    expect(reopened.game.value.drawing).toEqual(both);
  });

  test('has deleted the path: what is drawn here is saved as a new one', async () => {
    const playSession = start(board(), path(a));
    getBoard.mockResolvedValue(response(board()));
    savePath.mockRejectedValueOnce(stale());
    draw(playSession, 3, 4, 5);
    await settled(1000);
    expect(savePath).toHaveBeenLastCalledWith(7, 1, wire(both), null, { keepalive: false });
    expect(playSession.saveStatus.value).toBe('saved');
  });

  test('is asked again after a failure, when the network is back', async () => {
    const playSession = start(board(), path(a));
    getPath.mockRejectedValueOnce(new ApiError(0, {}));
    playSession.handleOwnPath(ownPath(2));
    await settled();
    getPath.mockResolvedValue(response(path(both, { revision: 2 })));
    dispatchEvent(new Event('online'));
    await settled();
    expect(playSession.game.value.drawing).toEqual(both);
  });

  test('does not stop saving for ever when the board changes during the choice', async () => {
    const playSession = await collide();
    const changed = board({ revision: 2, ...sketch('A . A\n. . .\nB . B') });
    getBoard.mockResolvedValue(response(changed));
    playSession.handleEvent(event('updatedBoard'));
    await settled();
    expect(playSession.conflict.value).toBeNull();
    expect(playSession.old.value).not.toBeNull();
    playSession.carryOver();
    await settled(1000);
    expect(savePath).toHaveBeenCalledTimes(2);
  });

  test('is followed by another tab, which does not replace what this one has stored', async () => {
    const tab = start(board(), path([]));
    await collide();
    tab.handleOwnPath(ownPath(2));
    await settled();
    expect(tab.game.value.drawing).toEqual(b);
    expect(readStoredDrawing(7, 'ola')).toMatchObject({ drawing: a, isSaved: false });
  });
});

describe('solving', () => {
  test('is reported when it happens, not when it is loaded', () => {
    const playSession = start(board(), path(a));
    draw(playSession, 3, 4, 5);
    expect(playSession.isJustSolved.value).toBe(true);
    playSession.move({ type: 'undo' });
    expect(playSession.isJustSolved.value).toBe(false);
    expect(start(board({ id: 8 }), path(both)).isJustSolved.value).toBe(false);
  });
});

describe('a board that its author changes', () => {
  const changed = board({ revision: 2, ...sketch('A . A\n. . .\nB . B') });

  test('by name only is applied without a banner, and saving continues', async () => {
    const playSession = start(board());
    getBoard.mockResolvedValue(response(board({ name: 'Eight', revision: 2 })));
    playSession.handleEvent(event('updatedBoard'));
    await settled();
    expect(playSession.board.value.name).toBe('Eight');
    expect(playSession.banner.value).toBeNull();
    draw(playSession, 0, 1, 2);
    await settled(1000);
    expect(savePath).toHaveBeenLastCalledWith(
      7,
      2,
      expect.anything(),
      expect.toSatisfy(() => true),
      expect.anything(),
    );
  });

  test('by name only, reported by a conflict, is saved with the new revision', async () => {
    const playSession = start(board());
    getBoard.mockResolvedValue(response(board({ name: 'Eight', revision: 2 })));
    savePath.mockRejectedValueOnce(new ApiError(409, {}));
    draw(playSession, 0, 1, 2);
    await settled(1000);
    expect(savePath).toHaveBeenLastCalledWith(
      7,
      2,
      expect.anything(),
      expect.toSatisfy(() => true),
      expect.anything(),
    );
    expect(playSession.saveStatus.value).toBe('saved');
  });

  test('shows its verdict as soon as it has been checked', async () => {
    const playSession = start(board());
    playSession.handleEvent(checkedEvent('unique'));
    expect(playSession.board.value.verdict).toBe('unique');
    expect(getBoard).not.toHaveBeenCalled();
  });

  test('shows its verdict although the server sent the board before the check', async () => {
    const playSession = start(board());
    getBoard.mockResolvedValue(response(board({ name: 'Eight', revision: 2 })));
    playSession.handleEvent(event('updatedBoard'));
    playSession.handleEvent(checkedEvent('solvable'));
    await settled();
    expect(playSession.board.value).toMatchObject({ name: 'Eight', verdict: 'solvable' });
  });

  test('shows a verdict whose event was missed', async () => {
    const playSession = start(board());
    getBoard.mockResolvedValue(response(board({ verdict: 'unsolvable' })));
    await playSession.catchUp();
    expect(playSession.board.value.verdict).toBe('unsolvable');
  });

  test('by its rule shows a banner', async () => {
    const playSession = start(board());
    getBoard.mockResolvedValue(response(board({ rule: 'pairs_only', revision: 2 })));
    playSession.handleEvent(event('updatedBoard'));
    await settled();
    expect(playSession.banner.value).toBe('rule');
    expect(playSession.game.value.rule).toBe('pairs_only');
  });

  test('in its dots keeps the old drawing visible, and saves nothing over it', async () => {
    const playSession = start(board(), path(both));
    getBoard.mockResolvedValue(response(changed));
    playSession.handleEvent(event('updatedBoard'));
    await settled(5000);
    expect(playSession.banner.value).toBe('changed');
    expect(playSession.isViewingOld.value).toBe(true);
    expect(playSession.old.value?.geometry.rows).toBe(2);
    expect(playSession.old.value?.carried).toMatchObject({ drawing: a, whole: 1, lines: 2 });
    playSession.move({ type: 'press', cell: 0 });
    expect(playSession.game.value.stroke).toBeNull();
    expect(savePath).not.toHaveBeenCalled();
    expect(readStoredDrawing(7, 'ola')?.geometry.rows).toBe(2);
  });

  test('in its dots still counts as changed after a reload, with the stroke that was being drawn', async () => {
    const playSession = start(board());
    draw(playSession, 0, 1, 2);
    playSession.move({ type: 'toggle', cell: 3 });
    playSession.move({ type: 'step', cell: 4 });
    getBoard.mockResolvedValue(response(changed));
    playSession.handleEvent(event('updatedBoard'));
    await settled(5000);
    expect(savePath).not.toHaveBeenCalled();
    expect(readStoredDrawing(7, 'ola')?.drawing).toHaveLength(2);
    const reloaded = start(changed);
    expect(reloaded.banner.value).toBe('changed');
    expect(reloaded.old.value?.geometry.rows).toBe(2);
  });

  test('carries over what fits when the player chooses to', async () => {
    const playSession = start(board(), path(both));
    getBoard.mockResolvedValue(response(changed));
    playSession.handleEvent(event('updatedBoard'));
    await settled();
    playSession.carryOver();
    expect(playSession.game.value.drawing).toEqual(a);
    expect(playSession.isViewingOld.value).toBe(false);
    await settled(1000);
    expect(savePath).toHaveBeenCalledWith(
      7,
      2,
      expect.anything(),
      expect.toSatisfy(() => true),
      expect.anything(),
    );
    playSession.viewOld(true);
    expect(playSession.isViewingOld.value).toBe(true);
  });

  test('in its dots before anything was drawn shows just the new board', async () => {
    const playSession = start(board());
    getBoard.mockResolvedValue(response(changed));
    playSession.handleEvent(event('updatedBoard'));
    await settled();
    expect(playSession.isViewingOld.value).toBe(false);
    expect(playSession.game.value.grid.rows).toBe(3);
  });

  test('does not mix up the boards if a save completes after the change', async () => {
    const playSession = start(board());
    let complete: (saved: ReturnType<typeof response<Path>>) => void = () => {};
    savePath.mockReturnValue(
      new Promise((resolve) => {
        complete = resolve;
      }),
    );
    draw(playSession, 0, 1, 2);
    await settled(1000);
    getBoard.mockResolvedValue(response(changed));
    playSession.handleEvent(event('updatedBoard'));
    await settled();
    complete(response(path(a)));
    await settled();
    expect(readStoredDrawing(7, 'ola')).toMatchObject({ drawing: a, geometry: { rows: 2 } });
  });

  test('ignores events of other boards', async () => {
    const playSession = start(board());
    playSession.handleEvent(event('updatedBoard', 8));
    playSession.handleEvent(event('deletedBoard', 8));
    await settled();
    expect(getBoard).not.toHaveBeenCalled();
    expect(playSession.banner.value).toBeNull();
  });
});

describe('a board that its author deletes', () => {
  test('shows a banner, and can still be drawn on locally', async () => {
    const playSession = start(board(), path(a));
    playSession.handleEvent(event('deletedBoard'));
    expect(playSession.banner.value).toBe('deleted');
    draw(playSession, 3, 4, 5);
    await settled(5000);
    expect(savePath).not.toHaveBeenCalled();
    expect(playSession.saveStatus.value).toBe('refused');
    expect(playSession.game.value.drawing).toEqual(both);
  });

  test('is detected by a save as well', async () => {
    savePath.mockRejectedValue(new ApiError(404, {}));
    const playSession = start(board());
    draw(playSession, 0, 1, 2);
    await settled(1000);
    expect(playSession.banner.value).toBe('deleted');
  });
});
