import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeStored } from '../app/storage';
import { flushCursor, readCursor } from './cursor';
import type { StreamEvent } from './events';
import { connectStream, cursor, lastEvent, onEvent, onReset, receive, streamState } from './stream';
import { FakeEventSource } from './testing';

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

test.each([
  [
    'are blocked',
    class {
      constructor() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      }
    },
  ],
  ['are missing', undefined],
])('connects in the page itself where shared workers %s', async (_, SharedWorker) => {
  vi.useRealTimers();
  const sources: FakeEventSource[] = [];
  vi.stubGlobal('SharedWorker', SharedWorker);
  vi.stubGlobal(
    'EventSource',
    class extends FakeEventSource {
      constructor(url: string) {
        super(url);
        sources.push(this);
      }
    },
  );
  connectStream();
  await vi.waitFor(() => expect(sources).toHaveLength(1));
  sources[0]?.emitOpen();
  await vi.waitFor(() => expect(streamState.value).toBe('connected'));
  streamState.value = 'connecting';
  vi.unstubAllGlobals();
});

test('delivers events to all listeners until they unsubscribe', () => {
  const one = vi.fn();
  const other = vi.fn();
  const unsubscribe = onEvent(one);
  const unsubscribeOther = onEvent(other);
  receive({ kind: 'event', event: event(1) });
  unsubscribe();
  receive({ kind: 'event', event: event(2) });
  unsubscribeOther();
  expect(one).toHaveBeenCalledTimes(1);
  expect(other).toHaveBeenCalledTimes(2);
  expect(cursor.value).toBe(2);
  expect(lastEvent.value?.cursor).toBe(2);
});

test('continues after the last event on a reload', () => {
  receive({ kind: 'event', event: event(7) });
  receive({ kind: 'event', event: event(8) });
  vi.runAllTimers();
  expect(readCursor()).toBe(8);
});

test('writes the cursor once for a thousand events', () => {
  vi.mocked(writeStored).mockClear();
  for (let id = 1; id <= 1000; id++) receive({ kind: 'event', event: event(id) });
  vi.runAllTimers();
  expect(writeStored).toHaveBeenCalledExactlyOnceWith('dots.cursor', '1000');
});

test('does not advance the stored cursor if a listener fails', () => {
  receive({ kind: 'event', event: event(7) });
  vi.runAllTimers();
  const unsubscribe = onEvent(() => {
    throw new Error('broken');
  });
  expect(() => receive({ kind: 'event', event: event(8) })).toThrow('broken');
  unsubscribe();
  vi.runAllTimers();
  expect(readCursor()).toBe(7);
});

test('a reset moves the cursor, also backwards, and is reported', () => {
  const listener = vi.fn();
  const unsubscribe = onReset(listener);
  receive({ kind: 'event', event: event(100) });
  receive({ kind: 'reset', reset: { reason: 'ahead', latest: 40 } });
  unsubscribe();
  vi.runAllTimers();
  expect(listener).toHaveBeenCalledExactlyOnceWith({ reason: 'ahead', latest: 40 });
  expect(cursor.value).toBe(40);
  expect(readCursor()).toBe(40);
});

test('reflects the state of the connection', () => {
  receive({ kind: 'state', state: 'offline', cursor: 1, tabs: 1 });
  expect(streamState.value).toBe('offline');
});

test.each(['', 'x', '-4', '1.5', 'NaN'])('ignores an invalid stored cursor: "%s"', (stored) => {
  localStorage.setItem('dots.cursor', stored);
  expect(readCursor()).toBeNull();
});
