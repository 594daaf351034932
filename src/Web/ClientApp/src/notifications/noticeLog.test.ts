import { beforeEach, expect, test } from 'vitest';
import type { Notice } from './Notice';
import {
  clearLog,
  forgetAfter,
  forgetBoard,
  kept,
  logNotices,
  markRead,
  mergeLogs,
  noticeLog,
  parseLog,
  unread,
} from './noticeLog';

const notice = (cursor: number): Notice => ({
  cursor,
  type: 'newBoard',
  boardId: cursor * 10,
  boardName: 'Plansza',
  username: 'autorX',
  receivedAt: 0,
  missed: false,
});
const cursors = () => noticeLog.value.notices.map((held) => held.cursor);

beforeEach(() => {
  localStorage.clear();
  noticeLog.value = parseLog(null);
});

test('the newest come first, and only so many are kept', () => {
  logNotices(Array.from({ length: kept + 20 }, (_, index) => notice(index + 1)));
  expect(cursors()).toHaveLength(kept);
  expect(cursors()[0]).toBe(kept + 20);
});

test('two tabs that hear the same log it once', () => {
  logNotices([notice(1), notice(2)]);
  const other = noticeLog.value;
  expect(mergeLogs(other, other).notices).toHaveLength(2);
  logNotices([notice(2), notice(3)]);
  expect(cursors()).toEqual([3, 2, 1]);
});

test('it survives a reload', () => {
  logNotices([notice(1), notice(2)]);
  markRead();
  logNotices([notice(3)]);
  noticeLog.value = parseLog(localStorage.getItem('dots.notices'));
  expect(cursors()).toEqual([3, 2, 1]);
  expect(unread.value).toBe(1);
});

test('what is read is unread no more, what comes after it is', () => {
  logNotices([notice(1), notice(2)]);
  expect(unread.value).toBe(2);
  markRead();
  expect(unread.value).toBe(0);
  logNotices([notice(3)]);
  expect(unread.value).toBe(1);
});

test('what was cleared does not come back from another tab', () => {
  logNotices([notice(1), notice(2)]);
  const other = noticeLog.value;
  clearLog();
  noticeLog.value = mergeLogs(noticeLog.value, other);
  expect(cursors()).toEqual([]);
  logNotices([notice(3)]);
  expect(cursors()).toEqual([3]);
});

test('a deleted board leaves the log', () => {
  logNotices([notice(1), notice(2)]);
  forgetBoard(20);
  expect(cursors()).toEqual([1]);
});

test('a log that was set back takes the later notices along, and new ones are unread again', () => {
  logNotices([notice(1), notice(50)]);
  markRead();
  forgetAfter(10);
  expect(cursors()).toEqual([1]);
  logNotices([notice(11)]);
  expect(unread.value).toBe(1);
});

test.each(['{', '[]', '{"notices":[null,{"cursor":"x"}]}', 'null'])(
  'nonsense in the storage is an empty log: %s',
  (stored) => {
    expect(parseLog(stored).notices).toEqual([]);
  },
);
