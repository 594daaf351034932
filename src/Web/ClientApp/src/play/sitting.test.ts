import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { session } from '../account/session';
import { ApiError } from '../api/ApiError';
import * as boards from '../api/boards';
import * as paths from '../api/paths';
import type { Path } from '../api/types';
import type { Board } from '../boards/board';
import { gridOf } from '../boards/grid';
import { inkOf, sketch } from '../boards/sketch';
import type { StreamEvent } from '../stream/events';
import { type Drawing, linesOf } from './drawing';
import { readKept } from './keptDrawing';
import { Sitting } from './sitting';

vi.mock('../api/boards');
vi.mock('../api/paths');
const { getBoard } = vi.mocked(boards);
const { getPath, savePath } = vi.mocked(paths);

const geometry = sketch('A . A\nB . B');
const a: Drawing = [{ color: inkOf('A'), cells: [0, 1, 2] }];
const both: Drawing = [...a, { color: inkOf('B'), cells: [3, 4, 5] }];

let open: Sitting[] = [];

function board(changes: Partial<Board> = {}): Board {
  return {
    id: 7,
    name: 'Seven',
    rule: 'all_cells',
    ...geometry,
    verdict: 'unknown',
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

function answer<T>(data: T) {
  return { data, etag: null, status: 200, location: null, date: null };
}

function sit(on: Board, drawn: Path | null = null, username: string | null = 'ola'): Sitting {
  session.value =
    username === null ? { status: 'anonymous' } : { status: 'signed-in', user: { id: 2, username } };
  const sitting = new Sitting(on, drawn, username);
  open.push(sitting);
  return sitting;
}

function draw(sitting: Sitting, ...cells: number[]): void {
  const [first = 0, ...others] = cells;
  sitting.move({ type: 'press', cell: first });
  for (const cell of others) sitting.move({ type: 'drag', cell });
  sitting.move({ type: 'release' });
}

function happened(type: 'updatedBoard' | 'deletedBoard', boardId = 7): StreamEvent {
  const data = { board_id: boardId, board_name: '', creator_username: '' };
  return { type, data, cursor: 1, raw: '', receivedAt: 0, missed: false };
}

const settled = (time = 0) => vi.advanceTimersByTimeAsync(time);

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers();
  localStorage.clear();
  savePath.mockResolvedValue(answer(path([])));
  getPath.mockRejectedValue(new ApiError(404, {}));
});

afterEach(() => {
  for (const sitting of open) sitting.end();
  open = [];
  vi.useRealTimers();
});

