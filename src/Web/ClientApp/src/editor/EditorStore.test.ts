import { beforeEach, describe, expect, test, vi } from 'vitest';
import { session } from '../account/session';
import { ApiError } from '../api/ApiError';
import * as boards from '../api/boards';
import type { Board, BoardDraft } from '../boards/board';
import { sketch } from '../boards/sketch';
import { readDraft } from './draftStorage';
import { EditorStore } from './EditorStore';

vi.mock('../api/boards');
const api = vi.mocked(boards);

const draft: BoardDraft = { name: 'Seven', rule: 'all_cells', ...sketch('A . A\nB . B') };

function board(changes: Partial<Board> = {}): Board {
  return {
    id: 7,
    ...draft,
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

function response<T>(data: T) {
  // Without the revision in the tag, as behind a proxy that removes it.
  return { data, revision: null, status: 200, location: null, date: null };
}

const rename = (name: string) => ({ type: 'name', name }) as const;

beforeEach(() => {
  vi.resetAllMocks();
  localStorage.clear();
  session.value = { status: 'signed-in', user: { id: 1, username: 'ala' } };
});

describe('saving', () => {
  test('creates a new board, and removes its draft', async () => {
    api.createBoard.mockResolvedValue(response(board()));
    const store = new EditorStore(null);
    store.load(draft);
    expect(readDraft(null)?.board).toEqual(draft);
    expect((await store.save())?.id).toBe(7);
    expect(api.createBoard).toHaveBeenCalledWith(draft);
    expect(readDraft(null)).toBeNull();
    expect(store.isDirty.value).toBe(false);
    expect(store.message.value).toBe('saved');
  });

  test('updates a saved board with the version that was read', async () => {
    api.updateBoard.mockResolvedValue(response(board({ name: 'Eight', revision: 2 })));
    const store = new EditorStore(board());
    store.change(rename('Eight'));
    await store.save();
    expect(api.updateBoard).toHaveBeenCalledWith(7, { ...draft, name: 'Eight' }, 1);
    expect(store.saved.value?.revision).toBe(2);
    expect(readDraft(7)).toBeNull();
  });

  test('reports an unpaired dot at its cell, and sends nothing', async () => {
    const store = new EditorStore(null);
    store.load({ ...draft, dots: draft.dots.slice(1) });
    expect(await store.save()).toBeNull();
    expect([...store.errors.value.cells.keys()]).toEqual([2]);
    expect(api.createBoard).not.toHaveBeenCalled();
    store.change({ type: 'tap', cell: 0 });
    expect(store.errors.value.cells.size).toBe(0);
  });

  test('asks a visitor to sign in, and keeps the draft', async () => {
    session.value = { status: 'anonymous' };
    const store = new EditorStore(null);
    store.load(draft);
    expect(await store.save()).toBeNull();
    expect(store.failure.value?.kind).toBe('signIn');
    expect(new EditorStore(null).design.value.board).toEqual(draft);
  });

  test('reports a server error at the cell it names', async () => {
    api.createBoard.mockRejectedValue(new ApiError(400, { errors: { 'dots[3].color': ['No.'] } }));
    const store = new EditorStore(null);
    store.load(draft);
    await store.save();
    expect([...store.errors.value.cells]).toEqual([[5, 'No.']]);
  });

  test('offers to save a deleted board as a new one', async () => {
    api.updateBoard.mockRejectedValue(new ApiError(404, {}));
    api.createBoard.mockResolvedValue(response(board({ id: 8, name: 'Eight' })));
    const store = new EditorStore(board());
    store.change(rename('Eight'));
    await store.save();
    expect(store.failure.value?.kind).toBe('deleted');
    expect((await store.saveAsNew())?.id).toBe(8);
    expect(readDraft(7)).toBeNull();
  });

  test('keeps changes made during a save as unsaved', async () => {
    api.updateBoard.mockImplementation(async () => {
      store.change(rename('Nine'));
      return response(board({ name: 'Eight' }));
    });
    const store = new EditorStore(board());
    store.change(rename('Eight'));
    await store.save();
    expect(store.isDirty.value).toBe(true);
    expect(readDraft(7)?.board.name).toBe('Nine');
  });
});

describe('a board that was saved by someone else meanwhile', () => {
  const theirs = board({ name: 'Theirs', revision: 2 });

  async function conflict(): Promise<EditorStore> {
    api.updateBoard.mockRejectedValueOnce(new ApiError(412, {}));
    api.getBoard.mockResolvedValue(response(theirs));
    const store = new EditorStore(board());
    store.change(rename('Mine'));
    await store.save();
    return store;
  }

  test('is shown beside the author’s own version', async () => {
    const store = await conflict();
    expect(store.failure.value).toEqual({ kind: 'conflict', theirs });
    expect(readDraft(7)?.board.name).toBe('Mine');
  });

  test('is overwritten, with its version, if the author chooses to', async () => {
    const store = await conflict();
    api.updateBoard.mockResolvedValue(response(board({ name: 'Mine', revision: 3 })));
    await store.keepMine();
    expect(api.updateBoard).toHaveBeenLastCalledWith(7, { ...draft, name: 'Mine' }, 2);
    expect(store.failure.value).toBeNull();
  });

  test('replaces the author’s own, and undo goes back', async () => {
    const store = await conflict();
    store.takeTheirs();
    expect(store.design.value.board.name).toBe('Theirs');
    expect(store.isDirty.value).toBe(false);
    store.change({ type: 'undo' });
    expect(store.design.value.board.name).toBe('Mine');
  });

  test('is not a conflict if both are equal', async () => {
    api.updateBoard.mockRejectedValueOnce(new ApiError(412, {}));
    api.getBoard.mockResolvedValue(response(board({ name: 'Same', revision: 2 })));
    const store = new EditorStore(board());
    store.change(rename('Same'));
    await store.save();
    expect(store.failure.value).toBeNull();
    expect(store.saved.value?.revision).toBe(2);
  });
});

describe('a stale save that is not a conflict', () => {
  const serverProblem = new ApiError(504, {});

  test('follows a save of one’s own whose response was lost', async () => {
    api.updateBoard.mockRejectedValueOnce(serverProblem);
    const store = new EditorStore(board());
    store.change(rename('Eight'));
    expect(await store.save()).toBeNull();
    store.change(rename('Nine'));
    api.updateBoard.mockRejectedValueOnce(new ApiError(412, {}));
    api.getBoard.mockResolvedValue(response(board({ name: 'Eight', revision: 2 })));
    api.updateBoard.mockResolvedValueOnce(response(board({ name: 'Nine', revision: 3 })));
    expect((await store.save())?.name).toBe('Nine');
    expect(api.updateBoard).toHaveBeenLastCalledWith(7, { ...draft, name: 'Nine' }, 2);
    expect(store.failure.value).toBeNull();
    expect(store.isDirty.value).toBe(false);
  });

  test('is recognised after a reload', async () => {
    api.updateBoard.mockRejectedValueOnce(serverProblem);
    const store = new EditorStore(board());
    store.change(rename('Eight'));
    await store.save();
    store.change(rename('Nine'));
    const reloaded = new EditorStore(board({ name: 'Eight', revision: 2 }));
    expect(reloaded.failure.value).toBeNull();
    expect(reloaded.design.value.board.name).toBe('Nine');
  });

  test('is a conflict if someone else has saved since', async () => {
    api.updateBoard.mockRejectedValueOnce(serverProblem);
    const store = new EditorStore(board());
    store.change(rename('Eight'));
    await store.save();
    store.change(rename('Nine'));
    api.updateBoard.mockRejectedValueOnce(new ApiError(412, {}));
    api.getBoard.mockResolvedValue(response(board({ name: 'Theirs', revision: 3 })));
    await store.save();
    expect(store.failure.value?.kind).toBe('conflict');
    expect(api.updateBoard).toHaveBeenCalledTimes(2);
  });

  test('is reported as refused if the board is as it was read', async () => {
    api.updateBoard.mockRejectedValueOnce(new ApiError(412, {}));
    api.getBoard.mockResolvedValue(response(board()));
    const store = new EditorStore(board());
    store.change(rename('Eight'));
    expect(await store.save()).toBeNull();
    expect(store.failure.value).toEqual({ kind: 'refused' });
    expect(readDraft(7)?.board.name).toBe('Eight');
  });
});

describe('unsaved changes', () => {
  test('survive a reload, with the saved board in the undo history', () => {
    new EditorStore(board()).change(rename('Eight'));
    const store = new EditorStore(board());
    expect(store.design.value.board.name).toBe('Eight');
    expect(store.message.value).toBe('restored');
    store.change({ type: 'undo' });
    expect(store.design.value.board.name).toBe('Seven');
    expect(readDraft(7)).toBeNull();
  });

  test('can be discarded', () => {
    new EditorStore(board()).change(rename('Eight'));
    const store = new EditorStore(board());
    store.discard();
    expect(store.design.value.board.name).toBe('Seven');
    expect(readDraft(7)).toBeNull();
  });

  test('conflict with a version saved since', () => {
    new EditorStore(board()).change(rename('Eight'));
    const store = new EditorStore(board({ name: 'Theirs', revision: 2 }));
    expect(store.design.value.board.name).toBe('Eight');
    expect(store.failure.value?.kind).toBe('conflict');
  });

  test('do not exist if nothing was changed', () => {
    const store = new EditorStore(board());
    expect(store.message.value).toBeNull();
    expect(store.isDirty.value).toBe(false);
  });
});

describe('another author’s board', () => {
  test('can only be saved as a new one', () => {
    const store = new EditorStore(board({ creator_username: 'ola' }));
    expect(store.isOwn.value).toBe(false);
  });
});

test('deleting a board removes its draft', async () => {
  api.deleteBoard.mockResolvedValue(response(undefined));
  const store = new EditorStore(board());
  store.change(rename('Eight'));
  expect(await store.remove()).toBe(true);
  expect(readDraft(7)).toBeNull();
});

test('a board that cannot be deleted remains', async () => {
  api.deleteBoard.mockRejectedValue(new ApiError(403, {}));
  const store = new EditorStore(board());
  expect(await store.remove()).toBe(false);
  expect(store.failure.value?.kind).toBe('error');
});
