import { send } from './client';

/** What the server tells about itself. It may leave out any of it. */
export type Stats = {
  streams?: { open?: OpenStreams };
  events?: Record<string, unknown>;
  [section: string]: unknown;
};

/** A count, or counts by transport, by channel, or by both. */
export type OpenStreams = number | { [name: string]: OpenStreams };

export const getStats = (signal?: AbortSignal) =>
  send<Stats>('GET', '/api/stats', { ...(signal && { signal }) });
