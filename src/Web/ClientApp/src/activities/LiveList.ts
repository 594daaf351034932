import { signal } from '@preact/signals';

/**
 * A list that is fetched, and fetched again when it has changed meanwhile: an answer that was under way when a
 * message came may be older than the message.
 */
export class LiveList<T> {
  readonly items = signal<readonly T[] | null>(null);
  readonly failure = signal<unknown>(null);
  readonly #fetch: () => Promise<readonly T[]>;
  #isFetching = false;
  #isStale = false;

  constructor(fetch: () => Promise<readonly T[]>) {
    this.#fetch = fetch;
  }

  async refresh(): Promise<void> {
    if (this.#isFetching) {
      this.#isStale = true;
      return;
    }
    this.#isFetching = true;
    try {
      do {
        this.#isStale = false;
        const items = await this.#fetch();
        if (!this.#isStale) this.items.value = items;
      } while (this.#isStale);
      this.failure.value = null;
    } catch (error) {
      this.failure.value = error;
    } finally {
      this.#isFetching = false;
    }
  }

  /** Changes what is held as a message tells. */
  change(next: (items: readonly T[]) => readonly T[]): void {
    if (this.#isFetching) this.#isStale = true;
    if (this.items.value !== null) this.items.value = next(this.items.value);
  }
}
