import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeStored } from '../app/storage';
import { flushCursor, readCursor } from './cursor';
import type { StreamEvent } from './events';
import { cursor, lastEvent, onEvent, onReset, receive, streamState } from './stream';

vi.mock('../app/storage', { spy: true });

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => {
  flushCursor();
  vi.useRealTimers();
});

const event = (id: number): StreamEvent => ({
  cursor: id,
  type: 'newBoard',
  data: { board_id: id, board_name: 'Plansza testowa', creator_username: 'autorX' },
  raw: '',
  receivedAt: 0,
  missed: false,
});

test('an event reaches every listener, and stops reaching one that has left', () => {
  const one = vi.fn();
  const other = vi.fn();
  const leave = onEvent(one);
  const leaveToo = onEvent(other);
  receive({ kind: 'event', event: event(1) });
  leave();
  receive({ kind: 'event', event: event(2) });
  leaveToo();
  expect(one).toHaveBeenCalledTimes(1);
  expect(other).toHaveBeenCalledTimes(2);
  expect(cursor.value).toBe(2);
  expect(lastEvent.value?.cursor).toBe(2);
});

test('a reload continues behind the last event', () => {
  receive({ kind: 'event', event: event(7) });
  receive({ kind: 'event', event: event(8) });
  vi.runAllTimers();
  expect(readCursor()).toBe(8);
});

test('a thousand events write the cursor once', () => {
  vi.mocked(writeStored).mockClear();
  for (let id = 1; id <= 1000; id++) receive({ kind: 'event', event: event(id) });
  vi.runAllTimers();
  expect(writeStored).toHaveBeenCalledExactlyOnceWith('dots.cursor', '1000');
});

test('a listener that fails leaves the cursor where it was', () => {
  receive({ kind: 'event', event: event(7) });
  vi.runAllTimers();
  const leave = onEvent(() => {
    throw new Error('broken');
  });
  expect(() => receive({ kind: 'event', event: event(8) })).toThrow('broken');
  leave();
  vi.runAllTimers();
  expect(readCursor()).toBe(7);
});

test('a reset moves the cursor, backwards too, and is told', () => {
  const told = vi.fn();
  const leave = onReset(told);
  receive({ kind: 'event', event: event(100) });
  receive({ kind: 'reset', reset: { reason: 'ahead', latest: 40 } });
  leave();
  vi.runAllTimers();
  expect(told).toHaveBeenCalledExactlyOnceWith({ reason: 'ahead', latest: 40 });
  expect(cursor.value).toBe(40);
  expect(readCursor()).toBe(40);
});

test('the state is what the connection says', () => {
  receive({ kind: 'state', state: 'offline', cursor: 1, tabs: 1 });
  expect(streamState.value).toBe('offline');
});

test.each(['', 'x', '-4', '1.5', 'NaN'])('nonsense in the storage is no cursor: "%s"', (stored) => {
  localStorage.setItem('dots.cursor', stored);
  expect(readCursor()).toBeNull();
});
