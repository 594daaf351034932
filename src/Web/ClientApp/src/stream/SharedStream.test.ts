import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SharedStream } from './SharedStream';
import { FakeSource, FakeTab } from './testing';

let sources: FakeSource[];
let stream: SharedStream;

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  stream = new SharedStream({
    url: '/sse/notifications/',
    open: (url) => {
      const source = new FakeSource(url);
      sources.push(source);
      return source;
    },
  });
});
afterEach(() => vi.useRealTimers());

function tab(cursor: number | null): FakeTab {
  const opened = new FakeTab();
  stream.accept(opened);
  opened.send({ kind: 'attach', cursor });
  return opened;
}

const source = (): FakeSource => {
  const found = sources.at(-1);
  if (!found) throw new Error('No source');
  return found;
};

test('ten tabs are one connection, and each hears everything once', () => {
  const tabs = Array.from({ length: 10 }, () => tab(5));
  source().opens();
  for (const id of [6, 7, 8]) source().sendsBoard(id);
  expect(sources).toHaveLength(1);
  for (const one of tabs) {
    expect(one.cursors).toEqual([6, 7, 8]);
    expect(one.state).toBe('connected');
  }
});

test('the first tab brings the cursor', () => {
  tab(33);
  tab(20);
  expect(source().resumesFrom).toBe('33');
});

test('nothing is lost between the first event and a tab that attaches after it', () => {
  tab(5);
  source().opens();
  for (const id of [6, 7, 8]) source().sendsBoard(id);
  const late = tab(6);
  expect(late.cursors).toEqual([7, 8]);
  source().sendsBoard(9);
  expect(late.cursors).toEqual([7, 8, 9]);
});

test('a tab that is up to date gets nothing again', () => {
  tab(5);
  source().opens();
  source().sendsBoard(6);
  expect(tab(6).cursors).toEqual([]);
});

test('a tab that is further behind than what is kept is told to fetch anew', () => {
  tab(5);
  source().opens();
  source().sendsBoard(6);
  const behind = tab(2);
  expect(behind.cursors).toEqual([]);
  expect(behind.resets).toEqual([6]);
});

test('a tab without a cursor is told where the log stands', () => {
  tab(5);
  source().opens();
  source().sendsBoard(6);
  const fresh = tab(null);
  expect(fresh.resets).toEqual([6]);
  source().sendsBoard(7);
  expect(fresh.cursors).toEqual([7]);
});

test('only so much is kept, and never with a hole', () => {
  tab(0);
  source().opens();
  for (let id = 1; id <= 700; id++) source().sendsBoard(id);
  const near = tab(300);
  expect(near.cursors).toEqual(Array.from({ length: 400 }, (_, index) => 301 + index));
  const edge = tab(200);
  expect(edge.cursors[0]).toBe(201);
  const far = tab(199);
  expect(far.cursors).toEqual([]);
  expect(far.resets).toEqual([700]);
});

test('before the first answer a second tab waits for it like the first', () => {
  const first = tab(null);
  const second = tab(null);
  source().opens();
  source().sends('reset', { reason: 'not a number', latest: 12 });
  source().sendsBoard(13);
  for (const one of [first, second]) {
    expect(one.resets).toEqual([12]);
    expect(one.cursors).toEqual([13]);
  }
});

test('where no reset answers, what has come is kept all the same', () => {
  tab(null);
  source().opens();
  for (const id of [6, 7]) source().sendsBoard(id);
  expect(tab(6).cursors).toEqual([7]);
  expect(tab(3).resets).toEqual([7]);
});

test('after a reset what came before it is not replayed to anyone', () => {
  tab(100);
  source().opens();
  source().sendsBoard(101);
  source().sends('reset', { reason: 'ahead', latest: 40 });
  source().sendsBoard(41);
  expect(tab(40).cursors).toEqual([41]);
  expect(tab(30).resets).toEqual([41]);
});

test('a tab that has left hears no more, and catches up when it returns', () => {
  const leaving = tab(5);
  source().opens();
  source().sendsBoard(6);
  leaving.send({ kind: 'detach' });
  source().sendsBoard(7);
  expect(leaving.cursors).toEqual([6]);
  leaving.send({ kind: 'attach', cursor: 6 });
  expect(leaving.cursors).toEqual([6, 7]);
});

test('a drop in one tab is seen by all, and loses nothing', () => {
  const one = tab(5);
  const other = tab(5);
  source().opens();
  one.send({ kind: 'drop' });
  expect(other.state).toBe('reconnecting');
  vi.runOnlyPendingTimers();
  source().opens();
  source().sendsBoard(6);
  expect([one.cursors, other.cursors]).toEqual([[6], [6]]);
});

test('each tab knows how many read the connection', () => {
  const one = tab(5);
  const other = tab(5);
  expect(one.received.at(-1)).toMatchObject({ kind: 'state', tabs: 2 });
  other.send({ kind: 'detach' });
  expect(one.received.at(-1)).toMatchObject({ kind: 'state', tabs: 1 });
});
