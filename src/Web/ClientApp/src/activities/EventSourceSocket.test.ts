import { expect, test } from 'vitest';
import { FakeEventSource } from '../stream/testing';
import { EventSourceSocket } from './EventSourceSocket';

function open(): { source: FakeEventSource; socket: EventSourceSocket; calls: string[] } {
  const source = new FakeEventSource('/sse/activities/x/');
  const socket = new EventSourceSocket('', () => source);
  const calls: string[] = [];
  socket.addEventListener('open', () => calls.push('open'));
  socket.addEventListener('message', (event: MessageEvent<string>) => calls.push(event.data));
  socket.addEventListener('close', (event: CloseEvent) => calls.push(`close ${event.code}`));
  return { source, socket, calls };
}

test('delivers what a WebSocket would', () => {
  const { source, calls } = open();
  source.emitOpen();
  source.emit('reset', '{"reason":"not a number","oldest":1,"latest":40}', 40);
  source.emit('activity_updated', '{"seq":41,"id":102,"updated_fields":{"length":1.50}}', 41);
  source.emit('heartbeat', '{}');
  expect(calls).toEqual([
    'open',
    '{"seq":40,"event":"reset","data":{"reason":"not a number","latest":40}}',
    '{"seq":41,"id":102,"updated_fields":{"length":1.50}}',
    '{"event":"heartbeat","data":{}}',
  ]);
});

test('closes for good when the connection is lost', () => {
  const { source, calls } = open();
  source.emitOpen();
  source.emitLoss();
  expect(source.isClosed).toBe(true);
  source.emit('activity_updated', '{"seq":41}', 41);
  expect(calls).toEqual(['open', 'close 1006']);
});

test('is silent once it is closed', () => {
  const { source, socket, calls } = open();
  socket.close();
  expect(source.isClosed).toBe(true);
  source.emitOpen();
  source.emitLoss();
  expect(calls).toEqual([]);
});
