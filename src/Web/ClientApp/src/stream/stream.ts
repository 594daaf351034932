import { effect, signal } from '@preact/signals';
import { session } from '../account/session';
import { flushCursor, keepCursor, readCursor } from './cursor';
import { type ConnectionState, isMessage, type Message, type Reset, type StreamEvent } from './events';
import { type Port, SharedStream, type StreamMessage, type TabMessage } from './SharedStream';

export const streamState = signal<ConnectionState>('connecting');

/** The id of the last event that was received, from which a reading would resume. */
export const cursor = signal<number | null>(readCursor());

export const lastEvent = signal<StreamEvent | null>(null);

/** How many tabs of this browser read the one connection. */
export const tabs = signal(1);

type Listener<T> = (value: T) => void;
const eventListeners = new Set<Listener<StreamEvent>>();
const messageListeners = new Set<Listener<Message>>();
const resetListeners = new Set<Listener<Reset>>();

/** Calls the listener once for each event, in order. Returns what ends it. */
export function onEvent(listener: Listener<StreamEvent>): () => void {
  eventListeners.add(listener);
  return () => eventListeners.delete(listener);
}

/** Calls the listener once for each alert and each notification, in order. Returns what ends it. */
export function onMessage(listener: Listener<Message>): () => void {
  messageListeners.add(listener);
  return () => messageListeners.delete(listener);
}

/** Calls the listener when the events do not tell the whole story, and what is shown must be fetched anew. */
export function onReset(listener: Listener<Reset>): () => void {
  resetListeners.add(listener);
  return () => resetListeners.delete(listener);
}

type TabPort = { postMessage(message: TabMessage): void };
let port: TabPort | null = null;

/** Cuts the connection of all tabs, to show that nothing is lost by it. */
export const dropConnection = (): void => port?.postMessage({ kind: 'drop' });

export function connectStream(): void {
  if (typeof SharedWorker === 'undefined') {
    listen(ownStream());
  } else {
    const worker = new SharedWorker(new URL('./worker.ts', import.meta.url), {
      type: 'module',
      name: 'dots-stream',
    });
    worker.onerror = () => listen(ownStream());
    listen(worker.port);
  }

  // A page in the back-forward cache hears nothing, and catches up when it is shown again.
  addEventListener('pagehide', () => {
    flushCursor();
    port?.postMessage({ kind: 'detach' });
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) attach();
  });

  // The stream carries the private channel of whoever was signed in when it was opened.
  let readAs: string | null | undefined;
  effect(() => {
    const now = session.value;
    if (now.status === 'unknown') return;
    const username = now.status === 'signed-in' ? now.user.username : null;
    if (readAs !== undefined && readAs !== username) port?.postMessage({ kind: 'reopen' });
    readAs = username;
  });
}

/** Where there are no shared workers, or theirs does not load, a page has a connection to itself. */
function ownStream(): MessagePort {
  const channel = new MessageChannel();
  const stream = new SharedStream({ url: '/sse/notifications/' });
  stream.accept(channel.port1 as unknown as Port);
  addEventListener('online', () => stream.networkIsBack());
  return channel.port2;
}

function listen(opened: MessagePort): void {
  opened.onmessage = ({ data }: MessageEvent<StreamMessage>) => receive(data);
  port = opened;
  attach();
}

function attach(): void {
  port?.postMessage({ kind: 'attach', cursor: cursor.value });
}

export function receive(message: StreamMessage): void {
  switch (message.kind) {
    case 'state':
      streamState.value = message.state;
      tabs.value = message.tabs;
      break;
    case 'event':
      cursor.value = message.event.cursor;
      if (isMessage(message.event)) {
        for (const listener of messageListeners) listener(message.event);
      } else {
        lastEvent.value = message.event;
        for (const listener of eventListeners) listener(message.event);
      }
      // Last, so that an event which was not dealt with is not counted as seen.
      keepCursor(message.event.cursor);
      break;
    case 'reset':
      cursor.value = message.reset.latest;
      if (message.reset.latest !== null) keepCursor(message.reset.latest);
      for (const listener of resetListeners) listener(message.reset);
      break;
  }
}
