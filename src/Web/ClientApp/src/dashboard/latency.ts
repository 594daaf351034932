import { signal } from '@preact/signals';
import { listEvents } from '../api/events';
import type { StreamEvent } from '../stream/events';
import { onEvent } from '../stream/stream';
import { ServerClock } from './ServerClock';

/** The time from an event's commit on the server to its arrival in this browser, in milliseconds, by cursor. */
export const latencies = signal<ReadonlyMap<number, number>>(new Map());

const maxSamples = 200;
/** The minimum time between two requests for commit times, in milliseconds. */
const requestInterval = 1000;
const maxRequested = 100;

export const median = (times: Iterable<number>): number | null => {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? null)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** Frames do not contain the commit time, so it is requested from the log, for several events at once. */
export function measureLatency(): () => void {
  const clock = new ServerClock();
  let live: StreamEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const request = async () => {
    timer = undefined;
    const requested = live.slice(-maxRequested);
    live = [];
    const [first] = requested;
    if (!first) return;
    const receivedAt = new Map(requested.map((event) => [event.cursor, event.receivedAt]));
    try {
      const sentAt = Date.now();
      const { data, date } = await listEvents(first.cursor - 1, maxRequested * 2);
      clock.observe(date, sentAt, Date.now());
      const times = new Map(latencies.value);
      for (const { id, timestamp } of data.items) {
        const received = receivedAt.get(id);
        const latency = (received ?? Number.NaN) - (Date.parse(timestamp) - clock.ahead);
        // The clock offset is an estimate, so a slightly negative latency counts as 0.
        if (!Number.isNaN(latency)) times.set(id, Math.max(0, latency));
      }
      latencies.value = new Map([...times].slice(-maxSamples));
    } catch {
      // Without a response there are no latencies to show.
    }
  };

  const unsubscribe = onEvent((event) => {
    if (event.missed) return;
    live.push(event);
    if (timer === undefined) timer = setTimeout(() => void request(), requestInterval);
  });
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}
