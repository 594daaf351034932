import { describe, expect, test } from 'vitest';
import type { Path } from '../api/types';
import type { Board } from '../boards/board';
import { gridOf } from '../boards/grid';
import { inkOf, sketch } from '../boards/sketch';
import { beginningOf } from './beginning';
import { type Drawing, linesOf } from './drawing';
import type { KeptDrawing } from './keptDrawing';

const geometry = sketch('A . A\nB . B\n. . .');

const board: Board = {
  id: 7,
  name: 'Seven',
  rule: 'all_cells',
  ...geometry,
  verdict: 'unknown',
  creator_username: 'ala',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  revision: 3,
  path_count: 0,
  solved_count: 0,
};

const a: Drawing = [{ color: inkOf('A'), cells: [0, 1, 2] }];
const ab: Drawing = [...a, { color: inkOf('B'), cells: [3, 4, 5] }];

function path(drawing: Drawing, changes: Partial<Path> = {}): Path {
  return {
    id: 1,
    board_id: 7,
    board_revision: 3,
    lines: linesOf(gridOf(geometry), drawing),
    connected: false,
    filled: false,
    solved: false,
    stale: false,
    created_at: '',
    updated_at: '',
    revision: 5,
    ...changes,
  };
}

function kept(drawing: Drawing, changes: Partial<KeptDrawing> = {}): KeptDrawing {
  return { owner: null, geometry, boardRevision: 3, drawing, isSaved: false, continues: 0, ...changes };
}

test('a newcomer finds an empty board', () => {
  expect(beginningOf(board, null, null)).toEqual({ drawing: [], other: null, old: null, isUnsaved: false });
});

test('what the server has is found again', () => {
  expect(beginningOf(board, path(a), null).drawing).toEqual(a);
});

test('what was drawn without an account is found again, and uploaded', () => {
  expect(beginningOf(board, null, kept(a))).toMatchObject({ drawing: a, isUnsaved: true });
  expect(beginningOf(board, path([]), kept(a))).toMatchObject({ drawing: a, isUnsaved: true });
});

test('what is saved is taken from the server, which other devices write to as well', () => {
  expect(beginningOf(board, path(ab), kept(a, { isSaved: true })).drawing).toEqual(ab);
  expect(beginningOf(board, null, kept(a, { isSaved: true })).drawing).toEqual([]);
});

describe('two drawings', () => {
  test('that are one need no choice', () => {
    expect(beginningOf(board, path(a), kept(a))).toMatchObject({ drawing: a, other: null, isUnsaved: false });
  });

  test('of which one continues the other: the later one', () => {
    expect(beginningOf(board, path(ab), kept(a, { continues: 5 }))).toMatchObject({
      drawing: a,
      other: null,
    });
    expect(beginningOf(board, path(ab), kept([], { continues: 5 }))).toMatchObject({
      drawing: [],
      isUnsaved: true,
    });
  });

  test('that are apart: the one that is further along, with the other at hand', () => {
    expect(beginningOf(board, path(ab), kept(a))).toMatchObject({ drawing: ab, other: a, isUnsaved: false });
    expect(beginningOf(board, path(a), kept(ab))).toMatchObject({ drawing: ab, other: a, isUnsaved: true });
  });
});

describe('a board that was changed', () => {
  const changed: Board = { ...board, ...sketch('A . A\n. . .\nB . B'), revision: 4 };

  test('shows the old drawing with what of it still fits', () => {
    const { drawing, old } = beginningOf(changed, path(ab, { stale: true }), kept(ab, { isSaved: true }));
    expect(drawing).toEqual([]);
    expect(old?.geometry).toEqual(geometry);
    expect(old?.carried).toMatchObject({ drawing: a, whole: 1, lines: 2 });
  });

  test('and surmises the old board where this device has not seen it', () => {
    const { old } = beginningOf(changed, path(ab, { stale: true }), null);
    expect(old?.geometry).toEqual({
      rows: 2,
      cols: 3,
      dots: [
        { row: 0, col: 0, color: inkOf('A') },
        { row: 1, col: 0, color: inkOf('B') },
      ],
    });
  });

  test('keeps what was drawn here on the old one, also beside a newer drawing', () => {
    const newer = path(a, { board_revision: 4 });
    expect(beginningOf(changed, newer, kept(ab))).toMatchObject({
      drawing: a,
      old: { carried: { whole: 1 } },
    });
  });

  test('of which nothing was drawn has nothing to tell', () => {
    expect(beginningOf(changed, path([], { stale: true }), null).old).toBeNull();
  });
});
