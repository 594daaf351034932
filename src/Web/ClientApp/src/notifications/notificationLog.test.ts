import { beforeEach, expect, test } from 'vitest';
import type { AppNotification } from './notification';
import {
  clearLog,
  forgetAfter,
  forgetBoard,
  logNotifications,
  markRead,
  maxEntries,
  mergeLogs,
  notificationLog,
  parseLog,
  unread,
} from './notificationLog';

const notification = (cursor: number): AppNotification => ({
  cursor,
  type: 'newBoard',
  boardId: cursor * 10,
  boardName: 'Plansza',
  username: 'autorX',
  receivedAt: 0,
  missed: false,
});
const cursors = () => notificationLog.value.notifications.map((entry) => entry.cursor);

beforeEach(() => {
  localStorage.clear();
  notificationLog.value = parseLog(null);
});

test('keeps the newest entries first, up to the limit', () => {
  logNotifications(Array.from({ length: maxEntries + 20 }, (_, index) => notification(index + 1)));
  expect(cursors()).toHaveLength(maxEntries);
  expect(cursors()[0]).toBe(maxEntries + 20);
});

test('merges the same events from two tabs', () => {
  logNotifications([notification(1), notification(2)]);
  const other = notificationLog.value;
  expect(mergeLogs(other, other).notifications).toHaveLength(2);
  logNotifications([notification(2), notification(3)]);
  expect(cursors()).toEqual([3, 2, 1]);
});

test('survives a reload', () => {
  logNotifications([notification(1), notification(2)]);
  markRead();
  logNotifications([notification(3)]);
  notificationLog.value = parseLog(localStorage.getItem('dots.notices'));
  expect(cursors()).toEqual([3, 2, 1]);
  expect(unread.value).toBe(1);
});

test('counts only entries after the last read one', () => {
  logNotifications([notification(1), notification(2)]);
  expect(unread.value).toBe(2);
  markRead();
  expect(unread.value).toBe(0);
  logNotifications([notification(3)]);
  expect(unread.value).toBe(1);
});

test('does not restore cleared entries from another tab', () => {
  logNotifications([notification(1), notification(2)]);
  const other = notificationLog.value;
  clearLog();
  notificationLog.value = mergeLogs(notificationLog.value, other);
  expect(cursors()).toEqual([]);
  logNotifications([notification(3)]);
  expect(cursors()).toEqual([3]);
});

test('removes the entries of a deleted board', () => {
  logNotifications([notification(1), notification(2)]);
  forgetBoard(20);
  expect(cursors()).toEqual([1]);
});

test('drops later entries after a reset, and counts new ones as unread', () => {
  logNotifications([notification(1), notification(50)]);
  markRead();
  forgetAfter(10);
  expect(cursors()).toEqual([1]);
  logNotifications([notification(11)]);
  expect(unread.value).toBe(1);
});

test.each(['{', '[]', '{"notices":[null,{"cursor":"x"}]}', 'null'])(
  'ignores invalid stored data: %s',
  (stored) => {
    expect(parseLog(stored).notifications).toEqual([]);
  },
);
