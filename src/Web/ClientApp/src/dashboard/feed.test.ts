import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { receive } from '../stream/stream';
import {
  addPast,
  type FeedEvent,
  feed,
  frameOf,
  hidden,
  isPaused,
  mergeFeeds,
  shown,
  startFeed,
  togglePause,
  toggleType,
  totals,
  waiting,
} from './feed';

const data = { board_id: 1, board_name: 'Plansza', creator_username: 'autorX' };
const past = (cursor: number): FeedEvent => ({
  cursor,
  type: 'newBoard',
  data,
  raw: '{}',
  missed: false,
  at: 1,
});
const logged = (id: number) => ({
  id,
  event: 'newBoard',
  channel: 'notifications',
  timestamp: '2026-01-01T00:00:00Z',
  data,
});
const comes = (cursor: number, type: 'newBoard' | 'updatedBoard' = 'newBoard') =>
  receive({ kind: 'event', event: { cursor, type, data, raw: '{}', receivedAt: 2, missed: false } });
const cursors = (events: readonly FeedEvent[]) => events.map((event) => event.cursor);

let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  feed.value = [];
  hidden.value = new Set();
  stop = startFeed();
});
afterEach(() => {
  if (isPaused.value) togglePause();
  stop();
  vi.useRealTimers();
});

test('the newest come first', () => {
  for (const cursor of [1, 2, 3]) comes(cursor);
  vi.runAllTimers();
  expect(cursors(shown.value)).toEqual([3, 2, 1]);
});

test('past and present are joined, each event once', () => {
  comes(5);
  comes(6);
  vi.runAllTimers();
  addPast([logged(3), logged(4), logged(5), { ...logged(2), event: 'somethingNew' }]);
  expect(cursors(feed.value)).toEqual([6, 5, 4, 3]);
  expect(feed.value[1]?.at).toBe(2);
});

test('a hidden type is not shown, and is there when it is shown again', () => {
  comes(7);
  comes(8, 'updatedBoard');
  vi.runAllTimers();
  toggleType('updatedBoard');
  expect(cursors(shown.value)).toEqual([7]);
  toggleType('updatedBoard');
  expect(cursors(shown.value)).toEqual([8, 7]);
});

test('a pause holds the picture, and what came meanwhile follows', () => {
  comes(9);
  vi.runAllTimers();
  togglePause();
  comes(10);
  comes(11);
  vi.runAllTimers();
  expect(cursors(shown.value)).toEqual([9]);
  expect(waiting.value).toBe(2);
  togglePause();
  expect(cursors(shown.value)).toEqual([11, 10, 9]);
  expect(waiting.value).toBe(0);
});

test('a burst is drawn once', () => {
  const drawn = vi.fn();
  const leave = feed.subscribe(drawn);
  drawn.mockClear();
  const before = totals.value.newBoard;
  for (let cursor = 1; cursor <= 900; cursor++) comes(cursor);
  vi.runAllTimers();
  leave();
  expect(drawn).toHaveBeenCalledOnce();
  expect(feed.value).toHaveLength(500);
  expect(totals.value.newBoard - before).toBe(900);
});

test('the past counts as well, and nothing twice', () => {
  const before = totals.value;
  comes(9);
  vi.runAllTimers();
  addPast([logged(8), logged(9)]);
  comes(8);
  comes(10, 'updatedBoard');
  vi.runAllTimers();
  expect(totals.value.newBoard - before.newBoard).toBe(2);
  expect(totals.value.updatedBoard - before.updatedBoard).toBe(1);
});

test('a frame reads as it crossed the wire', () => {
  expect(frameOf({ ...past(12), raw: '{"board_id":1}' })).toBe(
    'id: 12\nevent: newBoard\ndata: {"board_id":1}',
  );
});

test('what is read from the log looks as if it had come by the stream', () => {
  addPast([logged(3)]);
  const [event] = feed.value;
  expect(event && frameOf(event)).toBe(
    'id: 3\nevent: newBoard\ndata: {"board_id": 1, "board_name": "Plansza", "creator_username": "autorX"}',
  );
});

test('of two that tell of the same event, the second is kept', () => {
  expect(mergeFeeds([past(1)], [{ ...past(1), at: 99 }])[0]?.at).toBe(99);
});