describe('keeping', () => {
  test('a stroke is on this device at once and on the server soon', async () => {
    const sitting = sit(board());
    expect(sitting.keeping.value).toBe('nothing');
    draw(sitting, 0, 1, 2);
    expect(readKept(7, 'ola')?.drawing).toEqual(a);
    expect(sitting.keeping.value).toBe('unsaved');
    await settled(1000);
    expect(savePath).toHaveBeenCalledWith(7, 1, linesOf(gridOf(geometry), a), { keepalive: false });
    expect(sitting.keeping.value).toBe('saved');
    expect(readKept(7, 'ola')?.isSaved).toBe(true);
  });

  test('what someone draws who is not signed in stays on this device', async () => {
    const sitting = sit(board(), null, null);
    draw(sitting, 0, 1, 2);
    await settled(5000);
    expect(sitting.keeping.value).toBe('device');
    expect(savePath).not.toHaveBeenCalled();
    expect(sit(board(), null, null).game.value.drawing).toEqual(a);
  });

  test('signing in uploads it', async () => {
    const sitting = sit(board(), null, null);
    draw(sitting, 0, 1, 2);
    session.value = { status: 'signed-in', user: { id: 2, username: 'ola' } };
    await settled(1000);
    expect(savePath).toHaveBeenCalledOnce();
    expect(sitting.keeping.value).toBe('saved');
  });

  test('signing in offers the drawing that the server has as well', async () => {
    const sitting = sit(board(), null, null);
    draw(sitting, 0, 1, 2);
    getPath.mockResolvedValue(answer(path(both)));
    session.value = { status: 'signed-in', user: { id: 2, username: 'ola' } };
    await settled(1000);
    expect(sitting.game.value.drawing).toEqual(both);
    expect(sitting.notice.value).toBe('merged');
    sitting.takeOther();
    expect(sitting.game.value.drawing).toEqual(a);
    sitting.move({ type: 'undo' });
    expect(sitting.game.value.drawing).toEqual(both);
  });

  test('what a lost page had not saved is uploaded when it is opened again', async () => {
    savePath.mockRejectedValueOnce(new ApiError(0, {}));
    draw(sit(board()), 0, 1, 2);
    await settled(1000);
    savePath.mockClear();
    sit(board());
    await settled(1000);
    expect(savePath).toHaveBeenCalledWith(7, 1, linesOf(gridOf(geometry), a), { keepalive: false });
  });

  test('signing in saves nothing before the server has told what it has', async () => {
    const sitting = sit(board(), null, null);
    getPath.mockRejectedValueOnce(new ApiError(0, {}));
    session.value = { status: 'signed-in', user: { id: 2, username: 'ola' } };
    await settled();
    draw(sitting, 0, 1, 2);
    await settled(3000);
    expect(savePath).not.toHaveBeenCalled();
    getPath.mockResolvedValue(answer(path(both)));
    await settled(5000);
    expect(sitting.game.value.drawing).toEqual(both);
    expect(sitting.other.value).toEqual(a);
  });

  test('a board does not open while it is unknown what the player has drawn on it', async () => {
    session.value = { status: 'signed-in', user: { id: 2, username: 'ola' } };
    getBoard.mockResolvedValue(answer(board()));
    getPath.mockRejectedValue(new ApiError(500, {}));
    await expect(Sitting.open(7, new AbortController().signal)).rejects.toThrow();
  });

  test('a drawing that was not chosen is not offered again', () => {
    draw(sit(board(), null, null), 0, 1, 2);
    const sitting = sit(board(), path(both));
    expect(sitting.notice.value).toBe('merged');
    sitting.dismiss();
    expect(sit(board(), path(both)).notice.value).toBeNull();
  });

  test('a drawing that went to an account leaves nothing behind for the next user', async () => {
    draw(sit(board(), null, null), 0, 1, 2);
    sit(board(), path(a));
    expect(sit(board(), null, null).game.value.drawing).toEqual([]);
  });

  test('another user who signs in sees their own drawing, and cannot undo into the other', async () => {
    const sitting = sit(board(), path(a));
    getPath.mockResolvedValue(answer(path(both)));
    session.value = { status: 'signed-in', user: { id: 3, username: 'ewa' } };
    await settled(2000);
    expect(sitting.game.value.drawing).toEqual(both);
    expect(sitting.game.value.past).toEqual([]);
    expect(savePath).not.toHaveBeenCalled();
  });

  test('what goes on from a saved drawing needs no choice', async () => {
    savePath
      .mockResolvedValueOnce(answer(path(both, { revision: 4 })))
      .mockRejectedValue(new ApiError(0, {}));
    const sitting = sit(board());
    draw(sitting, 0, 1, 2);
    draw(sitting, 3, 4, 5);
    await settled(1000);
    sitting.move({ type: 'undo' });
    await settled(1000);
    const reopened = sit(board(), path(both, { revision: 4 }));
    expect(reopened.game.value.drawing).toEqual(a);
    expect(reopened.other.value).toBeNull();
  });

  test('nobody finds what another user of the device drew', () => {
    draw(sit(board()), 0, 1, 2);
    expect(sit(board(), null, 'ewa').game.value.drawing).toEqual([]);
    expect(sit(board(), null, null).game.value.drawing).toEqual([]);
  });

  test('offline, it says so, and saves when the network is back', async () => {
    savePath.mockRejectedValueOnce(new ApiError(0, {}));
    const sitting = sit(board());
    draw(sitting, 0, 1, 2);
    await settled(1000);
    expect(sitting.keeping.value).toBe('offline');
    dispatchEvent(new Event('online'));
    await settled();
    expect(sitting.keeping.value).toBe('saved');
  });

  test('leaving the page sends what is in hand', () => {
    const sitting = sit(board());
    sitting.move({ type: 'press', cell: 0 });
    sitting.move({ type: 'drag', cell: 1 });
    dispatchEvent(new Event('pagehide'));
    expect(savePath).toHaveBeenCalledWith(7, 1, [{ color: inkOf('A'), cells: expect.any(Array) }], {
      keepalive: true,
    });
  });

  test('what was drawn on another device meanwhile is found on coming back', async () => {
    const sitting = sit(board(), path(a));
    getPath.mockResolvedValue(answer(path(both, { revision: 2 })));
    document.dispatchEvent(new Event('visibilitychange'));
    await settled();
    expect(sitting.game.value.drawing).toEqual(both);
    expect(savePath).not.toHaveBeenCalled();
  });
});

describe('solving', () => {
  test('is noticed when it happens, and not when it is found', () => {
    const sitting = sit(board(), path(a));
    draw(sitting, 3, 4, 5);
    expect(sitting.isJustSolved.value).toBe(true);
    sitting.move({ type: 'undo' });
    expect(sitting.isJustSolved.value).toBe(false);
    expect(sit(board({ id: 8 }), path(both)).isJustSolved.value).toBe(false);
  });
});

