import { effect, signal } from '@preact/signals';
import { session } from '../account/session';
import { flushCursor, readCursor, storeCursor } from './cursor';
import {
  type ConnectionState,
  isMessage,
  isOwnPathEvent,
  type Message,
  type OwnPathEvent,
  type Reset,
  type StreamEvent,
} from './events';
import { type Port, SharedStream, type StreamMessage, type TabMessage } from './SharedStream';

export const streamState = signal<ConnectionState>('connecting');

/** The id of the last received event, from which the stream resumes. */
export const cursor = signal<number | null>(readCursor());

export const lastEvent = signal<StreamEvent | null>(null);

/** The number of tabs that share the connection. */
export const tabs = signal(1);

type Listener<T> = (value: T) => void;
const eventListeners = new Set<Listener<StreamEvent>>();
const messageListeners = new Set<Listener<Message>>();
const ownPathListeners = new Set<Listener<OwnPathEvent>>();
const resetListeners = new Set<Listener<Reset>>();

/** Calls the listener once for each event, in order. @returns A function to unsubscribe. */
export function onEvent(listener: Listener<StreamEvent>): () => void {
  eventListeners.add(listener);
  return () => eventListeners.delete(listener);
}

/** Calls the listener once for each alert and each notification, in order. @returns A function to unsubscribe. */
export function onMessage(listener: Listener<Message>): () => void {
  messageListeners.add(listener);
  return () => messageListeners.delete(listener);
}

/** Calls the listener once for each change of the user's own paths, in order. @returns A function to unsubscribe. */
export function onOwnPath(listener: Listener<OwnPathEvent>): () => void {
  ownPathListeners.add(listener);
  return () => ownPathListeners.delete(listener);
}

/** Calls the listener when events were missed, so that displayed data must be refetched. @returns A function to unsubscribe. */
export function onReset(listener: Listener<Reset>): () => void {
  resetListeners.add(listener);
  return () => resetListeners.delete(listener);
}

type TabPort = { postMessage(message: TabMessage): void };
let port: TabPort | null = null;

/** Drops the connection of all tabs, to demonstrate that nothing is lost. */
export const dropConnection = (): void => port?.postMessage({ kind: 'drop' });

export function connectStream(): void {
  const worker = openWorker();
  if (worker === null) {
    connectPort(localStream());
  } else {
    worker.onerror = () => {
      worker.onerror = null;
      worker.port.close();
      connectPort(localStream());
    };
    connectPort(worker.port);
  }

  // A page in the back/forward cache receives nothing, and catches up when it is restored.
  addEventListener('pagehide', () => {
    flushCursor();
    port?.postMessage({ kind: 'detach' });
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) attach();
  });

  // The stream includes the private channel of the user who was signed in when it was opened.
  let currentUser: string | null | undefined;
  effect(() => {
    const now = session.value;
    if (now.status === 'unknown') return;
    const username = now.status === 'signed-in' ? now.user.username : null;
    if (currentUser !== undefined && currentUser !== username) port?.postMessage({ kind: 'reopen' });
    currentUser = username;
  });
}

/** @returns Null in browsers without shared workers, and where site data is blocked: Firefox then throws a SecurityError. */
function openWorker(): SharedWorker | null {
  try {
    return new SharedWorker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'dots-stream' });
  } catch {
    return null;
  }
}

/** The fallback without a shared worker, or if its script does not load: a connection for this page alone. */
function localStream(): MessagePort {
  const channel = new MessageChannel();
  const stream = new SharedStream({ url: '/sse/notifications/' });
  stream.accept(channel.port1 as unknown as Port);
  addEventListener('online', () => stream.onOnline());
  return channel.port2;
}

function connectPort(opened: MessagePort): void {
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
      } else if (isOwnPathEvent(message.event)) {
        for (const listener of ownPathListeners) listener(message.event);
      } else {
        lastEvent.value = message.event;
        for (const listener of eventListeners) listener(message.event);
      }
      // After the listeners, so that an event that one failed to process is delivered again after a reload.
      storeCursor(message.event.cursor);
      break;
    case 'reset':
      cursor.value = message.reset.latest;
      if (message.reset.latest !== null) storeCursor(message.reset.latest);
      for (const listener of resetListeners) listener(message.reset);
      break;
  }
}
