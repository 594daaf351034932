import { beforeEach, describe, expect, test, vi } from 'vitest';
import { session } from '../account/session';
import { ApiError } from '../api/ApiError';
import * as boards from '../api/boards';
import type { Board, BoardDraft } from '../boards/board';
import { sketch } from '../boards/sketch';
import { readKept } from './keptDesign';
import { Workbench } from './workbench';

vi.mock('../api/boards');
const api = vi.mocked(boards);

const draft: BoardDraft = { name: 'Seven', rule: 'all_cells', ...sketch('A . A\nB . B') };

function board(changes: Partial<Board> = {}): Board {
  return {
    id: 7,
    ...draft,
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

function answer<T>(data: T, etag = '"1"') {
  return { data, etag, status: 200, location: null, date: null };
}

const rename = (name: string) => ({ type: 'name', name }) as const;

beforeEach(() => {
  vi.resetAllMocks();
  localStorage.clear();
  session.value = { status: 'signed-in', user: { id: 1, username: 'ala' } };
});

describe('saving', () => {
  test('a new board is created, and its draft forgotten', async () => {
    api.createBoard.mockResolvedValue(answer(board()));
    const bench = new Workbench(null);
    bench.load(draft);
    expect(readKept(null)?.board).toEqual(draft);
    expect((await bench.save())?.id).toBe(7);
    expect(api.createBoard).toHaveBeenCalledWith(draft);
    expect(readKept(null)).toBeNull();
    expect(bench.isDirty.value).toBe(false);
    expect(bench.news.value).toBe('saved');
  });

  test('a saved board is written over the version that was read', async () => {
    api.updateBoard.mockResolvedValue(answer(board({ name: 'Eight', revision: 2 }), '"2"'));
    const bench = new Workbench({ board: board(), etag: '"1"' });
    bench.change(rename('Eight'));
    await bench.save();
    expect(api.updateBoard).toHaveBeenCalledWith(7, { ...draft, name: 'Eight' }, '"1"');
    expect(bench.saved.value?.etag).toBe('"2"');
    expect(readKept(7)).toBeNull();
  });

  test('a half pair is told at its cell, and nothing is sent', async () => {
    const bench = new Workbench(null);
    bench.load({ ...draft, dots: draft.dots.slice(1) });
    expect(await bench.save()).toBeNull();
    expect([...bench.errors.value.cells.keys()]).toEqual([2]);
    expect(api.createBoard).not.toHaveBeenCalled();
    bench.change({ type: 'tap', cell: 0 });
    expect(bench.errors.value.cells.size).toBe(0);
  });

  test('someone who is not signed in is asked to, and keeps the draft', async () => {
    session.value = { status: 'anonymous' };
    const bench = new Workbench(null);
    bench.load(draft);
    expect(await bench.save()).toBeNull();
    expect(bench.trouble.value?.kind).toBe('signIn');
    expect(new Workbench(null).design.value.board).toEqual(draft);
  });

  test('what the server finds wrong is told at the cell that it names', async () => {
    api.createBoard.mockRejectedValue(new ApiError(400, { errors: { 'dots[3].color': ['No.'] } }));
    const bench = new Workbench(null);
    bench.load(draft);
    await bench.save();
    expect([...bench.errors.value.cells]).toEqual([[5, 'No.']]);
  });

  test('a board that was deleted meanwhile can be saved as a new one', async () => {
    api.updateBoard.mockRejectedValue(new ApiError(404, {}));
    api.createBoard.mockResolvedValue(answer(board({ id: 8, name: 'Eight' })));
    const bench = new Workbench({ board: board(), etag: '"1"' });
    bench.change(rename('Eight'));
    await bench.save();
    expect(bench.trouble.value?.kind).toBe('gone');
    expect((await bench.saveAsNew())?.id).toBe(8);
    expect(readKept(7)).toBeNull();
  });

  test('what is changed while a save is under way stays unsaved', async () => {
    api.updateBoard.mockImplementation(async () => {
      bench.change(rename('Nine'));
      return answer(board({ name: 'Eight' }), '"2"');
    });
    const bench = new Workbench({ board: board(), etag: '"1"' });
    bench.change(rename('Eight'));
    await bench.save();
    expect(bench.isDirty.value).toBe(true);
    expect(readKept(7)?.board.name).toBe('Nine');
  });
});

describe('a board that was saved by someone else meanwhile', () => {
  const theirs = board({ name: 'Theirs', revision: 2 });

  async function conflict(): Promise<Workbench> {
    api.updateBoard.mockRejectedValueOnce(new ApiError(412, {}));
    api.getBoard.mockResolvedValue(answer(theirs, '"2"'));
    const bench = new Workbench({ board: board(), etag: '"1"' });
    bench.change(rename('Mine'));
    await bench.save();
    return bench;
  }

  test('is shown beside the author’s own, which is kept', async () => {
    const bench = await conflict();
    expect(bench.trouble.value).toEqual({ kind: 'conflict', theirs: { board: theirs, etag: '"2"' } });
    expect(readKept(7)?.board.name).toBe('Mine');
  });

  test('is written over, with its own version named, when the author says so', async () => {
    const bench = await conflict();
    api.updateBoard.mockResolvedValue(answer(board({ name: 'Mine', revision: 3 }), '"3"'));
    await bench.keepMine();
    expect(api.updateBoard).toHaveBeenLastCalledWith(7, { ...draft, name: 'Mine' }, '"2"');
    expect(bench.trouble.value).toBeNull();
  });

  test('is taken, and undo goes back to the author’s own', async () => {
    const bench = await conflict();
    bench.takeTheirs();
    expect(bench.design.value.board.name).toBe('Theirs');
    expect(bench.isDirty.value).toBe(false);
    bench.change({ type: 'undo' });
    expect(bench.design.value.board.name).toBe('Mine');
  });

  test('is no conflict where both are the same', async () => {
    api.updateBoard.mockRejectedValueOnce(new ApiError(412, {}));
    api.getBoard.mockResolvedValue(answer(board({ name: 'Same', revision: 2 }), '"2"'));
    const bench = new Workbench({ board: board(), etag: '"1"' });
    bench.change(rename('Same'));
    await bench.save();
    expect(bench.trouble.value).toBeNull();
    expect(bench.saved.value?.etag).toBe('"2"');
  });
});

describe('unsaved work', () => {
  test('survives a reload, on top of what is saved', () => {
    new Workbench({ board: board(), etag: '"1"' }).change(rename('Eight'));
    const bench = new Workbench({ board: board(), etag: '"1"' });
    expect(bench.design.value.board.name).toBe('Eight');
    expect(bench.news.value).toBe('restored');
    bench.change({ type: 'undo' });
    expect(bench.design.value.board.name).toBe('Seven');
    expect(readKept(7)).toBeNull();
  });

  test('can be discarded', () => {
    new Workbench({ board: board(), etag: '"1"' }).change(rename('Eight'));
    const bench = new Workbench({ board: board(), etag: '"1"' });
    bench.discard();
    expect(bench.design.value.board.name).toBe('Seven');
    expect(readKept(7)).toBeNull();
  });

  test('meets what was saved since, side by side', () => {
    new Workbench({ board: board(), etag: '"1"' }).change(rename('Eight'));
    const bench = new Workbench({ board: board({ name: 'Theirs', revision: 2 }), etag: '"2"' });
    expect(bench.design.value.board.name).toBe('Eight');
    expect(bench.trouble.value?.kind).toBe('conflict');
  });

  test('is none where nothing was changed', () => {
    const bench = new Workbench({ board: board(), etag: '"1"' });
    expect(bench.news.value).toBeNull();
    expect(bench.isDirty.value).toBe(false);
  });
});

describe('another author’s board', () => {
  test('is saved as a new one only', () => {
    const bench = new Workbench({ board: board({ creator_username: 'ola' }), etag: '"1"' });
    expect(bench.isOwn.value).toBe(false);
  });
});

test('a deleted board takes its draft along', async () => {
  api.deleteBoard.mockResolvedValue(answer(undefined));
  const bench = new Workbench({ board: board(), etag: '"1"' });
  bench.change(rename('Eight'));
  expect(await bench.remove()).toBe(true);
  expect(readKept(7)).toBeNull();
});

test('a board that cannot be deleted stays', async () => {
  api.deleteBoard.mockRejectedValue(new ApiError(403, {}));
  const bench = new Workbench({ board: board(), etag: '"1"' });
  expect(await bench.remove()).toBe(false);
  expect(bench.trouble.value?.kind).toBe('failed');
});
