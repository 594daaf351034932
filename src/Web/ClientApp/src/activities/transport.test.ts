import { expect, test } from 'vitest';
import { eventSourceUrl, webSocketUrl } from './transport';

const address = { channel: 'activities/x', cursor: 41, types: [], snapshot: false };

test('resumes after the cursor, with heartbeats', () => {
  expect(new URL(webSocketUrl(address))).toMatchObject({
    protocol: 'ws:',
    pathname: '/ws/activities/x/',
    search: '?since=41&heartbeat=10',
  });
  expect(new URL(eventSourceUrl(address))).toMatchObject({
    protocol: 'http:',
    pathname: '/sse/activities/x/',
    search: '?last_event_id=41&heartbeat=10',
  });
});

test('starts at the end, with the types and the snapshot that are wanted', () => {
  const start = { channel: 'activities', cursor: null, types: [101, 102], snapshot: true };
  expect(new URL(webSocketUrl(start)).search).toBe(
    '?since=latest&types=101%2C102&heartbeat=10&snapshot=true',
  );
  expect(new URL(eventSourceUrl(start)).search).toBe('?last_event_id=latest&types=101%2C102&heartbeat=10');
});
