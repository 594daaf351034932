import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ActivityStream, type Reachability, type StreamOptions } from './ActivityStream';
import type { SocketLike } from './SocketLike';
import type { StreamAddress, Transport } from './transport';

/** A socket whose events the test emits. */
class FakeSocket implements SocketLike {
  readonly transport: Transport;
  readonly address: StreamAddress;
  readonly sent: string[] = [];
  isClosed = false;
  readonly #target = new EventTarget();

  constructor(transport: Transport, address: StreamAddress) {
    this.transport = transport;
    this.address = address;
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

  emitOpen(): void {
    this.#target.dispatchEvent(new Event('open'));
  }

  emitMessage(message: object): void {
    this.#target.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  emitHeartbeat(): void {
    this.emitMessage({ event: 'heartbeat', data: {} });
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

let opened: FakeSocket[];
let streams: ActivityStream[] = [];
let calls: string[];
let online: boolean;
let answer: Reachability;

beforeEach(() => {
  vi.useFakeTimers();
  opened = [];
  calls = [];
  online = true;
  answer = 'reachable';
});
afterEach(() => {
  for (const stream of streams) stream.dispose();
  streams = [];
  vi.useRealTimers();
});

function open(options: Partial<StreamOptions> = {}): ActivityStream {
  const stream = new ActivityStream(
    {
      channel: 'activities/x',
      snapshot: true,
      probe: async () => answer,
      random: () => 1,
      isOnline: () => online,
      open: (transport, address) => {
        const socket = new FakeSocket(transport, address);
        opened.push(socket);
        return socket;
      },
      ...options,
    },
    {
      onState: (state) => calls.push(state),
      onTransport: (transport) => calls.push(transport),
      onMessage: ({ seq }) => calls.push(`message ${seq}`),
      onReset: (snapshotFollows) => calls.push(snapshotFollows ? 'reset, snapshot follows' : 'reset'),
      onSnapshot: ({ seq }) => calls.push(`snapshot ${seq}`),
      onError: ({ data }) => calls.push(`error ${data.status}`),
    },
  );
  streams.push(stream);
  stream.start();
  return stream;
}

/** Time that passes on a live connection, in milliseconds. */
function quiet(duration: number): void {
  for (let passed = 0; passed < duration; passed += 10_000) {
    vi.advanceTimersByTime(10_000);
    current().emitHeartbeat();
  }
}

const current = (): FakeSocket => {
  const last = opened.at(-1);
  if (!last) throw new Error('No socket was opened.');
  return last;
};
const settle = () => vi.advanceTimersByTimeAsync(0);

test('starts with a snapshot, and continues after it', () => {
  open();
  expect(current().transport).toBe('webSocket');
  expect(current().address).toEqual({ channel: 'activities/x', cursor: null, types: [], snapshot: true });
  current().emitOpen();
  current().emitReset(40);
  current().emitSnapshot(41);
  current().emitUpdate(42);
  expect(calls).toEqual(['connected', 'reset, snapshot follows', 'snapshot 41', 'message 42']);
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
  expect(current().address).toMatchObject({ cursor: 42, snapshot: false });
  answer = 'unreachable';
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
  current().emitSnapshot(40);
  current().emitClose();
  await vi.advanceTimersByTimeAsync(1000);
  current().emitOpen();
  current().emitReset(90);
  expect(opened).toHaveLength(3);
  expect(current().address.cursor).toBeNull();
  current().emitOpen();
  current().emitReset(91);
  current().emitSnapshot(91);
  expect(calls.slice(-2)).toEqual(['reset, snapshot follows', 'snapshot 91']);
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
  const probe = vi.fn(async (): Promise<Reachability> => 'denied');
  open({ probe });
  if (wasOpen) current().emitOpen();
  current().emitClose(code);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(probe).toHaveBeenCalledOnce();
  expect(opened).toHaveLength(1);
});

test('reconnects after a connection loss without asking', async () => {
  const probe = vi.fn(async (): Promise<Reachability> => 'denied');
  open({ probe });
  current().emitOpen();
  current().emitClose();
  await vi.advanceTimersByTimeAsync(1000);
  expect(probe).not.toHaveBeenCalled();
  expect(opened).toHaveLength(2);
});

test('closes at once when offline, and reconnects when online', async () => {
  open();
  current().emitOpen();
  current().emitReset(7);
  current().emitSnapshot(7);
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
  expect(current().address.cursor).toBe(7);
});

test('sends a message only when connected', () => {
  const stream = open();
  expect(stream.send({ id: 203 })).toBe(false);
  current().emitOpen();
  expect(stream.send({ id: 203 })).toBe(true);
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
  expect(current().address).toMatchObject({ types: [101, 102], snapshot: false });
  current().emitOpen();
  current().emitReset(9);
  expect(calls).toEqual(['connected', 'reset']);
});

test('does not reconnect after dispose', async () => {
  const stream = open();
  current().emitOpen();
  stream.dispose();
  expect(current().isClosed).toBe(true);
  current().emitClose();
  dispatchEvent(new Event('online'));
  stream.restart();
  await settle();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened).toHaveLength(1);
});

test('requests the snapshot again if the connection was lost before it came', async () => {
  open();
  current().emitOpen();
  current().emitReset(40);
  current().emitClose();
  await vi.advanceTimersByTimeAsync(1000);
  expect(current().address).toMatchObject({ cursor: null, snapshot: true });
});

test('reconnects with its cursor when two heartbeats are missed', async () => {
  open();
  current().emitOpen();
  current().emitReset(40);
  current().emitSnapshot(41);
  quiet(60_000);
  expect(opened).toHaveLength(1);
  vi.advanceTimersByTime(20_000);
  expect(calls.at(-1)).toBe('snapshot 41');
  vi.advanceTimersByTime(10_000);
  expect(calls.at(-1)).toBe('reconnecting');
  expect(current().isClosed).toBe(true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(current()).toMatchObject({ transport: 'webSocket', address: { cursor: 41 } });
});

test('continues as Server-Sent Events after two rejected WebSockets', async () => {
  const stream = open();
  current().emitClose();
  await vi.advanceTimersByTimeAsync(1000);
  expect(current().transport).toBe('webSocket');
  current().emitClose();
  await vi.advanceTimersByTimeAsync(1000);
  expect(current().transport).toBe('serverSentEvents');
  current().emitOpen();
  current().emitReset(40);
  current().emitUpdate(41);
  expect(calls).toEqual(['serverSentEvents', 'connected', 'reset', 'message 41']);
  expect(stream.send({ id: 203 })).toBe(false);
  current().emitClose();
  await vi.advanceTimersByTimeAsync(1000);
  expect(current()).toMatchObject({ transport: 'serverSentEvents', address: { cursor: 41 } });
});

test('keeps the cursor when WebSockets are blocked later', async () => {
  open();
  current().emitOpen();
  current().emitReset(40);
  current().emitSnapshot(41);
  current().emitClose();
  for (const delay of [1000, 2000, 4000]) {
    await vi.advanceTimersByTimeAsync(delay);
    if (current().transport === 'webSocket') current().emitClose();
  }
  expect(current()).toMatchObject({ transport: 'serverSentEvents', address: { cursor: 41 } });
  current().emitOpen();
  current().emitUpdate(42);
  expect(calls.slice(-2)).toEqual(['connected', 'message 42']);
});

test('keeps to WebSockets while the server is unreachable', async () => {
  answer = 'unreachable';
  open();
  for (let failure = 0; failure < 8; failure++) {
    current().emitClose();
    await vi.advanceTimersByTimeAsync(30_000);
  }
  expect(opened.map(({ transport }) => transport)).not.toContain('serverSentEvents');
});

test('continues as Server-Sent Events when a WebSocket is never answered', async () => {
  open();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(current().isClosed).toBe(true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(current().transport).toBe('serverSentEvents');
});

test('polls when neither WebSockets nor Server-Sent Events get through', async () => {
  open();
  await vi.advanceTimersByTimeAsync(11_000);
  expect(current().transport).toBe('serverSentEvents');
  current().emitOpen();
  // A proxy holds back what it is to forward.
  await vi.advanceTimersByTimeAsync(31_000);
  expect(current().transport).toBe('polling');
  current().emitClose();
  await vi.advanceTimersByTimeAsync(1000);
  current().emitClose();
  await vi.advanceTimersByTimeAsync(2000);
  expect(current().transport).toBe('polling');
});

test('asks again when the API does not answer either', async () => {
  const signals: AbortSignal[] = [];
  open({
    probe: (signal) => {
      signals.push(signal);
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve('unreachable'));
      });
    },
  });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(opened).toHaveLength(2);
  expect(current().transport).toBe('webSocket');
});
