import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ActivitySocket, type SocketOptions, type Wire } from './ActivitySocket';

/** Stands for the DOM's `WebSocket`, driven by hand. */
class FakeWire implements Wire {
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

  opens(): void {
    this.#target.dispatchEvent(new Event('open'));
  }

  tells(message: object): void {
    this.#target.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  resets(latest: number): void {
    this.tells({ seq: latest, event: 'reset', data: { reason: '', oldest: 1, latest } });
  }

  snapshot(seq: number): void {
    this.tells({ seq, id: 104, event: 'activity_retrieved', actor: null, data: {} });
  }

  updates(seq: number): void {
    this.tells({ seq, id: 102, event: 'activity_updated', actor: {}, data: {} });
  }

  closes(code = 1006): void {
    this.#target.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}

let wires: FakeWire[];
let sockets: ActivitySocket[] = [];
let told: string[];
let online: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  wires = [];
  told = [];
  online = true;
});
afterEach(() => {
  for (const socket of sockets) socket.end();
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
        const wire = new FakeWire(url);
        wires.push(wire);
        return wire;
      },
      ...options,
    },
    {
      onState: (state) => told.push(state),
      onMessage: ({ seq }) => told.push(`message ${seq}`),
      onReset: () => told.push('reset'),
      onSnapshot: ({ seq }) => told.push(`snapshot ${seq}`),
      onRefusal: ({ data }) => told.push(`refused ${data.status}`),
    },
  );
  sockets.push(socket);
  socket.start();
  return socket;
}

const wire = (): FakeWire => {
  const last = wires.at(-1);
  if (!last) throw new Error('There is no wire.');
  return last;
};
const settle = () => vi.advanceTimersByTimeAsync(0);

test('it begins with the whole document, and goes on behind it', () => {
  open();
  expect(wire().url.protocol).toBe('ws:');
  expect(wire().since).toBe('latest');
  expect(wire().url.searchParams.get('snapshot')).toBe('true');
  wire().opens();
  wire().resets(40);
  wire().snapshot(41);
  wire().updates(42);
  expect(told).toEqual(['connected', 'reset', 'snapshot 41', 'message 42']);
});

test('after a loss it resumes behind the last message, after a growing time', async () => {
  open();
  wire().opens();
  wire().resets(40);
  wire().updates(42);
  wire().closes();
  await vi.advanceTimersByTimeAsync(999);
  expect(wires).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(wire().since).toBe('42');
  expect(wire().url.searchParams.has('snapshot')).toBe(false);
  wire().closes();
  await vi.advanceTimersByTimeAsync(1999);
  expect(wires).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  wire().opens();
  wire().updates(43);
  expect(told.slice(-3)).toEqual(['reconnecting', 'connected', 'message 43']);
});

test('what comes twice is told once', () => {
  open();
  wire().opens();
  wire().resets(1);
  wire().updates(2);
  wire().updates(2);
  wire().updates(3);
  expect(told.filter((line) => line.startsWith('message'))).toEqual(['message 2', 'message 3']);
});

test('where the server cannot resume, it begins anew at once', async () => {
  open();
  wire().opens();
  wire().resets(40);
  wire().closes();
  await vi.advanceTimersByTimeAsync(1000);
  wire().opens();
  wire().resets(90);
  expect(wires).toHaveLength(3);
  expect(wire().since).toBe('latest');
  wire().opens();
  wire().resets(91);
  wire().snapshot(91);
  expect(told.slice(-2)).toEqual(['reset', 'snapshot 91']);
});

test('the news that somebody else has read is no snapshot', () => {
  open();
  wire().opens();
  wire().resets(1);
  wire().tells({ seq: 2, id: 104, event: 'activity_retrieved', actor: { username: 'ada' }, data: {} });
  wire().snapshot(3);
  expect(told.slice(-2)).toEqual(['message 2', 'message 3']);
});

test.each([
  ['a handshake that is refused', false, 1006],
  ['being shown out', true, 1008],
])('after %s it asks whether to go on', async (_, wasOpen, code) => {
  const mayOpen = vi.fn(async () => false);
  open({ mayOpen });
  if (wasOpen) wire().opens();
  wire().closes(code);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(mayOpen).toHaveBeenCalledOnce();
  expect(wires).toHaveLength(1);
});

test('a loss alone asks nobody', async () => {
  const mayOpen = vi.fn(async () => false);
  open({ mayOpen });
  wire().opens();
  wire().closes();
  await vi.advanceTimersByTimeAsync(1000);
  expect(mayOpen).not.toHaveBeenCalled();
  expect(wires).toHaveLength(2);
});

test('without a network it lets go at once, and comes back with it', async () => {
  open();
  wire().opens();
  wire().resets(7);
  const first = wire();
  online = false;
  dispatchEvent(new Event('offline'));
  expect(first.isClosed).toBe(true);
  first.updates(8);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told.at(-1)).toBe('offline');
  expect(wires).toHaveLength(1);
  online = true;
  dispatchEvent(new Event('online'));
  expect(wire().since).toBe('7');
});

test('it sends what it can, and says when it cannot', () => {
  const socket = open();
  expect(socket.send({ id: 203 })).toBe(false);
  wire().opens();
  expect(socket.send({ id: 203 })).toBe(true);
  expect(wire().sent).toEqual(['{"id":203}']);
});

test('a refusal is told, and moves nothing', () => {
  open();
  wire().opens();
  wire().resets(5);
  wire().tells({ event: 'error', ref: null, data: { status: 401, detail: '' } });
  expect(told.at(-1)).toBe('refused 401');
});

test('types narrow it, and a list takes no snapshot', () => {
  open({ snapshot: false, types: [101, 102] });
  expect(wire().url.searchParams.get('types')).toBe('101,102');
  expect(wire().url.searchParams.has('snapshot')).toBe(false);
  wire().opens();
  wire().resets(9);
  wire().closes();
  vi.advanceTimersByTime(1000);
});

test('once it has ended it stays away', async () => {
  const socket = open();
  wire().opens();
  socket.end();
  expect(wire().isClosed).toBe(true);
  wire().closes();
  dispatchEvent(new Event('online'));
  socket.beginAnew();
  await settle();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(wires).toHaveLength(1);
});
