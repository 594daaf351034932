import { expect, test } from 'vitest';
import type { AppNotification, BoardNotification } from './notification';
import { countKinds, stackToasts, type Toast, withoutBoard } from './toastStack';

const notification = (cursor: number, type: BoardNotification['type'] = 'newBoard'): AppNotification => ({
  cursor,
  type,
  boardId: cursor,
  boardName: `Board ${cursor}`,
  username: 'autorX',
  receivedAt: 0,
  missed: false,
});
const notifications = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => notification(from + index));
const sizes = (toasts: readonly Toast[]) => toasts.map((toast) => toast.notifications.length);
const cursors = (toasts: readonly Toast[]) =>
  toasts.flatMap((toast) => toast.notifications.map((entry) => entry.cursor)).sort((a, b) => a - b);

test('shows a few notifications as single toasts', () => {
  expect(sizes(stackToasts([], notifications(1, 1)))).toEqual([1]);
  expect(sizes(stackToasts([], notifications(1, 3)))).toEqual([1, 1, 1]);
});

test('bundles many notifications', () => {
  const toasts = stackToasts([], notifications(1, 12));
  expect(sizes(toasts)).toEqual([12]);
});

test('adds notifications to an existing bundle', () => {
  const toasts = stackToasts(stackToasts([], notifications(1, 12)), notifications(13, 13));
  expect(sizes(toasts)).toEqual([13]);
  expect(toasts[0]?.id).toBe(1);
});

test('shows at most three toasts, without losing notifications', () => {
  let toasts: Toast[] = [];
  for (let cursor = 1; cursor <= 40; cursor++) {
    toasts = stackToasts(toasts, [notification(cursor)]);
    expect(toasts.length).toBeLessThanOrEqual(3);
  }
  expect(cursors(toasts)).toEqual(notifications(1, 40).map((entry) => entry.cursor));
});

test('respects a lower limit', () => {
  let toasts: Toast[] = [];
  for (let cursor = 1; cursor <= 10; cursor++) toasts = stackToasts(toasts, [notification(cursor)], 2);
  expect(sizes(toasts).length).toBeLessThanOrEqual(2);
  expect(cursors(toasts)).toHaveLength(10);
});

test('shows a burst as a third toast', () => {
  expect(sizes(stackToasts(stackToasts([], notifications(1, 2)), notifications(3, 9)))).toEqual([1, 1, 7]);
});

test('keeps ids unique', () => {
  let toasts: Toast[] = [];
  for (const arrived of [
    notifications(1, 2),
    notifications(3, 3),
    notifications(4, 9),
    notifications(10, 11),
    notifications(12, 12),
  ]) {
    toasts = stackToasts(toasts, arrived);
    expect(new Set(toasts.map((toast) => toast.id)).size).toBe(toasts.length);
  }
});

test('counts a bundle by type', () => {
  const entries = [
    notification(1),
    notification(2, 'newPath'),
    notification(3, 'newPath'),
    notification(4, 'solvedBoard'),
  ];
  expect(countKinds(entries)).toEqual({ newBoard: 1, newPath: 2, solvedBoard: 1, message: 0 });
});

test('removes the notifications of a deleted board', () => {
  const toasts = [...stackToasts([], notifications(1, 2)), { id: 3, notifications: notifications(3, 5) }];
  expect(cursors(withoutBoard(toasts, 2))).toEqual([1, 3, 4, 5]);
  expect(cursors(withoutBoard(toasts, 4))).toEqual([1, 2, 3, 5]);
  expect(withoutBoard(toasts, 2)).toHaveLength(2);
});
