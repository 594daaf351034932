import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { session } from '../account/session';
import type { StreamEvent } from '../stream/events';
import { receive } from '../stream/stream';
import { noticeLog, parseLog } from './noticeLog';
import { dismiss, startNotifications, toasts } from './notifications';

beforeAll(startNotifications);
beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  noticeLog.value = parseLog(null);
  toasts.value = [];
  session.value = { status: 'anonymous' };
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

let last = 0;
function comes(event: Pick<StreamEvent, 'type'> & { by: string; board?: number }): void {
  last += 1;
  const data = {
    board_id: event.board ?? last,
    board_name: 'Plansza testowa',
    path_id: last,
    creator_username: event.by,
    user_username: event.by,
  };
  const told = { cursor: last, type: event.type, data, raw: '', receivedAt: 0, missed: false } as StreamEvent;
  receive({ kind: 'event', event: told });
}
const told = () => {
  vi.runAllTimers();
  return toasts.value.flatMap((toast) => toast.notices.map(({ type, username }) => `${username} ${type}`));
};

test('a board, a path and a solution by others are told', () => {
  comes({ type: 'newBoard', by: 'autorX' });
  comes({ type: 'newPath', by: 'graczY' });
  comes({ type: 'solvedBoard', by: 'graczY' });
  expect(told()).toEqual(['autorX newBoard', 'graczY newPath', 'graczY solvedBoard']);
  expect(noticeLog.value.notices).toHaveLength(3);
});

test('each save of a path would be noise', () => {
  comes({ type: 'updatedPath', by: 'graczY' });
  comes({ type: 'updatedBoard', by: 'autorX' });
  comes({ type: 'checkedBoard', by: 'autorX' });
  expect(told()).toEqual([]);
});

test('nobody is told of their own doings', () => {
  session.value = { status: 'signed-in', user: { id: 1, username: 'autorX' } };
  comes({ type: 'newBoard', by: 'autorX' });
  comes({ type: 'newPath', by: 'graczY' });
  expect(told()).toEqual(['graczY newPath']);
  expect(noticeLog.value.notices).toHaveLength(1);
});

test('until it is known who is here, nothing is told, and then nothing is lost', () => {
  session.value = { status: 'unknown' };
  comes({ type: 'newBoard', by: 'autorX' });
  comes({ type: 'newBoard', by: 'graczY' });
  expect(told()).toEqual([]);
  session.value = { status: 'signed-in', user: { id: 1, username: 'autorX' } };
  expect(told()).toEqual(['graczY newBoard']);
});

test('what comes together is told together', () => {
  for (let count = 0; count < 12; count++) comes({ type: 'newBoard', by: 'autorX' });
  expect(told()).toHaveLength(12);
  expect(toasts.value).toHaveLength(1);
});

test('a board that is deleted at once is not told of', () => {
  comes({ type: 'newBoard', by: 'autorX', board: 900 });
  comes({ type: 'deletedBoard', by: 'autorX', board: 900 });
  expect(told()).toEqual([]);
  comes({ type: 'newBoard', by: 'autorX', board: 901 });
  expect(told()).toHaveLength(1);
  comes({ type: 'deletedBoard', by: 'autorX', board: 901 });
  expect(told()).toEqual([]);
  expect(noticeLog.value.notices).toEqual([]);
});

test('a toast that is dismissed stays in the bell', () => {
  comes({ type: 'newBoard', by: 'autorX' });
  vi.runAllTimers();
  for (const toast of toasts.value) dismiss(toast.id);
  expect(toasts.value).toEqual([]);
  expect(noticeLog.value.notices).toHaveLength(1);
});

function writes(recipient: string, by = 'ben'): void {
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

test('what somebody writes to the person is told', () => {
  session.value = { status: 'signed-in', user: { id: 1, username: 'ada' } };
  writes('ada');
  expect(told()).toEqual(['ben message']);
});

test('what is for another person stays unseen', () => {
  session.value = { status: 'signed-in', user: { id: 1, username: 'ada' } };
  writes('somebody-else');
  expect(told()).toEqual([]);
  expect(noticeLog.value.notices).toHaveLength(0);
});

test('who comes after somebody at the same browser does not read their messages', () => {
  session.value = { status: 'signed-in', user: { id: 1, username: 'ada' } };
  writes('ada');
  comes({ type: 'newBoard', by: 'autorX' });
  expect(told()).toHaveLength(2);
  session.value = { status: 'anonymous' };
  expect(noticeLog.value.notices.map(({ type }) => type)).toEqual(['newBoard']);
});
