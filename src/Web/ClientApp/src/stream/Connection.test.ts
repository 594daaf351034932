import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection } from './Connection';
import type { AnyEvent, ConnectionState, Reset } from './events';
import { FakeEventSource } from './testing';

let sources: FakeEventSource[];
let states: ConnectionState[];
let events: AnyEvent[];
let resets: Reset[];
let online: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  states = [];
  events = [];
  resets = [];
  online = true;
});
afterEach(() => vi.useRealTimers());

function connect(cursor: number | null): Connection {
  const connection = new Connection(
    {
      url: '/sse/notifications/',
      random: () => 1,
      isOnline: () => online,
      open: (url) => {
        const source = new FakeEventSource(url);
        sources.push(source);
        return source;
      },
    },
    cursor,
    {
      onState: (state) => states.push(state),
      onEvent: (event) => events.push(event),
      onReset: (reset) => resets.push(reset),
    },
  );
  connection.start();
  return connection;
}

const source = (index = -1): FakeEventSource => {
  const found = sources.at(index);
  if (!found) throw new Error(`No source ${index} among ${sources.length}`);
  return found;
};
/** Time that passes on a live connection, in milliseconds. */
function quiet(duration: number): void {
  for (let passed = 0; passed < duration; passed += 10_000) {
    vi.advanceTimersByTime(10_000);
    source().emitHeartbeat();
  }
}
const cursors = () => events.map((event) => event.cursor);

test('continues from the given cursor', () => {
  connect(41);
  expect(source().url).toBe('/sse/notifications/?last_event_id=41&heartbeat=10');
  connect(0);
  expect(source().resumesFrom).toBe('0');
});

test('gets its first cursor from a reset', () => {
  const connection = connect(null);
  expect(Number(source().resumesFrom)).toBeNaN();
  source().emitOpen();
  source().emit('reset', { reason: 'not a number', oldest: 3, latest: 70 }, 70);
  expect(connection.cursor).toBe(70);
  expect(resets).toEqual([{ reason: 'not a number', latest: 70 }]);
  source().emitBoard(71);
  expect(cursors()).toEqual([71]);
});

test('delivers events once and in order, with their data', () => {
  const connection = connect(10);
  source().emitOpen();
  for (const id of [11, 12, 12, 11, 15]) source().emitBoard(id);
  expect(cursors()).toEqual([11, 12, 15]);
  expect(connection.cursor).toBe(15);
  expect(events[0]).toMatchObject({ type: 'newBoard', data: { board_id: 11, board_name: 'Board 11' } });
});

test('marks the events replayed on connecting as missed', () => {
  connect(10);
  source().emitOpen();
  source().emitBoard(11);
  quiet(60_000);
  source().emitBoard(12);
  expect(events.map((event) => event.missed)).toEqual([true, false]);
});

test('marks no event as missed after a reset', () => {
  connect(null);
  source().emitOpen();
  source().emit('reset', { reason: 'x', latest: 10 });
  source().emitBoard(11);
  expect(events[0]?.missed).toBe(false);
});

test('leaves the first reconnect to the browser, which knows retry:', () => {
  connect(10);
  source().emitOpen();
  source().emitLoss();
  expect(states.at(-1)).toBe('reconnecting');
  vi.advanceTimersByTime(15_000);
  expect(sources).toHaveLength(1);
  expect(source().isClosed).toBe(false);
  source().emitOpen();
  expect(states).toEqual(['connected', 'reconnecting', 'connected']);
});

test('leaves the first reconnect to the browser after each loss', () => {
  connect(10);
  source().emitOpen();
  for (let loss = 0; loss < 3; loss++) {
    source().emitLoss();
    expect(source().isClosed).toBe(false);
    source().emitOpen();
  }
  expect(sources).toHaveLength(1);
});

test('then reconnects with growing delays, and resumes after the last event', () => {
  connect(10);
  source().emitOpen();
  source().emitBoard(11);
  source().emitLoss();
  source().emitLoss();
  expect(source(0).isClosed).toBe(true);
  for (const delay of [1000, 2000, 4000, 8000]) {
    const before = sources.length;
    vi.advanceTimersByTime(delay - 1);
    expect(sources).toHaveLength(before);
    vi.advanceTimersByTime(1);
    expect(sources).toHaveLength(before + 1);
    expect(source().resumesFrom).toBe('11');
    source().emitLoss();
    expect(source().isClosed).toBe(true);
  }
  vi.advanceTimersByTime(16_000);
  source().emitOpen();
  source().emitBoard(12);
  expect(cursors()).toEqual([11, 12]);
  expect(states.at(-1)).toBe('connected');
});

test('resets the delay on success', () => {
  connect(10);
  for (const delay of [1000, 2000, 4000]) {
    source().emitRejection();
    vi.advanceTimersByTime(delay);
  }
  source().emitOpen();
  source().emitRejection();
  const before = sources.length;
  vi.advanceTimersByTime(1000);
  expect(sources).toHaveLength(before + 1);
});

