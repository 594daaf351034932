import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SharedStream } from './SharedStream';
import { FakeEventSource, FakeTab } from './testing';

let sources: FakeEventSource[];
let stream: SharedStream;

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  stream = new SharedStream({
    url: '/sse/notifications/',
    open: (url) => {
      const source = new FakeEventSource(url);
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

const source = (): FakeEventSource => {
  const found = sources.at(-1);
  if (!found) throw new Error('No source');
  return found;
};

test('shares one connection between ten tabs, each of which receives every event once', () => {
  const tabs = Array.from({ length: 10 }, () => tab(5));
  source().emitOpen();
  for (const id of [6, 7, 8]) source().emitBoard(id);
  expect(sources).toHaveLength(1);
  for (const one of tabs) {
    expect(one.cursors).toEqual([6, 7, 8]);
    expect(one.state).toBe('connected');
  }
});

test('starts from the cursor of the first tab', () => {
  tab(33);
  tab(20);
  expect(source().resumesFrom).toBe('33');
});

test('replays recent events to a tab that attaches later', () => {
  tab(5);
  source().emitOpen();
  for (const id of [6, 7, 8]) source().emitBoard(id);
  const late = tab(6);
  expect(late.cursors).toEqual([7, 8]);
  source().emitBoard(9);
  expect(late.cursors).toEqual([7, 8, 9]);
});

test('replays nothing to a tab that is up to date', () => {
  tab(5);
  source().emitOpen();
  source().emitBoard(6);
  expect(tab(6).cursors).toEqual([]);
});

test('resets a tab that is behind the recent events', () => {
  tab(5);
  source().emitOpen();
  source().emitBoard(6);
  const behind = tab(2);
  expect(behind.cursors).toEqual([]);
  expect(behind.resets).toEqual([6]);
});

test('sends the current cursor to a tab without one', () => {
  tab(5);
  source().emitOpen();
  source().emitBoard(6);
  const fresh = tab(null);
  expect(fresh.resets).toEqual([6]);
  source().emitBoard(7);
  expect(fresh.cursors).toEqual([7]);
});

test('keeps a limited number of events, without a gap', () => {
  tab(0);
  source().emitOpen();
  for (let id = 1; id <= 700; id++) source().emitBoard(id);
  const near = tab(300);
  expect(near.cursors).toEqual(Array.from({ length: 400 }, (_, index) => 301 + index));
  const edge = tab(200);
  expect(edge.cursors[0]).toBe(201);
  const far = tab(199);
  expect(far.cursors).toEqual([]);
  expect(far.resets).toEqual([700]);
});

test('treats a second tab like the first before the connection opens', () => {
  const first = tab(null);
  const second = tab(null);
  source().emitOpen();
  source().emit('reset', { reason: 'not a number', latest: 12 });
  source().emitBoard(13);
  for (const one of [first, second]) {
    expect(one.resets).toEqual([12]);
    expect(one.cursors).toEqual([13]);
  }
});

test('keeps recent events without an initial reset', () => {
  tab(null);
  source().emitOpen();
  for (const id of [6, 7]) source().emitBoard(id);
  expect(tab(6).cursors).toEqual([7]);
  expect(tab(3).resets).toEqual([7]);
});

test('does not replay events from before a reset', () => {
  tab(100);
  source().emitOpen();
  source().emitBoard(101);
  source().emit('reset', { reason: 'ahead', latest: 40 });
  source().emitBoard(41);
  expect(tab(40).cursors).toEqual([41]);
  expect(tab(30).resets).toEqual([41]);
});

test('stops sending to a detached tab, which catches up when it returns', () => {
  const leaving = tab(5);
  source().emitOpen();
  source().emitBoard(6);
  leaving.send({ kind: 'detach' });
  source().emitBoard(7);
  expect(leaving.cursors).toEqual([6]);
  leaving.send({ kind: 'attach', cursor: 6 });
  expect(leaving.cursors).toEqual([6, 7]);
});

test('a drop affects all tabs, and loses nothing', () => {
  const one = tab(5);
  const other = tab(5);
  source().emitOpen();
  one.send({ kind: 'drop' });
  expect(other.state).toBe('reconnecting');
  vi.runOnlyPendingTimers();
  source().emitOpen();
  source().emitBoard(6);
  expect([one.cursors, other.cursors]).toEqual([[6], [6]]);
});

test('reports the number of tabs', () => {
  const one = tab(5);
  const other = tab(5);
  expect(one.received.at(-1)).toMatchObject({ kind: 'state', tabs: 2 });
  other.send({ kind: 'detach' });
  expect(one.received.at(-1)).toMatchObject({ kind: 'state', tabs: 1 });
});
