import { beforeEach, expect, test, vi } from 'vitest';
import { session } from '../account/session';
import type { Board } from '../api/types';
import type { EventType, StreamEvent } from '../stream/events';
import { receive } from '../stream/stream';
import { arrivals, letIn, listing, loadMore, show, status } from './gallery';
import type { Query } from './listing';

/** The boards that the server has, newest first, and what was asked of it. */
let server: Board[];
let asked: string[];
let version = 0;

const board = (id: number): Board => ({
  id,
  name: `Board ${id}`,
  rows: 5,
  cols: 5,
  dots: [],
  rule: 'all_cells',
  verdict: 'unknown',
  creator_username: 'autorX',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  revision: 1,
  path_count: 0,
  solved_count: 0,
});

async function answer(input: string): Promise<Response> {
  asked.push(input);
  const url = new URL(input, 'http://localhost');
  const id = /^\/api\/boards\/(\d+)$/.exec(url.pathname)?.[1];
  if (id !== undefined) {
    const found = server.find((held) => held.id === Number(id));
    return found ? Response.json(found) : new Response(null, { status: 404 });
  }
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const to = from + Number(url.searchParams.get('limit'));
  return Response.json({
    items: server.slice(from, to),
    next_cursor: to < server.length ? String(to) : null,
  });
}

const ids = () => listing.value.items.map((held) => held.id);
let cursor = 0;
function comes(type: EventType, id: number, by = 'autorX'): void {
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

/** A query of its own for each test, since a list that is shown already is not fetched again. */
async function open(count: number): Promise<Query> {
  server = Array.from({ length: count }, (_, index) => board(count - index));
  version += 1;
  const query: Query = { search: ' '.repeat(version), mine: false, sort: 'newest' };
  show(query);
  await vi.waitFor(() => expect(status.value).toBe('ready'));
  return query;
}

beforeEach(() => {
  asked = [];
  session.value = { status: 'anonymous' };
  vi.stubGlobal('fetch', answer);
});

test('a list is fetched page by page', async () => {
  await open(60);
  expect(ids()).toHaveLength(24);
  await loadMore();
  expect(ids()).toHaveLength(48);
  await loadMore();
  expect(ids()).toHaveLength(60);
  await loadMore();
  expect(asked).toHaveLength(3);
});

test('one who comes back finds the list as it was, without asking again', async () => {
  const query = await open(30);
  await loadMore();
  show({ ...query });
  expect(ids()).toHaveLength(30);
  expect(asked).toHaveLength(2);
});

test('a new board waits until it is let in, and moves nothing before that', async () => {
  await open(30);
  const before = ids();
  server.unshift(board(31), board(30.5));
  comes('newBoard', 31);
  comes('newBoard', 31);
  expect(arrivals.value).toEqual([31]);
  expect(ids()).toEqual(before);
  await letIn();
  expect(ids().slice(0, 3)).toEqual([31, 30.5, 30]);
  expect(arrivals.value).toEqual([]);
});

test('a new board that is gone before it was let in is not announced any more', async () => {
  await open(3);
  comes('newBoard', 4);
  comes('deletedBoard', 4);
  expect(arrivals.value).toEqual([]);
});

test('a deleted board leaves', async () => {
  await open(3);
  comes('deletedBoard', 2);
  expect(ids()).toEqual([3, 1]);
});

test('a board that was drawn on shows what the server counts', async () => {
  await open(3);
  server = server.map((held) => (held.id === 2 ? { ...held, path_count: 7, solved_count: 2 } : held));
  comes('newPath', 2);
  comes('solvedBoard', 2);
  await vi.waitFor(() => expect(listing.value.items[1]).toMatchObject({ path_count: 7, solved_count: 2 }));
  expect(asked.filter((path) => path === '/api/boards/2')).toHaveLength(1);
});

test('many changes at once are one fetch', async () => {
  await open(20);
  asked = [];
  for (let id = 1; id <= 20; id++) comes('updatedBoard', id);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toContain('limit=24');
});

test('what happens to boards that are not shown is of no interest', async () => {
  await open(3);
  asked = [];
  comes('newPath', 77);
  comes('deletedBoard', 78);
  comes('newPath', 1);
  await vi.waitFor(() => expect(asked).toEqual(['/api/boards/1']));
});

test('after a reset everything that is shown is fetched anew', async () => {
  await open(40);
  await loadMore();
  server = server.filter((held) => held.id !== 39);
  receive({ kind: 'reset', reset: { reason: 'too old', latest: cursor } });
  await vi.waitFor(() => expect(ids()).not.toContain(39));
  expect(ids()).toHaveLength(39);
});

test('a server that cannot be reached is said so, and tried again', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  version += 1;
  show({ search: ' '.repeat(version), mine: false, sort: 'newest' });
  await vi.waitFor(() => expect(status.value).toBe('failed'));
  vi.stubGlobal('fetch', answer);
  await open(2);
  expect(ids()).toEqual([2, 1]);
});