test('retries a rejection, on which the browser gives up', () => {
  connect(10);
  source().emitRejection();
  expect(states).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(sources).toHaveLength(2);
});

test('reports that it is offline', () => {
  connect(10);
  source().emitOpen();
  online = false;
  source().emitLoss();
  expect(states.at(-1)).toBe('offline');
});

test('reconnects at once when the network is back', () => {
  const connection = connect(10);
  source().emitOpen();
  online = false;
  source().emitLoss();
  source().emitLoss();
  online = true;
  connection.onOnline();
  expect(sources).toHaveLength(2);
  source().emitOpen();
  connection.onOnline();
  quiet(120_000);
  expect(sources).toHaveLength(2);
});

test('resumes after a drop', () => {
  const connection = connect(10);
  source().emitOpen();
  source().emitBoard(11);
  connection.drop();
  expect(source().isClosed).toBe(true);
  expect(states.at(-1)).toBe('reconnecting');
  vi.runOnlyPendingTimers();
  expect(sources).toHaveLength(2);
  expect(source().resumesFrom).toBe('11');
  source().emitOpen();
  source().emitBoard(12);
  expect(cursors()).toEqual([11, 12]);
});

test('reconnects once after two drops', () => {
  const connection = connect(10);
  source().emitOpen();
  connection.drop();
  connection.drop();
  vi.advanceTimersByTime(120_000);
  expect(sources.filter((opened) => !opened.isClosed)).toHaveLength(1);
});

test('ignores events of a replaced source', () => {
  const connection = connect(10);
  source().emitOpen();
  connection.reopen();
  source(0).emitBoard(11);
  source(0).emitLoss();
  expect(events).toEqual([]);
  source(1).emitOpen();
  source(1).emitBoard(11);
  expect(cursors()).toEqual([11]);
});

test('follows a reset to an earlier cursor', () => {
  const connection = connect(100);
  source().emitOpen();
  source().emit('reset', { reason: 'ahead of the log', oldest: 1, latest: 40 });
  source().emitBoard(41);
  expect(cursors()).toEqual([41]);
  expect(connection.cursor).toBe(41);
});

test('skips an invalid event', () => {
  const connection = connect(10);
  source().emitOpen();
  source().emit('newBoard', '{"board_id":', 11);
  source().emitBoard(12);
  expect(cursors()).toEqual([12]);
  expect(connection.cursor).toBe(12);
});

test('reconnects with its cursor when two heartbeats are missed', () => {
  const connection = connect(10);
  source().emitOpen();
  source().emitBoard(11);
  quiet(60_000);
  expect(sources).toHaveLength(1);
  vi.advanceTimersByTime(20_000);
  expect(connection.state).toBe('connected');
  vi.advanceTimersByTime(10_000);
  expect(connection.state).toBe('reconnecting');
  expect(source().isClosed).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(sources).toHaveLength(2);
  expect(source().resumesFrom).toBe('11');
  source().emitOpen();
  source().emitBoard(12);
  expect(cursors()).toEqual([11, 12]);
});

test('ignores a heartbeat for its cursor and its listeners', () => {
  const connection = connect(10);
  source().emitOpen();
  source().emit('heartbeat', {}, 99);
  expect(events).toEqual([]);
  expect(connection.cursor).toBe(10);
});

test('counts every event as a sign of life', () => {
  connect(10);
  source().emitOpen();
  for (let id = 11; id < 20; id++) {
    vi.advanceTimersByTime(15_000);
    source().emitBoard(id);
  }
  expect(sources).toHaveLength(1);
});

test('opens another connection when one is never answered', () => {
  connect(10);
  vi.advanceTimersByTime(5000);
  expect(source().isClosed).toBe(true);
  vi.advanceTimersByTime(1);
  expect(sources).toHaveLength(2);
  source().emitOpen();
  quiet(60_000);
  expect(sources).toHaveLength(2);
});

test('makes five attempts within a minute after a connection was lost', () => {
  connect(10);
  source().emitOpen();
  vi.advanceTimersByTime(30_000);
  expect(source(0).isClosed).toBe(true);
  vi.advanceTimersByTime(60_000);
  expect(sources.length - 1).toBeGreaterThanOrEqual(5);
  expect(sources.filter((opened) => !opened.isClosed).length).toBeLessThanOrEqual(1);
});

test('waits longer for each further attempt to open', () => {
  connect(10);
  const starts = [Date.now()];
  while (starts.length < 20) {
    const before = sources.length;
    vi.advanceTimersByTime(100);
    if (sources.length > before) starts.push(Date.now());
  }
  const waits = starts.slice(1).map((start, nth) => Math.round((start - (starts[nth] ?? 0)) / 1000));
  expect(waits.slice(0, 4)).toEqual([5, 7, 9, 11]);
  expect(Math.max(...waits)).toBeLessThanOrEqual(31);
});

test('takes over from a browser whose reconnect hangs', () => {
  connect(10);
  source().emitOpen();
  source().emitLoss();
  vi.advanceTimersByTime(30_000);
  expect(source(0).isClosed).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(sources).toHaveLength(2);
});
