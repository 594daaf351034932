import { computed, signal } from '@preact/signals';
import type { LoggedEvent } from '../api/types';
import { type EventType, eventTypes, type StreamEvent } from '../stream/events';
import { onEvent } from '../stream/stream';
import { Rates } from './rates';

/** `at` is the time of arrival; for events from history, the time of the commit. */
export type FeedEvent = Pick<StreamEvent, 'cursor' | 'type' | 'data' | 'raw' | 'missed'> & { at: number };

const maxEvents = 500;
const chartSeconds = 120;
/** The minimum time between two renders, in milliseconds. */
const renderInterval = 100;

/** Newest first. */
export const feed = signal<readonly FeedEvent[]>([]);

/** The number of events of each type, including history. */
export const totals = signal<Readonly<Record<EventType, number>>>(zeroTotals());

export const hidden = signal<ReadonlySet<EventType>>(new Set());

/** The feed at the time of the pause, or null. Events are still recorded during a pause. */
const frozen = signal<readonly FeedEvent[] | null>(null);

export const isPaused = computed(() => frozen.value !== null);

export const shown = computed(() =>
  (frozen.value ?? feed.value).filter((event) => !hidden.value.has(event.type)),
);

/** The number of events since the pause. */
export const waiting = computed(() => {
  const newest = frozen.value?.[0]?.cursor ?? 0;
  return frozen.value === null ? 0 : feed.value.filter((event) => event.cursor > newest).length;
});

export const rates = new Rates(chartSeconds);

function zeroTotals(): Record<EventType, number> {
  return Object.fromEntries(eventTypes.map((type) => [type, 0])) as Record<EventType, number>;
}

let pending: StreamEvent[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

export function startFeed(): () => void {
  return onEvent((event) => {
    rates.add(event.type, event.receivedAt);
    pending.push(event);
    if (timer === undefined) timer = setTimeout(flush, renderInterval);
  });
}

function flush(): void {
  timer = undefined;
  const arrived = pending.map(({ receivedAt, ...event }) => ({ ...event, at: receivedAt }));
  pending = [];
  count(arrived);
  feed.value = mergeFeeds(feed.value, arrived);
}

/** Counts events that are not in the feed already, because history may overlap with it. */
function count(events: readonly FeedEvent[]): void {
  const known = new Set(feed.value.map((event) => event.cursor));
  const counted = { ...totals.value };
  for (const { cursor, type } of events) if (!known.has(cursor)) counted[type] += 1;
  totals.value = counted;
}

/** Adds events from before the page was opened. */
export function addHistory(history: readonly LoggedEvent[]): void {
  const events = history.flatMap(fromLog);
  count(events);
  feed.value = mergeFeeds(events, feed.value);
}

function fromLog({ id, event, timestamp, data }: LoggedEvent): FeedEvent[] {
  const type = eventTypes.find((known) => known === event);
  if (!type) return [];
  // The stream serialises with spaces; events from the log should look the same.
  const members = Object.entries(data).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  const raw = `{${members.join(', ')}}`;
  return [
    { cursor: id, type, data: data as FeedEvent['data'], raw, missed: false, at: Date.parse(timestamp) },
  ];
}

/** Merges by cursor, newest first; for duplicates the one in `b` wins. */
export function mergeFeeds(a: readonly FeedEvent[], b: readonly FeedEvent[]): FeedEvent[] {
  const byCursor = new Map([...a, ...b].map((event) => [event.cursor, event]));
  return [...byCursor.values()].sort((left, right) => right.cursor - left.cursor).slice(0, maxEvents);
}

export function toggleType(type: EventType): void {
  const next = new Set(hidden.value);
  if (!next.delete(type)) next.add(type);
  hidden.value = next;
}

export function togglePause(): void {
  frozen.value = frozen.value === null ? feed.value : null;
}

export const frameOf = (event: FeedEvent): string =>
  `id: ${event.cursor}\nevent: ${event.type}\ndata: ${event.raw}`;
