import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection } from './Connection';
import type { ConnectionState, Message, Reset, StreamEvent } from './events';
import { FakeSource } from './testing';

let sources: FakeSource[];
let states: ConnectionState[];
let events: (StreamEvent | Message)[];
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
        const source = new FakeSource(url);
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

const source = (index = -1): FakeSource => {
  const found = sources.at(index);
  if (!found) throw new Error(`No source ${index} among ${sources.length}`);
  return found;
};
const cursors = () => events.map((event) => event.cursor);

test('it continues from the cursor that it is given', () => {
  connect(41);
  expect(source().url).toBe('/sse/notifications/?last_event_id=41');
  connect(0);
  expect(source().resumesFrom).toBe('0');
});

test('without a cursor it asks for one: the reset that answers names it', () => {
  const connection = connect(null);
  expect(Number(source().resumesFrom)).toBeNaN();
  source().opens();
  source().sends('reset', { reason: 'not a number', oldest: 3, latest: 70 }, 70);
  expect(connection.cursor).toBe(70);
  expect(resets).toEqual([{ reason: 'not a number', latest: 70 }]);
  source().sendsBoard(71);
  expect(cursors()).toEqual([71]);
});

test('events are handed on in order, each once, with their data', () => {
  const connection = connect(10);
  source().opens();
  for (const id of [11, 12, 12, 11, 15]) source().sendsBoard(id);
  expect(cursors()).toEqual([11, 12, 15]);
  expect(connection.cursor).toBe(15);
  expect(events[0]).toMatchObject({ type: 'newBoard', data: { board_id: 11, board_name: 'Board 11' } });
});

test('what comes with the headers was missed, what comes later is live', () => {
  connect(10);
  source().opens();
  source().sendsBoard(11);
  vi.advanceTimersByTime(60_000);
  source().sendsBoard(12);
  expect(events.map((event) => event.missed)).toEqual([true, false]);
});

test('after a reset nothing counts as missed', () => {
  connect(null);
  source().opens();
  source().sends('reset', { reason: 'x', latest: 10 });
  source().sendsBoard(11);
  expect(events[0]?.missed).toBe(false);
});

test('the first attempt after a loss is left to the browser, which has read retry:', () => {
  connect(10);
  source().opens();
  source().isLost();
  expect(states.at(-1)).toBe('reconnecting');
  vi.advanceTimersByTime(120_000);
  expect(sources).toHaveLength(1);
  expect(source().isClosed).toBe(false);
  source().opens();
  expect(states).toEqual(['connected', 'reconnecting', 'connected']);
});

test('each loss gets its attempt by the browser, not only the first one', () => {
  connect(10);
  source().opens();
  for (let loss = 0; loss < 3; loss++) {
    source().isLost();
    expect(source().isClosed).toBe(false);
    source().opens();
  }
  expect(sources).toHaveLength(1);
});

test('when that fails, we try with growing delays, and resume behind the last event', () => {
  connect(10);
  source().opens();
  source().sendsBoard(11);
  source().isLost();
  source().isLost();
  expect(source(0).isClosed).toBe(true);
  for (const delay of [1000, 2000, 4000, 8000]) {
    const before = sources.length;
    vi.advanceTimersByTime(delay - 1);
    expect(sources).toHaveLength(before);
    vi.advanceTimersByTime(1);
    expect(sources).toHaveLength(before + 1);
    expect(source().resumesFrom).toBe('11');
    source().isLost();
    expect(source().isClosed).toBe(true);
  }
  vi.advanceTimersByTime(16_000);
  source().opens();
  source().sendsBoard(12);
  expect(cursors()).toEqual([11, 12]);
  expect(states.at(-1)).toBe('connected');
});

test('a success makes the next delay short again', () => {
  connect(10);
  for (const delay of [1000, 2000, 4000]) {
    source().isRefused();
    vi.advanceTimersByTime(delay);
  }
  source().opens();
  source().isRefused();
  const before = sources.length;
  vi.advanceTimersByTime(1000);
  expect(sources).toHaveLength(before + 1);
});

test('a refusal, on which the browser gives up, is tried again by us', () => {
  connect(10);
  source().isRefused();
  expect(states).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(sources).toHaveLength(2);
});

test('without a network the state says so', () => {
  connect(10);
  source().opens();
  online = false;
  source().isLost();
  expect(states.at(-1)).toBe('offline');
});

test('when the network is back, nothing waits', () => {
  const connection = connect(10);
  source().opens();
  online = false;
  source().isLost();
  source().isLost();
  online = true;
  connection.networkIsBack();
  expect(sources).toHaveLength(2);
  source().opens();
  connection.networkIsBack();
  vi.advanceTimersByTime(120_000);
  expect(sources).toHaveLength(2);
});

test('a drop is a loss that resumes after a moment', () => {
  const connection = connect(10);
  source().opens();
  source().sendsBoard(11);
  connection.drop();
  expect(source().isClosed).toBe(true);
  expect(states.at(-1)).toBe('reconnecting');
  vi.runOnlyPendingTimers();
  expect(sources).toHaveLength(2);
  expect(source().resumesFrom).toBe('11');
  source().opens();
  source().sendsBoard(12);
  expect(cursors()).toEqual([11, 12]);
});

test('dropped twice, it comes back once', () => {
  const connection = connect(10);
  source().opens();
  connection.drop();
  connection.drop();
  vi.advanceTimersByTime(120_000);
  expect(sources.filter((opened) => !opened.isClosed)).toHaveLength(1);
});

test('a source that was given up says nothing any more', () => {
  const connection = connect(10);
  source().opens();
  connection.reopen();
  source(0).sendsBoard(11);
  source(0).isLost();
  expect(events).toEqual([]);
  source(1).opens();
  source(1).sendsBoard(11);
  expect(cursors()).toEqual([11]);
});

test('a reset may set the cursor back, for the log may have been restored from a copy', () => {
  const connection = connect(100);
  source().opens();
  source().sends('reset', { reason: 'ahead of the log', oldest: 1, latest: 40 });
  source().sendsBoard(41);
  expect(cursors()).toEqual([41]);
  expect(connection.cursor).toBe(41);
});

test('an event that cannot be read does not end the reading', () => {
  const connection = connect(10);
  source().opens();
  source().sends('newBoard', '{"board_id":', 11);
  source().sendsBoard(12);
  expect(cursors()).toEqual([12]);
  expect(connection.cursor).toBe(12);
});
