import { describe, expect, test } from 'vitest';
import type { Path } from '../api/types';
import type { Board } from '../boards/board';
import { gridOf } from '../boards/grid';
import { sketch, sketchColor } from '../boards/sketch';
import { type Drawing, linesOf } from './drawing';
import type { StoredDrawing } from './drawingStorage';
import { initialStateOf } from './initialState';

const geometry = sketch('A . A\nB . B\n. . .');

const board: Board = {
  id: 7,
  name: 'Seven',
  rule: 'all_cells',
  ...geometry,
  verdict: 'unknown',
  difficulty: null,
  creator_username: 'ala',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  revision: 3,
  path_count: 0,
  solved_count: 0,
};

const a: Drawing = [{ color: sketchColor('A'), cells: [0, 1, 2] }];
const ab: Drawing = [...a, { color: sketchColor('B'), cells: [3, 4, 5] }];

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

function stored(drawing: Drawing, changes: Partial<StoredDrawing> = {}): StoredDrawing {
  return { owner: null, geometry, boardRevision: 3, drawing, isSaved: false, continues: 0, ...changes };
}

test('starts empty for a new player', () => {
  expect(initialStateOf(board, null, null)).toEqual({
    drawing: [],
    theirs: null,
    old: null,
    isUnsaved: false,
  });
});

test('restores the path that the server has', () => {
  expect(initialStateOf(board, path(a), null).drawing).toEqual(a);
});

test('restores a drawing made without an account, to be uploaded', () => {
  expect(initialStateOf(board, null, stored(a))).toMatchObject({ drawing: a, isUnsaved: true });
  expect(initialStateOf(board, path([]), stored(a))).toMatchObject({ drawing: a, isUnsaved: true });
});

test('prefers the server for a saved drawing, because other devices may have changed it', () => {
  expect(initialStateOf(board, path(ab), stored(a, { isSaved: true })).drawing).toEqual(ab);
  expect(initialStateOf(board, null, stored(a, { isSaved: true })).drawing).toEqual([]);
});

describe('two drawings', () => {
  test('that are equal need no choice', () => {
    expect(initialStateOf(board, path(a), stored(a))).toMatchObject({
      drawing: a,
      theirs: null,
      isUnsaved: false,
    });
  });

  test('of which one is based on the other: the later one', () => {
    expect(initialStateOf(board, path(ab), stored(a, { continues: 5 }))).toMatchObject({
      drawing: a,
      theirs: null,
    });
    expect(initialStateOf(board, path(ab), stored([], { continues: 5 }))).toMatchObject({
      drawing: [],
      isUnsaved: true,
    });
  });

  test('of which the server has an earlier save whose response was lost: the later one', () => {
    expect(initialStateOf(board, path(a), stored(ab, { unconfirmed: [a] }))).toMatchObject({
      drawing: ab,
      theirs: null,
      isUnsaved: true,
    });
  });

  test('that conflict: the one on this device, with the other on offer and nothing to upload', () => {
    for (const changes of [{}, { continues: 4 }, { continues: 5, continuesPath: 2 }]) {
      expect(initialStateOf(board, path(ab), stored(a, changes))).toMatchObject({
        drawing: a,
        theirs: ab,
        isUnsaved: false,
      });
    }
  });
});

describe('a board that was changed', () => {
  const changed: Board = { ...board, ...sketch('A . A\n. . .\nB . B'), revision: 4 };

  test('shows the old drawing with the part of it that still fits', () => {
    const { drawing, old } = initialStateOf(
      changed,
      path(ab, { stale: true }),
      stored(ab, { isSaved: true }),
    );
    expect(drawing).toEqual([]);
    expect(old?.geometry).toEqual(geometry);
    expect(old?.carried).toMatchObject({ drawing: a, whole: 1, lines: 2 });
  });

  test('infers the old board if this device has not stored it', () => {
    const { old } = initialStateOf(changed, path(ab, { stale: true }), null);
    expect(old?.geometry).toEqual({
      rows: 2,
      cols: 3,
      dots: [
        { row: 0, col: 0, color: sketchColor('A') },
        { row: 1, col: 0, color: sketchColor('B') },
      ],
    });
  });

  test('keeps a local drawing on the old board, even beside a newer drawing', () => {
    const newer = path(a, { board_revision: 4 });
    expect(initialStateOf(changed, newer, stored(ab))).toMatchObject({
      drawing: a,
      old: { carried: { whole: 1 } },
    });
  });

  test('has no old drawing if nothing was drawn', () => {
    expect(initialStateOf(changed, path([], { stale: true }), null).old).toBeNull();
  });
});
