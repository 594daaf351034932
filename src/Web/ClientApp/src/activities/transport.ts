import { heartbeatSeconds } from '../stream/HeartbeatMonitor';
import { EventSourceSocket } from './EventSourceSocket';
import { PollingSocket } from './PollingSocket';
import type { SocketLike } from './SocketLike';

/** How messages are received, in the order of preference. */
export const transports = ['webSocket', 'serverSentEvents', 'polling'] as const;
export type Transport = (typeof transports)[number];

export type StreamAddress = {
  channel: string;
  /** Null starts at the end, with a reset that states the cursor. */
  cursor: number | null;
  types: readonly number[];
  /** Whether to request the whole document. Only a WebSocket delivers it. */
  snapshot: boolean;
};

export function openTransport(transport: Transport, address: StreamAddress): SocketLike {
  switch (transport) {
    case 'webSocket':
      return new WebSocket(webSocketUrl(address));
    case 'serverSentEvents':
      return new EventSourceSocket(eventSourceUrl(address));
    case 'polling':
      return new PollingSocket(address);
  }
}

export function webSocketUrl(address: StreamAddress): string {
  const url = urlOf(`/ws/${address.channel}/`, 'since', address);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (address.snapshot) url.searchParams.set('snapshot', 'true');
  return url.href;
}

export const eventSourceUrl = (address: StreamAddress): string =>
  urlOf(`/sse/${address.channel}/`, 'last_event_id', address).href;

function urlOf(path: string, cursorName: string, { cursor, types }: StreamAddress): URL {
  const url = new URL(path, location.href);
  // Without a cursor the stream would start at an unknown position. 'latest' is answered by a reset that states it.
  url.searchParams.set(cursorName, cursor === null ? 'latest' : String(cursor));
  if (types.length > 0) url.searchParams.set('types', types.join(','));
  url.searchParams.set('heartbeat', String(heartbeatSeconds));
  return url;
}
