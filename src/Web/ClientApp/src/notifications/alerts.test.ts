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
const comes = (cursor: number, data: object = {}, at?: string) =>
  receive({ kind: 'event', event: message(cursor, data, at) });
const shown = () => alerts.value.map((alert) => alert.text);

test('the newest come first, and only so many stay', () => {
  for (let cursor = 1; cursor <= 5; cursor++) comes(cursor);
  expect(shown()).toEqual(['Alert 5', 'Alert 4', 'Alert 3']);
});

test('what was dismissed does not come back, however often it is told', () => {
  comes(1);
  comes(2);
  dismissAlert(1);
  comes(1);
  expect(shown()).toEqual(['Alert 2']);
});

test('another tab dismisses it here too', () => {
  comes(1);
  localStorage.setItem('dots.alerts', JSON.stringify({ alerts: [], dismissed: [1] }));
  dispatchEvent(Object.assign(new Event('storage'), { key: 'dots.alerts' }));
  expect(shown()).toEqual([]);
});

test('what was said the day before yesterday is not told any more', () => {
  comes(1, {}, new Date(Date.now() - 48 * 3600 * 1000).toISOString());
  expect(shown()).toEqual([]);
});

test('a log that was set back takes the later alerts along', () => {
  comes(1);
  comes(9);
  receive({ kind: 'reset', reset: { reason: 'ahead', latest: 5 } });
  expect(shown()).toEqual(['Alert 1']);
});

test.each([
  ['warning', 'warning'],
  ['error', 'critical'],
  ['critical', 'critical'],
  ['whatever', 'info'],
  [undefined, 'info'],
])('the level %s is shown as %s', (level, expected) => {
  expect(alertOf(message(1, { level }))?.level).toBe(expected);
});

test('a notification to one person is no alert', () => {
  expect(alertOf({ ...message(1, {}), type: 'notification_sent' })).toBeNull();
});

test('nonsense in the storage is no alert', () => {
  localStorage.setItem('dots.alerts', '{"alerts":[null],"dismissed":"x"}');
  dispatchEvent(Object.assign(new Event('storage'), { key: 'dots.alerts' }));
  expect(shown()).toEqual([]);
});
