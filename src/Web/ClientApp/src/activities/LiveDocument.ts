import { batch, computed, signal } from '@preact/signals';
import { ApiError } from '../api/ApiError';
import type { ApiResponse } from '../api/client';
import { backoff } from '../stream/backoff';
import { type DocumentPath, valueAt } from './documentPath';
import { equals, isObject, type Json, type JsonObject, parseJson, writeJson } from './json';
import { applyChange, changedPaths, type KeyedChange } from './keyedChange';

export type Edit = {
  path: DocumentPath;
  /** Whether the edit still applies to the current value at the path; undefined if there is none. */
  isApplicable(current: Json | undefined): boolean;
  change(document: JsonObject): KeyedChange;
};

/** Someone else has changed the value at the same path. Nothing was written. */
export class EditConflict extends Error {
  constructor(readonly theirs: Json | undefined) {
    super('Someone else has changed the value at this path.');
    this.name = 'EditConflict';
  }
}

/** A recent change of a value (`isExact`) or of something below it, to be highlighted. `until` is a time in milliseconds. */
export type Highlight = { by: string | null; until: number; isExact: boolean };

export type DocumentSource = {
  get(): Promise<ApiResponse<string>>;
  patch(json: string, revision: number): Promise<ApiResponse<string>>;
};

const highlightDuration = 2500;
/** Each concurrent write by someone else makes one attempt fail. */
const maxAttempts = 8;
const changeTimeout = 3000;

/**
 * A JSON document kept in sync with the server: a snapshot plus the changes since. If a change does not follow the
 * current revision, because one before it was missed, the whole document is refetched.
 */
export class LiveDocument {
  readonly content = signal<JsonObject | null>(null);
  readonly revision = signal(0);
  /** Recent changes by path key. */
  readonly highlights = signal<ReadonlyMap<string, Highlight>>(new Map());
  readonly isLoaded = computed(() => this.content.value !== null);
  readonly #source: DocumentSource;
  readonly #waiters = new Set<() => void>();
  #fetching: Promise<void> | null = null;
  /** Whether the next response replaces the document even if its revision is lower. */
  #isReloadRequested = false;
  /** The highest revision that a change has announced during a request. */
  #announced = 0;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(source: DocumentSource) {
    this.#source = source;
  }

  /** Replaces the whole document. */
  replace(content: JsonObject, revision: number, by: string | null = null): void {
    const before = this.content.peek();
    batch(() => {
      this.content.value = content;
      this.revision.value = revision;
      if (before !== null) this.#highlight(before, content, by);
    });
    for (const notify of this.#waiters) notify();
  }

  /** Applies a change from the server. Ignores one that is applied already. */
  receiveChange(change: KeyedChange, from: number, by: string | null): void {
    if (this.#fetching !== null) this.#announced = Math.max(this.#announced, from + 1);
    const content = this.content.peek();
    // Nothing is loaded yet: the snapshot will include this change.
    if (content === null || from < this.revision.peek()) return;
    if (from > this.revision.peek()) {
      this.resync();
      return;
    }
    let next: JsonObject;
    try {
      next = applyChange(content, change);
    } catch {
      // An invalid change is treated like a missed one.
      this.resync();
      return;
    }
    this.replace(next, from + 1, by);
  }

  /**
   * Refetches the document even if its revision is lower than the current one: it may have been created anew, or
   * restored from a backup.
   */
  reload(): void {
    this.#isReloadRequested = true;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.resync();
  }

  /** Refetches the whole document, and retries until that succeeds, or the document does not exist. */
  resync(): void {
    if (this.#retry !== undefined) return;
    this.fetch().then(
      () => {
        this.#failures = 0;
      },
      (error: unknown) => {
        if (error instanceof ApiError && error.status === 404) return;
        this.#failures += 1;
        this.#retry = setTimeout(() => {
          this.#retry = undefined;
          this.resync();
        }, backoff(this.#failures));
      },
    );
  }

  dispose(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#timer);
  }

  /** Fetches the whole document. Concurrent calls share one request. */
  fetch(): Promise<void> {
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  /**
   * Writes an edit, and retries it on top of concurrent changes by others elsewhere in the document.
   *
   * @throws EditConflict if someone has changed the same value since the edit began.
   * @throws ApiError if the server rejects it.
   */
  async write({ path, isApplicable, change }: Edit): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const content = this.content.peek();
      if (content === null) throw new ApiError(404, {});
      const now = valueAt(content, path);
      if (!isApplicable(now)) throw new EditConflict(now);

      const revision = this.revision.peek();
      const changed = change(content);
      try {
        const { revision: written } = await this.#source.patch(textOf(changed), revision);
        // No other change came in between, so the result is known without waiting for the message.
        if (written === revision + 1) this.receiveChange(changed, revision, null);
        return;
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 412 || attempt === maxAttempts) throw error;
        await this.#waitForRevisionAfter(revision);
      }
    }
  }

  async #fetch(): Promise<void> {
    do {
      const isReload = this.#isReloadRequested;
      this.#isReloadRequested = false;
      this.#announced = 0;
      try {
        const { data, revision } = await this.#source.get();
        const content = parseJson(data);
        const known = this.revision.peek();
        // A proxy may have removed the tag: the content can be shown all the same, and the next change refetches it again.
        if (isObject(content) && (isReload || revision === null || revision > known))
          this.replace(content, revision ?? known);
      } catch (error) {
        this.#isReloadRequested ||= isReload;
        throw error;
      }
      // The response may be older than a change, or a request to reload, that came after the request was sent.
    } while (this.#isReloadRequested || this.revision.peek() < this.#announced);
  }

  /** Waits for a later revision, and refetches the document if none arrives in time. */
  async #waitForRevisionAfter(revision: number): Promise<void> {
    if (this.revision.peek() > revision) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#waiters.delete(done);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(done, changeTimeout);
      this.#waiters.add(done);
    });
    if (this.revision.peek() <= revision) await this.fetch();
  }

  #highlight(before: JsonObject, after: JsonObject, by: string | null): void {
    const until = Date.now() + highlightDuration;
    const highlights = new Map(this.highlights.peek());
    for (const path of changedPaths(before, after)) {
      highlights.set(path, { by, until, isExact: true });
      // A collapsed ancestor shows the changes below it.
      for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
        const above = path.slice(0, end);
        const known = highlights.get(above);
        highlights.set(above, { by, until, isExact: known?.until === until && known.isExact });
        if (end === 0) break;
      }
    }
    this.highlights.value = highlights;
    this.#timer ??= setTimeout(() => this.#removeExpired(), highlightDuration);
  }

  #removeExpired(): void {
    const now = Date.now();
    const left = [...this.highlights.peek()].filter(([, highlight]) => highlight.until > now);
    this.highlights.value = new Map(left);
    this.#timer =
      left.length > 0 ? setTimeout(() => this.#removeExpired(), highlightDuration / 4) : undefined;
  }
}

/** Compares values; undefined stands for a missing one. */
export const isSame = (a: Json | undefined, b: Json | undefined): boolean =>
  a === undefined || b === undefined ? a === b : equals(a, b);

function textOf({ updated, removed }: KeyedChange): string {
  return writeJson(
    new Map([
      ['updated_fields', updated],
      ['removed_fields', removed],
    ]),
  );
}
