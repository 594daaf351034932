import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ActivitySocket, type SocketLike, type SocketOptions } from './ActivitySocket';

/** A `WebSocket` whose events the test emits. */
class FakeWebSocket implements SocketLike {
  readonly url: URL;
  readonly sent: string[] = [];
  isClosed = false;
  readonly #target = new EventTarget();

  constructor(url: string) {
    this.url = new URL(url);
  }

  addEventListener(type: string, listener: unknown): void {
    this.#target.addEventListener(type, listener as EventListener);
  }

  send(data: string): void {
    this.sent.push(data);
  }

  close(): void {
    this.isClosed = true;
  }

  get since(): string | null {
    return this.url.searchParams.get('since');
  }

  emitOpen(): void {
    this.#target.dispatchEvent(new Event('open'));
  }

  emitMessage(message: object): void {
    this.#target.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  emitReset(latest: number): void {
    this.emitMessage({ seq: latest, event: 'reset', data: { reason: '', oldest: 1, latest } });
  }

  emitSnapshot(seq: number): void {
    this.emitMessage({ seq, id: 104, event: 'activity_retrieved', actor: null, data: {} });
  }

  emitUpdate(seq: number): void {
    this.emitMessage({ seq, id: 102, event: 'activity_updated', actor: {}, data: {} });
  }

  emitClose(code = 1006): void {
    this.#target.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}

let opened: FakeWebSocket[];
let sockets: ActivitySocket[] = [];
let calls: string[];
let online: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  opened = [];
  calls = [];
  online = true;
});
afterEach(() => {
  for (const socket of sockets) socket.dispose();
  sockets = [];
  vi.useRealTimers();
});

function open(options: Partial<SocketOptions> = {}): ActivitySocket {
  const socket = new ActivitySocket(
    {
      path: '/ws/activities/x/',
      snapshot: true,
      random: () => 1,
      isOnline: () => online,
      open: (url) => {
        const webSocket = new FakeWebSocket(url);
        opened.push(webSocket);
        return webSocket;
      },
      ...options,
    },
    {
      onState: (state) => calls.push(state),
      onMessage: ({ seq }) => calls.push(`message ${seq}`),
      onReset: () => calls.push('reset'),
      onSnapshot: ({ seq }) => calls.push(`snapshot ${seq}`),
      onError: ({ data }) => calls.push(`error ${data.status}`),
    },
  );
  sockets.push(socket);
  socket.start();
  return socket;
}

const current = (): FakeWebSocket => {
  const last = opened.at(-1);
  if (!last) throw new Error('No socket was opened.');
  return last;
};
const settle = () => vi.advanceTimersByTimeAsync(0);

test('starts with a snapshot, and continues after it', () => {
  open();
  expect(current().url.protocol).toBe('ws:');
  expect(current().since).toBe('latest');
  expect(current().url.searchParams.get('snapshot')).toBe('true');
  current().emitOpen();
  current().emitReset(40);
  current().emitSnapshot(41);
  current().emitUpdate(42);
  expect(calls).toEqual(['connected', 'reset', 'snapshot 41', 'message 42']);
});

test('resumes after the last message, with growing delays', async () => {
  open();
  current().emitOpen();
  current().emitReset(40);
  current().emitUpdate(42);
  current().emitClose();
  await vi.advanceTimersByTimeAsync(999);
  expect(opened).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(current().since).toBe('42');
  expect(current().url.searchParams.has('snapshot')).toBe(false);
  current().emitClose();
  await vi.advanceTimersByTimeAsync(1999);
  expect(opened).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  current().emitOpen();
  current().emitUpdate(43);
  expect(calls.slice(-3)).toEqual(['reconnecting', 'connected', 'message 43']);
});

test('drops duplicate messages', () => {
  open();
  current().emitOpen();
  current().emitReset(1);
  current().emitUpdate(2);
  current().emitUpdate(2);
  current().emitUpdate(3);
  expect(calls.filter((line) => line.startsWith('message'))).toEqual(['message 2', 'message 3']);
});

test('restarts at once if the server cannot resume', async () => {
  open();
  current().emitOpen();
  current().emitReset(40);
  current().emitClose();
  await vi.advanceTimersByTimeAsync(1000);
  current().emitOpen();
  current().emitReset(90);
  expect(opened).toHaveLength(3);
  expect(current().since).toBe('latest');
  current().emitOpen();
  current().emitReset(91);
  current().emitSnapshot(91);
  expect(calls.slice(-2)).toEqual(['reset', 'snapshot 91']);
});

test('does not mistake the message of another reader for its snapshot', () => {
  open();
  current().emitOpen();
  current().emitReset(1);
  current().emitMessage({
    seq: 2,
    id: 104,
    event: 'activity_retrieved',
    actor: { username: 'ada' },
    data: {},
  });
  current().emitSnapshot(3);
  expect(calls.slice(-2)).toEqual(['message 2', 'message 3']);
});

test.each([
  ['a rejected handshake', false, 1006],
  ['a policy violation', true, 1008],
])('asks whether to reconnect after %s', async (_, wasOpen, code) => {
  const canOpen = vi.fn(async () => false);
  open({ canOpen });
  if (wasOpen) current().emitOpen();
  current().emitClose(code);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(canOpen).toHaveBeenCalledOnce();
  expect(opened).toHaveLength(1);
});

test('reconnects after a connection loss without asking', async () => {
  const canOpen = vi.fn(async () => false);
  open({ canOpen });
  current().emitOpen();
  current().emitClose();
  await vi.advanceTimersByTimeAsync(1000);
  expect(canOpen).not.toHaveBeenCalled();
  expect(opened).toHaveLength(2);
});

test('closes at once when offline, and reconnects when online', async () => {
  open();
  current().emitOpen();
  current().emitReset(7);
  const first = current();
  online = false;
  dispatchEvent(new Event('offline'));
  expect(first.isClosed).toBe(true);
  first.emitUpdate(8);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls.at(-1)).toBe('offline');
  expect(opened).toHaveLength(1);
  online = true;
  dispatchEvent(new Event('online'));
  expect(current().since).toBe('7');
});

test('sends a message only when connected', () => {
  const socket = open();
  expect(socket.send({ id: 203 })).toBe(false);
  current().emitOpen();
  expect(socket.send({ id: 203 })).toBe(true);
  expect(current().sent).toEqual(['{"id":203}']);
});

test('reports an error without moving the cursor', () => {
  open();
  current().emitOpen();
  current().emitReset(5);
  current().emitMessage({ event: 'error', ref: null, data: { status: 401, detail: '' } });
  expect(calls.at(-1)).toBe('error 401');
});

test('requests the given types, and no snapshot for a list', () => {
  open({ snapshot: false, types: [101, 102] });
  expect(current().url.searchParams.get('types')).toBe('101,102');
  expect(current().url.searchParams.has('snapshot')).toBe(false);
  current().emitOpen();
  current().emitReset(9);
  current().emitClose();
  vi.advanceTimersByTime(1000);
});

test('does not reconnect after dispose', async () => {
  const socket = open();
  current().emitOpen();
  socket.dispose();
  expect(current().isClosed).toBe(true);
  current().emitClose();
  dispatchEvent(new Event('online'));
  socket.restart();
  await settle();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened).toHaveLength(1);
});
