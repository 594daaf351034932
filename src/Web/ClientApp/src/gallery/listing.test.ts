import { expect, test } from 'vitest';
import type { Board, Page } from '../api/types';
import type { StreamEvent } from '../stream/events';
import {
  appendPage,
  belongsOnTop,
  emptyListing,
  insertFront,
  type Query,
  removeBoard,
  replaceBoard,
} from './listing';

const board = (id: number, changes: Partial<Board> = {}): Board => ({
  id,
  name: `Board ${id}`,
  rows: 5,
  cols: 5,
  dots: [],
  rule: 'all_cells',
  verdict: 'unknown',
  difficulty: null,
  creator_username: 'autorX',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  revision: 1,
  path_count: 0,
  solved_count: 0,
  ...changes,
});
const page = (ids: number[], next: string | null = null): Page<Board> => ({
  items: ids.map((id) => board(id)),
  next_cursor: next,
});
const ids = (listing: { items: Board[] } | null) => listing?.items.map((item) => item.id);

test('pages are appended, and a board that moved is shown once', () => {
  const first = appendPage(emptyListing, page([9, 8, 7], 'a'));
  const second = appendPage(first, page([7, 6], null));
  expect(ids(second)).toEqual([9, 8, 7, 6]);
  expect(second.next).toBeNull();
});

test('new boards are prepended in order', () => {
  const shown = appendPage(emptyListing, page([5, 4, 3, 2, 1]));
  expect(ids(insertFront(shown, page([8, 7, 6, 5, 4], 'a')))).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
});

test('boards that are shown already are updated in place', () => {
  const shown = appendPage(emptyListing, page([5, 4]));
  const fresh = { items: [board(6), board(5, { path_count: 3 })], next_cursor: 'a' };
  expect(insertFront(shown, fresh)?.items[1]).toMatchObject({ id: 5, path_count: 3 });
});

test('the cursor of the next page does not change', () => {
  const shown = appendPage(emptyListing, page([5, 4], 'deep'));
  expect(insertFront(shown, page([6, 5, 4], 'shallow'))?.next).toBe('deep');
});

test('a page that does not overlap the list is rejected', () => {
  const shown = appendPage(emptyListing, page([5, 4]));
  expect(insertFront(shown, page([90, 89], 'a'))).toBeNull();
  expect(ids(insertFront(emptyListing, page([2, 1], null)))).toEqual([2, 1]);
});

test('replacing or removing a board does not touch the others', () => {
  const shown = appendPage(emptyListing, page([3, 2, 1]));
  const replaced = replaceBoard(shown, board(2, { name: 'New name' }));
  expect(replaced.items.map((item) => item.name)).toEqual(['Board 3', 'New name', 'Board 1']);
  expect(replaced.items[0]).toBe(shown.items[0]);
  expect(ids(removeBoard(shown, 2))).toEqual([3, 1]);
  expect(ids(replaceBoard(shown, board(99)))).toEqual([3, 2, 1]);
});

const created: StreamEvent = {
  cursor: 1,
  type: 'newBoard',
  data: { board_id: 1, board_name: 'Plansza ZAGADKA', creator_username: 'autorX' },
  raw: '',
  receivedAt: 0,
  missed: false,
};
const all: Query = { search: '', mine: false, sort: 'newest' };

test.each<[string, Query, string | null, boolean]>([
  ['everything', all, null, true],
  ['a search that it meets', { ...all, search: ' zagadka' }, null, true],
  ['a search that it does not meet', { ...all, search: 'test' }, null, false],
  ['my own, and it is mine', { ...all, mine: true }, 'autorX', true],
  ["my own, and it is another's", { ...all, mine: true }, 'graczY', false],
  ['by name, where its place is not on top', { ...all, sort: 'name' }, null, false],
  ['by last change', { ...all, sort: 'updated' }, null, true],
])('a new board, when the list shows %s', (_, query, username, expected) => {
  expect(belongsOnTop(query, created, username)).toBe(expected);
});

test('other events do not add a board', () => {
  expect(belongsOnTop(all, { ...created, type: 'updatedBoard' }, null)).toBe(false);
});
