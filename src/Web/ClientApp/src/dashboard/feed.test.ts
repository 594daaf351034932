import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { receive } from '../stream/stream';
import {
  addHistory,
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
const emit = (cursor: number, type: 'newBoard' | 'updatedBoard' = 'newBoard') =>
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

test('shows the newest first', () => {
  for (const cursor of [1, 2, 3]) emit(cursor);
  vi.runAllTimers();
  expect(cursors(shown.value)).toEqual([3, 2, 1]);
});

test('merges history and live events without duplicates', () => {
  emit(5);
  emit(6);
  vi.runAllTimers();
  addHistory([logged(3), logged(4), logged(5), { ...logged(2), event: 'somethingNew' }]);
  expect(cursors(feed.value)).toEqual([6, 5, 4, 3]);
  expect(feed.value[1]?.at).toBe(2);
});

test('hides a type and shows it again', () => {
  emit(7);
  emit(8, 'updatedBoard');
  vi.runAllTimers();
  toggleType('updatedBoard');
  expect(cursors(shown.value)).toEqual([7]);
  toggleType('updatedBoard');
  expect(cursors(shown.value)).toEqual([8, 7]);
});

test('freezes the feed during a pause, and catches up afterwards', () => {
  emit(9);
  vi.runAllTimers();
  togglePause();
  emit(10);
  emit(11);
  vi.runAllTimers();
  expect(cursors(shown.value)).toEqual([9]);
  expect(waiting.value).toBe(2);
  togglePause();
  expect(cursors(shown.value)).toEqual([11, 10, 9]);
  expect(waiting.value).toBe(0);
});

test('renders a burst once', () => {
  const rendered = vi.fn();
  const unsubscribe = feed.subscribe(rendered);
  rendered.mockClear();
  const before = totals.value.newBoard;
  for (let cursor = 1; cursor <= 900; cursor++) emit(cursor);
  vi.runAllTimers();
  unsubscribe();
  expect(rendered).toHaveBeenCalledOnce();
  expect(feed.value).toHaveLength(500);
  expect(totals.value.newBoard - before).toBe(900);
});

test('counts history, without duplicates', () => {
  const before = totals.value;
  emit(9);
  vi.runAllTimers();
  addHistory([logged(8), logged(9)]);
  emit(8);
  emit(10, 'updatedBoard');
  vi.runAllTimers();
  expect(totals.value.newBoard - before.newBoard).toBe(2);
  expect(totals.value.updatedBoard - before.updatedBoard).toBe(1);
});

test('formats a frame as on the wire', () => {
  expect(frameOf({ ...past(12), raw: '{"board_id":1}' })).toBe(
    'id: 12\nevent: newBoard\ndata: {"board_id":1}',
  );
});

test('formats an event from the log like one from the stream', () => {
  addHistory([logged(3)]);
  const [event] = feed.value;
  expect(event && frameOf(event)).toBe(
    'id: 3\nevent: newBoard\ndata: {"board_id": 1, "board_name": "Plansza", "creator_username": "autorX"}',
  );
});

test('keeps the second of two duplicates', () => {
  expect(mergeFeeds([past(1)], [{ ...past(1), at: 99 }])[0]?.at).toBe(99);
});
