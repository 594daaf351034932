import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { session } from '../account/session';
import type { StreamEvent } from '../stream/events';
import { receive } from '../stream/stream';
import { notificationLog, parseLog } from './notificationLog';
import { dismiss, startNotifications, toasts } from './notifications';

beforeAll(startNotifications);
beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  notificationLog.value = parseLog(null);
  toasts.value = [];
  session.value = { status: 'anonymous' };
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

let last = 0;
function emit(event: Pick<StreamEvent, 'type'> & { by: string; board?: number }): void {
  last += 1;
  const data = {
    board_id: event.board ?? last,
    board_name: 'Plansza testowa',
    path_id: last,
    creator_username: event.by,
    user_username: event.by,
  };
  const streamEvent = {
    cursor: last,
    type: event.type,
    data,
    raw: '',
    receivedAt: 0,
    missed: false,
  } as StreamEvent;
  receive({ kind: 'event', event: streamEvent });
}
const shownToasts = () => {
  vi.runAllTimers();
  return toasts.value.flatMap((toast) =>
    toast.notifications.map(({ type, username }) => `${username} ${type}`),
  );
};

test('notifies of boards, paths and solutions by others', () => {
  emit({ type: 'newBoard', by: 'autorX' });
  emit({ type: 'newPath', by: 'graczY' });
  emit({ type: 'solvedBoard', by: 'graczY' });
  expect(shownToasts()).toEqual(['autorX newBoard', 'graczY newPath', 'graczY solvedBoard']);
  expect(notificationLog.value.notifications).toHaveLength(3);
});

test('does not notify of updates', () => {
  emit({ type: 'updatedPath', by: 'graczY' });
  emit({ type: 'updatedBoard', by: 'autorX' });
  emit({ type: 'checkedBoard', by: 'autorX' });
  expect(shownToasts()).toEqual([]);
});

test('does not notify users of their own actions', () => {
  session.value = { status: 'signed-in', user: { id: 1, username: 'autorX' } };
  emit({ type: 'newBoard', by: 'autorX' });
  emit({ type: 'newPath', by: 'graczY' });
  expect(shownToasts()).toEqual(['graczY newPath']);
  expect(notificationLog.value.notifications).toHaveLength(1);
});

test('holds notifications back until the session is known', () => {
  session.value = { status: 'unknown' };
  emit({ type: 'newBoard', by: 'autorX' });
  emit({ type: 'newBoard', by: 'graczY' });
  expect(shownToasts()).toEqual([]);
  session.value = { status: 'signed-in', user: { id: 1, username: 'autorX' } };
  expect(shownToasts()).toEqual(['graczY newBoard']);
});

test('bundles notifications that arrive together', () => {
  for (let count = 0; count < 12; count++) emit({ type: 'newBoard', by: 'autorX' });
  expect(shownToasts()).toHaveLength(12);
  expect(toasts.value).toHaveLength(1);
});

test('drops notifications of deleted boards', () => {
  emit({ type: 'newBoard', by: 'autorX', board: 900 });
  emit({ type: 'deletedBoard', by: 'autorX', board: 900 });
  expect(shownToasts()).toEqual([]);
  emit({ type: 'newBoard', by: 'autorX', board: 901 });
  expect(shownToasts()).toHaveLength(1);
  emit({ type: 'deletedBoard', by: 'autorX', board: 901 });
  expect(shownToasts()).toEqual([]);
  expect(notificationLog.value.notifications).toEqual([]);
});

test('keeps a dismissed toast in the log', () => {
  emit({ type: 'newBoard', by: 'autorX' });
  vi.runAllTimers();
  for (const toast of toasts.value) dismiss(toast.id);
  expect(toasts.value).toEqual([]);
  expect(notificationLog.value.notifications).toHaveLength(1);
});

function emitMessage(recipient: string, by = 'ben'): void {
  last += 1;
  const data = {
    timestamp: '',
    activity_id: null,
    actor: { username: by },
    data: { message: 'Dzień dobry', recipient_username: recipient },
  };
  const event = {
    cursor: last,
    type: 'notification_sent' as const,
    data,
    raw: '',
    receivedAt: 0,
    missed: false,
  };
  receive({ kind: 'event', event });
}

test('notifies the recipient of a message', () => {
  session.value = { status: 'signed-in', user: { id: 1, username: 'ada' } };
  emitMessage('ada');
  expect(shownToasts()).toEqual(['ben message']);
});

test('does not show a message to another user', () => {
  session.value = { status: 'signed-in', user: { id: 1, username: 'ada' } };
  emitMessage('somebody-else');
  expect(shownToasts()).toEqual([]);
  expect(notificationLog.value.notifications).toHaveLength(0);
});

test('hides messages from the next user of the browser', () => {
  session.value = { status: 'signed-in', user: { id: 1, username: 'ada' } };
  emitMessage('ada');
  emit({ type: 'newBoard', by: 'autorX' });
  expect(shownToasts()).toHaveLength(2);
  session.value = { status: 'anonymous' };
  expect(notificationLog.value.notifications.map(({ type }) => type)).toEqual(['newBoard']);
});
