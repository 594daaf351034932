import { batch, effect, signal } from '@preact/signals';
import { session } from '../account/session';
import { isReachable } from '../api/accounts';
import { listActivities } from '../api/activities';
import type { ConnectionState } from '../stream/events';
import { ActivityStream } from './ActivityStream';
import { appendPage, applyMessage, emptyListing, type Listing } from './listing';
import { actorOf, messageIds } from './messages';

export type Status = 'loading' | 'ready' | 'loading-more' | 'failed';

const pageSize = 30;
const highlightDuration = 2500;

/** The list of activities, kept up to date by the stream that carries summaries of all of them. */
export class LiveActivityList {
  readonly search: string;
  readonly listing = signal<Listing>(emptyListing);
  readonly status = signal<Status>('loading');
  readonly failure = signal<unknown>(null);
  readonly connection = signal<ConnectionState>('connecting');
  /** Who has recently changed which activity, by its id. */
  readonly highlights = signal<ReadonlyMap<string, string | null>>(new Map());
  readonly #stream: ActivityStream;
  #fetching = new AbortController();
  #unsubscribe: () => void = () => undefined;

  constructor(search: string) {
    this.search = search;
    this.#stream = new ActivityStream(
      {
        channel: 'activities',
        types: [messageIds.created, messageIds.updated, messageIds.deleted],
        probe: async (signal) => ((await isReachable(signal)) ? 'reachable' : 'unreachable'),
      },
      {
        onState: (state) => {
          this.connection.value = state;
        },
        onTransport: () => undefined,
        onMessage: (message) => {
          this.listing.value = applyMessage(this.listing.value, message, this.search);
          if (message.activity_id !== null && message.id !== messageIds.deleted) {
            this.#highlight(message.activity_id, actorOf(message));
          }
        },
        // The first reset states the cursor. From there on no message is missed, so the list can be fetched now.
        onReset: () => void this.reload(),
        onSnapshot: () => undefined,
        onError: () => undefined,
      },
    );
  }

  start(): void {
    let currentUser: string | null | undefined;
    this.#unsubscribe = effect(() => {
      const now = session.value;
      if (now.status === 'unknown') return;
      const username = now.status === 'signed-in' ? now.user.username : null;
      if (currentUser === undefined) this.#stream.start();
      else if (currentUser !== username) this.#stream.restart();
      currentUser = username;
    });
  }

  dispose(): void {
    this.#unsubscribe();
    this.#stream.dispose();
    this.#fetching.abort();
  }

  async reload(): Promise<void> {
    this.#fetching.abort();
    this.#fetching = new AbortController();
    this.listing.value = emptyListing;
    this.status.value = 'loading';
    await this.#fetch(null);
  }

  async loadMore(): Promise<void> {
    const { next } = this.listing.value;
    if (this.status.value !== 'ready' || next === null) return;
    this.status.value = 'loading-more';
    await this.#fetch(next);
  }

  async #fetch(cursor: string | null): Promise<void> {
    const { signal: abort } = this.#fetching;
    try {
      const query = { name: this.search.trim(), limit: pageSize, cursor };
      const { data } = await listActivities(query, abort);
      batch(() => {
        this.listing.value = appendPage(this.listing.value, data);
        this.status.value = 'ready';
      });
    } catch (error) {
      if (abort.aborted) return;
      batch(() => {
        this.failure.value = error;
        this.status.value = 'failed';
      });
    }
  }

  #highlight(id: string, by: string | null): void {
    this.highlights.value = new Map(this.highlights.value).set(id, by);
    setTimeout(() => {
      const left = new Map(this.highlights.value);
      left.delete(id);
      this.highlights.value = left;
    }, highlightDuration);
  }
}