describe('a board that its author changes', () => {
  const changed = board({ revision: 2, ...sketch('A . A\n. . .\nB . B') });

  test('by name only is taken without a word, and saving goes on', async () => {
    const sitting = sit(board());
    getBoard.mockResolvedValue(answer(board({ name: 'Eight', revision: 2 })));
    sitting.take(happened('updatedBoard'));
    await settled();
    expect(sitting.board.value.name).toBe('Eight');
    expect(sitting.notice.value).toBeNull();
    draw(sitting, 0, 1, 2);
    await settled(1000);
    expect(savePath).toHaveBeenLastCalledWith(7, 2, expect.anything(), expect.anything());
  });

  test('by name only, told by a conflict, is saved on its new revision', async () => {
    const sitting = sit(board());
    getBoard.mockResolvedValue(answer(board({ name: 'Eight', revision: 2 })));
    savePath.mockRejectedValueOnce(new ApiError(409, {}));
    draw(sitting, 0, 1, 2);
    await settled(1000);
    expect(savePath).toHaveBeenLastCalledWith(7, 2, expect.anything(), expect.anything());
    expect(sitting.keeping.value).toBe('saved');
  });

  test('by its rule is told', async () => {
    const sitting = sit(board());
    getBoard.mockResolvedValue(answer(board({ rule: 'pairs_only', revision: 2 })));
    sitting.take(happened('updatedBoard'));
    await settled();
    expect(sitting.notice.value).toBe('rule');
    expect(sitting.game.value.rule).toBe('pairs_only');
  });

  test('in its dots leaves the old drawing in sight, and nothing is saved over it', async () => {
    const sitting = sit(board(), path(both));
    getBoard.mockResolvedValue(answer(changed));
    sitting.take(happened('updatedBoard'));
    await settled(5000);
    expect(sitting.notice.value).toBe('changed');
    expect(sitting.isLookingBack.value).toBe(true);
    expect(sitting.old.value?.geometry.rows).toBe(2);
    expect(sitting.old.value?.carried).toMatchObject({ drawing: a, whole: 1, lines: 2 });
    sitting.move({ type: 'press', cell: 0 });
    expect(sitting.game.value.stroke).toBeNull();
    expect(savePath).not.toHaveBeenCalled();
    expect(readKept(7, 'ola')?.geometry.rows).toBe(2);
  });

  test('in its dots is found changed after a reload, too, with what was just being drawn', async () => {
    const sitting = sit(board());
    draw(sitting, 0, 1, 2);
    sitting.move({ type: 'toggle', cell: 3 });
    sitting.move({ type: 'step', cell: 4 });
    getBoard.mockResolvedValue(answer(changed));
    sitting.take(happened('updatedBoard'));
    await settled(5000);
    expect(savePath).not.toHaveBeenCalled();
    expect(readKept(7, 'ola')?.drawing).toHaveLength(2);
    const reloaded = sit(changed);
    expect(reloaded.notice.value).toBe('changed');
    expect(reloaded.old.value?.geometry.rows).toBe(2);
  });

  test('carries over what fits when the player says so', async () => {
    const sitting = sit(board(), path(both));
    getBoard.mockResolvedValue(answer(changed));
    sitting.take(happened('updatedBoard'));
    await settled();
    sitting.carryOver();
    expect(sitting.game.value.drawing).toEqual(a);
    expect(sitting.isLookingBack.value).toBe(false);
    await settled(1000);
    expect(savePath).toHaveBeenCalledWith(7, 2, expect.anything(), expect.anything());
    sitting.lookBack(true);
    expect(sitting.isLookingBack.value).toBe(true);
  });

  test('in its dots before anything was drawn is simply the new board', async () => {
    const sitting = sit(board());
    getBoard.mockResolvedValue(answer(changed));
    sitting.take(happened('updatedBoard'));
    await settled();
    expect(sitting.isLookingBack.value).toBe(false);
    expect(sitting.game.value.grid.rows).toBe(3);
  });

  test('a save that arrives after the change does not mix the boards up', async () => {
    const sitting = sit(board());
    let arrive: (saved: ReturnType<typeof answer<Path>>) => void = () => {};
    savePath.mockReturnValue(
      new Promise((resolve) => {
        arrive = resolve;
      }),
    );
    draw(sitting, 0, 1, 2);
    await settled(1000);
    getBoard.mockResolvedValue(answer(changed));
    sitting.take(happened('updatedBoard'));
    await settled();
    arrive(answer(path(a)));
    await settled();
    expect(readKept(7, 'ola')).toMatchObject({ drawing: a, geometry: { rows: 2 } });
  });

  test('is another board’s affair when the event is', async () => {
    const sitting = sit(board());
    sitting.take(happened('updatedBoard', 8));
    sitting.take(happened('deletedBoard', 8));
    await settled();
    expect(getBoard).not.toHaveBeenCalled();
    expect(sitting.notice.value).toBeNull();
  });
});

describe('a board that its author deletes', () => {
  test('is told, and can still be drawn on, on this device', async () => {
    const sitting = sit(board(), path(a));
    sitting.take(happened('deletedBoard'));
    expect(sitting.notice.value).toBe('deleted');
    draw(sitting, 3, 4, 5);
    await settled(5000);
    expect(savePath).not.toHaveBeenCalled();
    expect(sitting.keeping.value).toBe('refused');
    expect(sitting.game.value.drawing).toEqual(both);
  });

  test('is noticed by a save as well', async () => {
    savePath.mockRejectedValue(new ApiError(404, {}));
    const sitting = sit(board());
    draw(sitting, 0, 1, 2);
    await settled(1000);
    expect(sitting.notice.value).toBe('deleted');
  });
});
