import { beforeEach, expect, test, vi } from 'vitest';
import { session } from '../account/session';
import type { Board } from '../api/types';
import type { EventType, StreamEvent } from '../stream/events';
import { receive } from '../stream/stream';
import { listing, loadMore, newBoardIds, showNewBoards, showQuery, status } from './gallery';
import type { Query } from './listing';

/** The boards on the server, newest first, and the requests it received. */
let server: Board[];
let requests: string[];
let version = 0;

const board = (id: number): Board => ({
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
});

async function respond(input: string): Promise<Response> {
  requests.push(input);
  const url = new URL(input, 'http://localhost');
  const id = /^\/api\/boards\/(\d+)$/.exec(url.pathname)?.[1];
  if (id !== undefined) {
    const found = server.find((item) => item.id === Number(id));
    return found ? Response.json(found) : new Response(null, { status: 404 });
  }
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const to = from + Number(url.searchParams.get('limit'));
  return Response.json({
    items: server.slice(from, to),
    next_cursor: to < server.length ? String(to) : null,
  });
}

const ids = () => listing.value.items.map((item) => item.id);
let cursor = 0;
function emit(type: EventType, id: number, by = 'autorX'): void {
  cursor += 1;
  const data = {
    board_id: id,
    board_name: `Board ${id}`,
    creator_username: by,
    user_username: by,
    path_id: 1,
  };
  const event = { cursor, type, data, raw: '', receivedAt: 0, missed: false } as StreamEvent;
  receive({ kind: 'event', event });
}

/** Uses a unique query for each test, because a list that is shown already is not fetched again. */
async function open(count: number): Promise<Query> {
  server = Array.from({ length: count }, (_, index) => board(count - index));
  version += 1;
  const query: Query = { search: ' '.repeat(version), mine: false, sort: 'newest' };
  showQuery(query);
  await vi.waitFor(() => expect(status.value).toBe('ready'));
  return query;
}

beforeEach(() => {
  requests = [];
  session.value = { status: 'anonymous' };
  vi.stubGlobal('fetch', respond);
});

test('a list is fetched page by page', async () => {
  await open(60);
  expect(ids()).toHaveLength(24);
  await loadMore();
  expect(ids()).toHaveLength(48);
  await loadMore();
  expect(ids()).toHaveLength(60);
  await loadMore();
  expect(requests).toHaveLength(3);
});

test('returning to the page shows the list without a request', async () => {
  const query = await open(30);
  await loadMore();
  showQuery({ ...query });
  expect(ids()).toHaveLength(30);
  expect(requests).toHaveLength(2);
});

test('a new board does not change the list until it is requests for', async () => {
  await open(30);
  const before = ids();
  server.unshift(board(31), board(30.5));
  emit('newBoard', 31);
  emit('newBoard', 31);
  expect(newBoardIds.value).toEqual([31]);
  expect(ids()).toEqual(before);
  await showNewBoards();
  expect(ids().slice(0, 3)).toEqual([31, 30.5, 30]);
  expect(newBoardIds.value).toEqual([]);
});

test('a new board that was deleted is not announced any more', async () => {
  await open(3);
  emit('newBoard', 4);
  emit('deletedBoard', 4);
  expect(newBoardIds.value).toEqual([]);
});

test('a deleted board is removed', async () => {
  await open(3);
  emit('deletedBoard', 2);
  expect(ids()).toEqual([3, 1]);
});

test('a board that was played shows the counts of the server', async () => {
  await open(3);
  server = server.map((item) => (item.id === 2 ? { ...item, path_count: 7, solved_count: 2 } : item));
  emit('newPath', 2);
  emit('solvedBoard', 2);
  await vi.waitFor(() => expect(listing.value.items[1]).toMatchObject({ path_count: 7, solved_count: 2 }));
  expect(requests.filter((path) => path === '/api/boards/2')).toHaveLength(1);
});

test('many changes are coalesced into one request', async () => {
  await open(20);
  requests = [];
  for (let id = 1; id <= 20; id++) emit('updatedBoard', id);
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  expect(requests[0]).toContain('limit=24');
});

test('events of boards that are not shown are ignored', async () => {
  await open(3);
  requests = [];
  emit('newPath', 77);
  emit('deletedBoard', 78);
  emit('newPath', 1);
  await vi.waitFor(() => expect(requests).toEqual(['/api/boards/1']));
});

test('a reset refetches everything that is shown', async () => {
  await open(40);
  await loadMore();
  server = server.filter((item) => item.id !== 39);
  receive({ kind: 'reset', reset: { reason: 'too old', latest: cursor } });
  await vi.waitFor(() => expect(ids()).not.toContain(39));
  expect(ids()).toHaveLength(39);
});

test('an unreachable server is reported, and a new query retries', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  version += 1;
  showQuery({ search: ' '.repeat(version), mine: false, sort: 'newest' });
  await vi.waitFor(() => expect(status.value).toBe('failed'));
  vi.stubGlobal('fetch', respond);
  await open(2);
  expect(ids()).toEqual([2, 1]);
});

test('the badge of a board that has been checked changes by itself', async () => {
  await open(3);
  server = server.map((item) => (item.id === 2 ? { ...item, verdict: 'unique' } : item));
  emit('checkedBoard', 2);
  await vi.waitFor(() =>
    expect(listing.value.items.map((item) => item.verdict)).toEqual(['unknown', 'unique', 'unknown']),
  );
});

test('a board whose verdict is another one now leaves a list with a filter', async () => {
  server = [board(2), board(1)];
  showQuery({ search: '', mine: false, sort: 'newest', verdict: 'unknown' });
  await vi.waitFor(() => expect(ids()).toEqual([2, 1]));
  expect(requests.at(-1)).toContain('verdict=unknown');
  server = [{ ...board(2), verdict: 'unique' }, board(1)];
  emit('checkedBoard', 2);
  await vi.waitFor(() => expect(ids()).toEqual([1]));
});
