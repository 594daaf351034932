import { computed, signal } from '@preact/signals';
import type { ActivityMessage } from './messages';

/** A message as it came. */
export type FeedMessage = Pick<ActivityMessage, 'seq' | 'id' | 'event' | 'actor' | 'timestamp'> & {
  raw: string;
};

const kept = 300;
/** The page is drawn so often at most, whatever comes. */
const drawEvery = 100;

/** The last messages of a socket, to look into. */
export class MessageFeed {
  /** Newest first. */
  readonly messages = signal<readonly FeedMessage[]>([]);
  /** How many have come, of each number. */
  readonly counts = signal<ReadonlyMap<number, number>>(new Map());
  readonly hidden = signal<ReadonlySet<number>>(new Set());
  /** While it is paused: the messages as they were. Nothing is lost, it only is not shown. */
  readonly #frozen = signal<readonly FeedMessage[] | null>(null);
  readonly isPaused = computed(() => this.#frozen.value !== null);
  readonly shown = computed(() =>
    (this.#frozen.value ?? this.messages.value).filter(({ id }) => !this.hidden.value.has(id)),
  );
  /** How many have come since the pause. */
  readonly waiting = computed(() => {
    const newest = this.#frozen.value?.[0]?.seq ?? 0;
    return this.#frozen.value === null ? 0 : this.messages.value.filter(({ seq }) => seq > newest).length;
  });
  #fresh: FeedMessage[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  add({ seq, id, event, actor, timestamp }: ActivityMessage, raw: string): void {
    this.#fresh.push({ seq, id, event, actor, timestamp, raw });
    this.#timer ??= setTimeout(() => this.#draw(), drawEvery);
  }

  toggle(id: number): void {
    const next = new Set(this.hidden.value);
    if (!next.delete(id)) next.add(id);
    this.hidden.value = next;
  }

  togglePause(): void {
    this.#frozen.value = this.#frozen.value === null ? this.messages.value : null;
  }

  #draw(): void {
    this.#timer = undefined;
    const fresh = this.#fresh;
    this.#fresh = [];
    const counts = new Map(this.counts.peek());
    for (const { id } of fresh) counts.set(id, (counts.get(id) ?? 0) + 1);
    this.counts.value = new Map([...counts].sort(([a], [b]) => a - b));
    this.messages.value = [...fresh.reverse(), ...this.messages.peek()].slice(0, kept);
  }
}
