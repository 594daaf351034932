import { signal } from '@preact/signals';

/**
 * A list that is fetched once and then changed by messages. If a message arrives during a request, the response may be
 * older than the message, so the list is fetched again.
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

  /** Applies the change that a message describes. */
  change(next: (items: readonly T[]) => readonly T[]): void {
    if (this.#isFetching) this.#isStale = true;
    if (this.items.value !== null) this.items.value = next(this.items.value);
  }
}
