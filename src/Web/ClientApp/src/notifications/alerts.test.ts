import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Message } from '../stream/events';
import { receive } from '../stream/stream';
import { alertOf, alerts, dismissAlert, startAlerts } from './alerts';

beforeAll(startAlerts);
beforeEach(() => {
  localStorage.clear();
  alerts.value = [];
});

const message = (cursor: number, data: object, at = new Date().toISOString()): Message => ({
  cursor,
  type: 'system_alert',
  data: { timestamp: at, activity_id: null, actor: null, data: { message: `Alert ${cursor}`, ...data } },
  raw: '',
  receivedAt: 0,
  missed: false,
});
const emit = (cursor: number, data: object = {}, at?: string) =>
  receive({ kind: 'event', event: message(cursor, data, at) });
const shown = () => alerts.value.map((alert) => alert.text);

test('shows the newest first, up to the limit', () => {
  for (let cursor = 1; cursor <= 5; cursor++) emit(cursor);
  expect(shown()).toEqual(['Alert 5', 'Alert 4', 'Alert 3']);
});

test('does not show a dismissed alert again', () => {
  emit(1);
  emit(2);
  dismissAlert(1);
  emit(1);
  expect(shown()).toEqual(['Alert 2']);
});

test('follows a dismissal in another tab', () => {
  emit(1);
  localStorage.setItem('dots.alerts', JSON.stringify({ alerts: [], dismissed: [1] }));
  dispatchEvent(Object.assign(new Event('storage'), { key: 'dots.alerts' }));
  expect(shown()).toEqual([]);
});

test('ignores an expired alert', () => {
  emit(1, {}, new Date(Date.now() - 48 * 3600 * 1000).toISOString());
  expect(shown()).toEqual([]);
});

test('drops later alerts after a reset', () => {
  emit(1);
  emit(9);
  receive({ kind: 'reset', reset: { reason: 'ahead', latest: 5 } });
  expect(shown()).toEqual(['Alert 1']);
});

test.each([
  ['warning', 'warning'],
  ['error', 'critical'],
  ['critical', 'critical'],
  ['whatever', 'info'],
  [undefined, 'info'],
])('shows the level %s as %s', (level, expected) => {
  expect(alertOf(message(1, { level }))?.level).toBe(expected);
});

test('ignores a notification to one user', () => {
  expect(alertOf({ ...message(1, {}), type: 'notification_sent' })).toBeNull();
});

test('ignores invalid stored data', () => {
  localStorage.setItem('dots.alerts', '{"alerts":[null],"dismissed":"x"}');
  dispatchEvent(Object.assign(new Event('storage'), { key: 'dots.alerts' }));
  expect(shown()).toEqual([]);
});
