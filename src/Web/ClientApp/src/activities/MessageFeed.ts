import { computed, signal } from '@preact/signals';
import type { ActivityMessage } from './messages';

/** A received message, with its JSON as received. */
export type FeedMessage = Pick<ActivityMessage, 'seq' | 'id' | 'event' | 'actor' | 'timestamp'> & {
  raw: string;
};

const maxMessages = 300;
/** The minimum time between two renders, in milliseconds. */
const renderInterval = 100;

/** The last messages of a socket, with filter and pause. */
export class MessageFeed {
  /** Newest first. */
  readonly messages = signal<readonly FeedMessage[]>([]);
  /** The number of messages by id. */
  readonly counts = signal<ReadonlyMap<number, number>>(new Map());
  readonly hidden = signal<ReadonlySet<number>>(new Set());
  /** The messages at the time of the pause, or null. Messages are still recorded during a pause. */
  readonly #frozen = signal<readonly FeedMessage[] | null>(null);
  readonly isPaused = computed(() => this.#frozen.value !== null);
  readonly shown = computed(() =>
    (this.#frozen.value ?? this.messages.value).filter(({ id }) => !this.hidden.value.has(id)),
  );
  /** The number of messages since the pause. */
  readonly waiting = computed(() => {
    const newest = this.#frozen.value?.[0]?.seq ?? 0;
    return this.#frozen.value === null ? 0 : this.messages.value.filter(({ seq }) => seq > newest).length;
  });
  #pending: FeedMessage[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  add({ seq, id, event, actor, timestamp }: ActivityMessage, raw: string): void {
    this.#pending.push({ seq, id, event, actor, timestamp, raw });
    this.#timer ??= setTimeout(() => this.#flush(), renderInterval);
  }

  toggle(id: number): void {
    const next = new Set(this.hidden.value);
    if (!next.delete(id)) next.add(id);
    this.hidden.value = next;
  }

  togglePause(): void {
    this.#frozen.value = this.#frozen.value === null ? this.messages.value : null;
  }

  #flush(): void {
    this.#timer = undefined;
    const pending = this.#pending;
    this.#pending = [];
    const counts = new Map(this.counts.peek());
    for (const { id } of pending) counts.set(id, (counts.get(id) ?? 0) + 1);
    this.counts.value = new Map([...counts].sort(([a], [b]) => a - b));
    this.messages.value = [...pending.reverse(), ...this.messages.peek()].slice(0, maxMessages);
  }
}
