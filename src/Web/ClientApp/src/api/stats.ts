import { send } from './client';

/** What the server tells about itself; a member that it leaves out is not shown. */
export type Stats = {
  started_at?: string;
  streams?: {
    open?: OpenStreams;
    open_total?: number;
    opened_total?: number;
    ended?: Record<string, number>;
  };
  events?: {
    oldest?: number;
    latest?: number;
    appended?: number;
    deliveries?: number;
    replayed?: number;
    bytes?: number;
    mean_delivery_ms?: number | null;
  };
};

/** A count, or counts by transport, by channel, or by both. */
export type OpenStreams = number | { [name: string]: OpenStreams };

export const getStats = (signal?: AbortSignal) =>
  send<Stats>('GET', '/api/stats', { ...(signal && { signal }) });
