import { send } from './client';

/** An event as the log holds it. */
export type LoggedEvent = {
  id: number;
  event: string;
  channel: string;
  timestamp: string;
  data: Record<string, unknown>;
};

export type LoggedEvents = {
  items: LoggedEvent[];
  next_after: number;
  oldest: number;
  latest: number;
  reset: string | null;
};

/** The events behind a cursor, oldest first. */
export const listEvents = (after: number, limit: number, signal?: AbortSignal) =>
  send<LoggedEvents>('GET', '/api/events', {
    query: { channel: 'notifications', after, limit },
    ...(signal && { signal }),
  });
