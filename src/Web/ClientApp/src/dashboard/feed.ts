import { computed, signal } from '@preact/signals';
import type { LoggedEvent } from '../api/types';
import { type EventType, eventTypes, type StreamEvent } from '../stream/events';
import { onEvent } from '../stream/stream';
import { Rates } from './rates';

/** An event in the feed. What was read from the log's past has the server's time of it. */
export type FeedEvent = Pick<StreamEvent, 'cursor' | 'type' | 'data' | 'raw' | 'missed'> & { at: number };

const kept = 500;
const chartSeconds = 120;
/** The page is drawn so often at most, whatever comes. */
const drawEvery = 100;

/** Newest first. */
export const feed = signal<readonly FeedEvent[]>([]);

/** How many of each type the feed has told of, its past included. */
export const totals = signal<Readonly<Record<EventType, number>>>(noTotals());

export const hidden = signal<ReadonlySet<EventType>>(new Set());

/** While it is paused: the feed as it was. Nothing is lost, it only is not shown. */
const frozen = signal<readonly FeedEvent[] | null>(null);

export const isPaused = computed(() => frozen.value !== null);

export const shown = computed(() =>
  (frozen.value ?? feed.value).filter((event) => !hidden.value.has(event.type)),
);

/** How many have come since the pause. */
export const waiting = computed(() => {
  const newest = frozen.value?.[0]?.cursor ?? 0;
  return frozen.value === null ? 0 : feed.value.filter((event) => event.cursor > newest).length;
});

export const rates = new Rates(chartSeconds);

function noTotals(): Record<EventType, number> {
  return Object.fromEntries(eventTypes.map((type) => [type, 0])) as Record<EventType, number>;
}

let fresh: StreamEvent[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

export function startFeed(): () => void {
  return onEvent((event) => {
    rates.add(event.type, event.receivedAt);
    fresh.push(event);
    if (timer === undefined) timer = setTimeout(draw, drawEvery);
  });
}

function draw(): void {
  timer = undefined;
  const come = fresh.map(({ receivedAt, ...event }) => ({ ...event, at: receivedAt }));
  fresh = [];
  count(come);
  feed.value = mergeFeeds(feed.value, come);
}

/** Those that are not in the feed already, as what is read from the past may be. */
function count(events: readonly FeedEvent[]): void {
  const known = new Set(feed.value.map((event) => event.cursor));
  const counted = { ...totals.value };
  for (const { cursor, type } of events) if (!known.has(cursor)) counted[type] += 1;
  totals.value = counted;
}

/** What happened before the page was opened. */
export function addPast(past: readonly LoggedEvent[]): void {
  const read = past.flatMap(fromLog);
  count(read);
  feed.value = mergeFeeds(read, feed.value);
}

function fromLog({ id, event, timestamp, data }: LoggedEvent): FeedEvent[] {
  const type = eventTypes.find((known) => known === event);
  if (!type) return [];
  // The stream writes its data with spaces; read from the log, an event is to look the same.
  const members = Object.entries(data).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  const raw = `{${members.join(', ')}}`;
  return [
    { cursor: id, type, data: data as FeedEvent['data'], raw, missed: false, at: Date.parse(timestamp) },
  ];
}

/** Each event once, newest first; where both have it, the second's is kept. */
export function mergeFeeds(a: readonly FeedEvent[], b: readonly FeedEvent[]): FeedEvent[] {
  const byCursor = new Map([...a, ...b].map((event) => [event.cursor, event]));
  return [...byCursor.values()].sort((left, right) => right.cursor - left.cursor).slice(0, kept);
}

export function toggleType(type: EventType): void {
  const next = new Set(hidden.value);
  if (!next.delete(type)) next.add(type);
  hidden.value = next;
}

export function togglePause(): void {
  frozen.value = frozen.value === null ? feed.value : null;
}

/** The frame as it crossed the wire. */
export const frameOf = (event: FeedEvent): string =>
  `id: ${event.cursor}\nevent: ${event.type}\ndata: ${event.raw}`;
