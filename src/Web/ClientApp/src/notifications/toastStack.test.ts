import { expect, test } from 'vitest';
import type { BoardNotice, Notice } from './Notice';
import { countKinds, stackToasts, type Toast, withoutBoard } from './toastStack';

const notice = (cursor: number, type: BoardNotice['type'] = 'newBoard'): Notice => ({
  cursor,
  type,
  boardId: cursor,
  boardName: `Board ${cursor}`,
  username: 'autorX',
  receivedAt: 0,
  missed: false,
});
const notices = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => notice(from + index));
const sizes = (toasts: readonly Toast[]) => toasts.map((toast) => toast.notices.length);
const cursors = (toasts: readonly Toast[]) =>
  toasts.flatMap((toast) => toast.notices.map((held) => held.cursor)).sort((a, b) => a - b);

test('a few have a toast each', () => {
  expect(sizes(stackToasts([], notices(1, 1)))).toEqual([1]);
  expect(sizes(stackToasts([], notices(1, 3)))).toEqual([1, 1, 1]);
});

test('many at once are one toast', () => {
  const toasts = stackToasts([], notices(1, 12));
  expect(sizes(toasts)).toEqual([12]);
});

test('while a bundle is shown, what comes joins it', () => {
  const toasts = stackToasts(stackToasts([], notices(1, 12)), notices(13, 13));
  expect(sizes(toasts)).toEqual([13]);
  expect(toasts[0]?.id).toBe(1);
});

test('a steady trickle never shows more than three toasts, and loses none of it', () => {
  let toasts: Toast[] = [];
  for (let cursor = 1; cursor <= 40; cursor++) {
    toasts = stackToasts(toasts, [notice(cursor)]);
    expect(toasts.length).toBeLessThanOrEqual(3);
  }
  expect(cursors(toasts)).toEqual(notices(1, 40).map((held) => held.cursor));
});

test('where there is room for two, there are two', () => {
  let toasts: Toast[] = [];
  for (let cursor = 1; cursor <= 10; cursor++) toasts = stackToasts(toasts, [notice(cursor)], 2);
  expect(sizes(toasts).length).toBeLessThanOrEqual(2);
  expect(cursors(toasts)).toHaveLength(10);
});

test('a burst after two single toasts is a third', () => {
  expect(sizes(stackToasts(stackToasts([], notices(1, 2)), notices(3, 9)))).toEqual([1, 1, 7]);
});

test('ids stay unique, for they are keys on the page', () => {
  let toasts: Toast[] = [];
  for (const arrived of [notices(1, 2), notices(3, 3), notices(4, 9), notices(10, 11), notices(12, 12)]) {
    toasts = stackToasts(toasts, arrived);
    expect(new Set(toasts.map((toast) => toast.id)).size).toBe(toasts.length);
  }
});

test('a bundle counts by kind', () => {
  const held = [notice(1), notice(2, 'newPath'), notice(3, 'newPath'), notice(4, 'solvedBoard')];
  expect(countKinds(held)).toEqual({ newBoard: 1, newPath: 2, solvedBoard: 1, message: 0 });
});

test('a deleted board takes its notices along', () => {
  const toasts = [...stackToasts([], notices(1, 2)), { id: 3, notices: notices(3, 5) }];
  expect(cursors(withoutBoard(toasts, 2))).toEqual([1, 3, 4, 5]);
  expect(cursors(withoutBoard(toasts, 4))).toEqual([1, 2, 3, 5]);
  expect(withoutBoard(toasts, 2)).toHaveLength(2);
});
