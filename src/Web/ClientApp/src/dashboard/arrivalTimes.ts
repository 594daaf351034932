import { signal } from '@preact/signals';
import { listEvents } from '../api/events';
import type { StreamEvent } from '../stream/events';
import { onEvent } from '../stream/stream';
import { ServerClock } from './ServerClock';

/** From an event's commit on the server to this browser, in milliseconds, by cursor. */
export const arrivalTimes = signal<ReadonlyMap<number, number>>(new Map());

const kept = 200;
/** The log is asked at most so often for the times of what has come. */
const askEvery = 1000;
const mostAsked = 100;

export const median = (times: Iterable<number>): number | null => {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? null)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** An event's frame does not carry its time of commit, so the log is asked for it, a little later and in one go. */
export function measureArrivals(): () => void {
  const clock = new ServerClock();
  let live: StreamEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async () => {
    timer = undefined;
    const asked = live.slice(-mostAsked);
    live = [];
    const [first] = asked;
    if (!first) return;
    const receivedAt = new Map(asked.map((event) => [event.cursor, event.receivedAt]));
    try {
      const sentAt = Date.now();
      const { data, date } = await listEvents(first.cursor - 1, mostAsked * 2);
      clock.observe(date, sentAt, Date.now());
      const times = new Map(arrivalTimes.value);
      for (const { id, timestamp } of data.items) {
        const received = receivedAt.get(id);
        const took = (received ?? Number.NaN) - (Date.parse(timestamp) - clock.ahead);
        // The two clocks are never quite the same: a little below nothing is nothing.
        if (!Number.isNaN(took)) times.set(id, Math.max(0, took));
      }
      arrivalTimes.value = new Map([...times].slice(-kept));
    } catch {
      // The server is away, or does not offer it: there are no times to show.
    }
  };

  const leave = onEvent((event) => {
    if (event.missed) return;
    live.push(event);
    if (timer === undefined) timer = setTimeout(() => void ask(), askEvery);
  });
  return () => {
    leave();
    clearTimeout(timer);
  };
}
