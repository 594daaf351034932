import { batch, computed, signal } from '@preact/signals';
import { ApiError } from '../api/ApiError';
import type { Answer } from '../api/client';
import { backoff } from '../stream/backoff';
import { equals, isObject, type Json, type JsonObject, parseJson, writeJson } from './json';
import { applyChange, changedPlaces, type KeyedChange } from './keyedChange';
import { type Place, valueAt } from './place';

/** What one person wants to change. */
export type Edit = {
  place: Place;
  /** Whether what is at the place now, undefined for nothing, is still what the person meant to change. */
  isMeant(now: Json | undefined): boolean;
  change(document: JsonObject): KeyedChange;
};

/** Somebody else has changed the very place meanwhile. Nothing was written. */
export class EditConflict extends Error {
  constructor(readonly theirs: Json | undefined) {
    super('Somebody else has changed this place meanwhile.');
    this.name = 'EditConflict';
  }
}

/** Who has changed a place, or (not here) something below it, for as long as it is shown. */
export type Mark = { by: string | null; until: number; isHere: boolean };

export type DocumentSource = {
  get(): Promise<Answer<string>>;
  patch(json: string, etag: string): Promise<Answer<string>>;
};

const markedFor = 2500;
/** Others may write at the same moment, and each time one of the two has to come again. */
const mostAttempts = 8;
const patience = 3000;

/**
 * A JSON document as the server has it: a snapshot, and the changes since. A change that does not follow on the
 * revision that is held, because one before it was missed, makes it fetch the whole anew.
 */
export class LiveDocument {
  readonly content = signal<JsonObject | null>(null);
  readonly revision = signal(0);
  /** The places that have changed a moment ago. */
  readonly marks = signal<ReadonlyMap<string, Mark>>(new Map());
  readonly isLoaded = computed(() => this.content.value !== null);
  readonly #source: DocumentSource;
  readonly #waiting = new Set<() => void>();
  #fetching: Promise<void> | null = null;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(source: DocumentSource) {
    this.#source = source;
  }

  /** Takes a whole document in the place of what is held. */
  take(content: JsonObject, revision: number, by: string | null = null): void {
    const before = this.content.peek();
    batch(() => {
      this.content.value = content;
      this.revision.value = revision;
      if (before !== null) this.#mark(before, content, by);
    });
    for (const told of this.#waiting) told();
  }

  /** Applies a change that was announced. What is known already changes nothing. */
  takeChange(change: KeyedChange, from: number, by: string | null): void {
    const held = this.content.peek();
    // Nothing is held yet: what comes first will have this change in it.
    if (held === null || from < this.revision.peek()) return;
    if (from > this.revision.peek()) {
      this.catchUp();
      return;
    }
    let next: JsonObject;
    try {
      next = applyChange(held, change);
    } catch {
      // A change that cannot be read is one that was missed.
      this.catchUp();
      return;
    }
    this.take(next, from + 1, by);
  }

  /** Fetches the whole document, as often as it takes. */
  catchUp(): void {
    if (this.#retry !== undefined) return;
    this.fetch().then(
      () => {
        this.#failures = 0;
      },
      () => {
        this.#failures += 1;
        this.#retry = setTimeout(() => {
          this.#retry = undefined;
          this.catchUp();
        }, backoff(this.#failures));
      },
    );
  }

  end(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#timer);
  }

  /** Fetches the whole document; while that is under way, another call waits for the same answer. */
  fetch(): Promise<void> {
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  /**
   * Writes an edit on top of whatever others have written elsewhere in the document.
   *
   * @throws EditConflict where somebody has changed the same place since the person began.
   * @throws ApiError where the server refuses.
   */
  async write({ place, isMeant, change }: Edit): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const held = this.content.peek();
      if (held === null) throw new ApiError(404, {});
      const now = valueAt(held, place);
      if (!isMeant(now)) throw new EditConflict(now);

      const revision = this.revision.peek();
      const changed = change(held);
      try {
        const { etag } = await this.#source.patch(textOf(changed), `"${revision}"`);
        // Nobody was in between, so it is known what the document is now. The announcement may come when it likes.
        if (etag === `"${revision + 1}"`) this.takeChange(changed, revision, null);
        return;
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 412 || attempt === mostAttempts) throw error;
        await this.#passes(revision);
      }
    }
  }

  async #fetch(): Promise<void> {
    const { data, etag } = await this.#source.get();
    const content = parseJson(data);
    const revision = Number(etag?.replaceAll('"', ''));
    if (isObject(content) && revision > this.revision.peek()) this.take(content, revision);
  }

  /** Returns when a later revision is held. */
  async #passes(revision: number): Promise<void> {
    if (this.revision.peek() > revision) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(done, patience);
      this.#waiting.add(done);
    });
    if (this.revision.peek() <= revision) await this.fetch();
  }

  #mark(before: JsonObject, after: JsonObject, by: string | null): void {
    const until = Date.now() + markedFor;
    const marks = new Map(this.marks.peek());
    for (const place of changedPlaces(before, after)) {
      marks.set(place, { by, until, isHere: true });
      // What is folded away shows its change where it is folded.
      for (let end = place.lastIndexOf('/'); end >= 0; end = place.lastIndexOf('/', end - 1)) {
        const above = place.slice(0, end);
        const known = marks.get(above);
        marks.set(above, { by, until, isHere: known?.until === until && known.isHere });
        if (end === 0) break;
      }
    }
    this.marks.value = marks;
    this.#timer ??= setTimeout(() => this.#unmark(), markedFor);
  }

  #unmark(): void {
    const now = Date.now();
    const left = [...this.marks.peek()].filter(([, mark]) => mark.until > now);
    this.marks.value = new Map(left);
    this.#timer = left.length > 0 ? setTimeout(() => this.#unmark(), markedFor / 4) : undefined;
  }
}

/** Undefined is no value. */
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
