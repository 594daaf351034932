import { send } from './client';
import type { LoggedEvents } from './types';

/** The events after a cursor, oldest first. */
export const listEvents = (after: number, limit: number, signal?: AbortSignal) =>
  send<LoggedEvents>('GET', '/api/events', {
    query: { channel: 'notifications', after, limit },
    ...(signal && { signal }),
  });
