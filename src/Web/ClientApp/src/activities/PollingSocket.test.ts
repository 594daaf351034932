import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PollingSocket } from './PollingSocket';

let requests: string[];
let responses: string[];
let calls: string[];

beforeEach(() => {
  vi.useFakeTimers();
  requests = [];
  responses = [];
  calls = [];
  vi.stubGlobal('fetch', async (url: string) => {
    requests.push(url);
    const body = responses.shift();
    if (body === undefined) throw new TypeError('No network.');
    return new Response(body, { headers: { 'Content-Type': 'application/json' } });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function open(cursor: number | null): PollingSocket {
  const socket = new PollingSocket({ channel: 'activities/x', cursor, types: [102] });
  socket.addEventListener('open', () => calls.push('open'));
  socket.addEventListener('message', (event: MessageEvent<string>) => calls.push(event.data));
  socket.addEventListener('close', (event: CloseEvent) => calls.push(`close ${event.code}`));
  return socket;
}

const heartbeat = '{"event":"heartbeat","data":{}}';

test('delivers each message with its cursor, and its numbers as they are spelled', async () => {
  responses = [
    '{"items": [{"id": 42, "event": "activity_updated", "data": {"id": 102, "updated_fields": {"length": 1.50}}}], "next_after": 42, "latest": 50, "reset": null}',
    '{"items": [], "next_after": 50, "latest": 50, "reset": null}',
    '{"items": [], "next_after": 50, "latest": 50, "reset": null}',
  ];
  const socket = open(41);
  await vi.advanceTimersByTimeAsync(0);
  expect(calls).toEqual([
    'open',
    heartbeat,
    '{"seq":42,"id":102,"updated_fields":{"length":1.50}}',
    heartbeat,
  ]);
  await vi.advanceTimersByTimeAsync(4999);
  expect(requests).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(requests).toEqual([
    '/api/events?channel=activities%2Fx&after=41&types=102',
    '/api/events?channel=activities%2Fx&after=42&types=102',
    '/api/events?channel=activities%2Fx&after=50&types=102',
  ]);
  socket.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(requests).toHaveLength(3);
});

test('starts with a reset that states the cursor', async () => {
  responses = ['{"items": [], "next_after": 40, "latest": 40, "reset": "ahead of the log"}'];
  open(null).addEventListener('open', () => undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(calls).toEqual([
    'open',
    '{"seq":40,"event":"reset","data":{"reason":"ahead of the log","latest":40}}',
  ]);
});

test('closes when a request fails', async () => {
  open(41);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toEqual(['close 1006']);
  expect(requests).toHaveLength(1);
});
