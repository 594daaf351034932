import { batch, effect, signal } from '@preact/signals';
import { session } from '../account/session';
import { listActivities } from '../api/activities';
import type { ConnectionState } from '../stream/events';
import { ActivitySocket } from './ActivitySocket';
import { appendPage, emptyListing, type Listing, takeMessage } from './listing';
import { actorOf, messageIds } from './messages';

export type Status = 'loading' | 'ready' | 'loading-more' | 'failed';

const pageSize = 30;
const markedFor = 2500;

/** The list of activities, kept up to date by the socket that tells of all of them in short. */
export class LiveListing {
  readonly search: string;
  readonly listing = signal<Listing>(emptyListing);
  readonly status = signal<Status>('loading');
  readonly failure = signal<unknown>(null);
  readonly connection = signal<ConnectionState>('connecting');
  /** Who has changed which activity a moment ago. */
  readonly marks = signal<ReadonlyMap<string, string | null>>(new Map());
  readonly #socket: ActivitySocket;
  #fetching = new AbortController();
  #leave: () => void = () => undefined;

  constructor(search: string) {
    this.search = search;
    this.#socket = new ActivitySocket(
      {
        path: '/ws/activities/',
        types: [messageIds.created, messageIds.updated, messageIds.deleted],
      },
      {
        onState: (state) => {
          this.connection.value = state;
        },
        onMessage: (message) => {
          this.listing.value = takeMessage(this.listing.value, message, this.search);
          if (message.activity_id !== null && message.id !== messageIds.deleted) {
            this.#mark(message.activity_id, actorOf(message));
          }
        },
        // The first one says where the log stands: from there on nothing is missed, so this is the time to fetch.
        onReset: () => void this.reload(),
        onSnapshot: () => undefined,
        onRefusal: () => undefined,
      },
    );
  }

  start(): void {
    let readAs: string | null | undefined;
    this.#leave = effect(() => {
      const now = session.value;
      if (now.status === 'unknown') return;
      const username = now.status === 'signed-in' ? now.user.username : null;
      if (readAs === undefined) this.#socket.start();
      else if (readAs !== username) this.#socket.beginAnew();
      readAs = username;
    });
  }

  end(): void {
    this.#leave();
    this.#socket.end();
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
    const { signal: stop } = this.#fetching;
    try {
      const query = { name: this.search.trim(), limit: pageSize, cursor };
      const { data } = await listActivities(query, stop);
      batch(() => {
        this.listing.value = appendPage(this.listing.value, data);
        this.status.value = 'ready';
      });
    } catch (error) {
      if (stop.aborted) return;
      batch(() => {
        this.failure.value = error;
        this.status.value = 'failed';
      });
    }
  }

  #mark(id: string, by: string | null): void {
    this.marks.value = new Map(this.marks.value).set(id, by);
    setTimeout(() => {
      const left = new Map(this.marks.value);
      left.delete(id);
      this.marks.value = left;
    }, markedFor);
  }
}
