export type SaveResult =
  | 'saved'
  /** Temporary, such as no network or a server error: will be retried. */
  | 'failed'
  /** Permanent: a retry would fail as well. */
  | 'refused'
  /** Based on something that has changed elsewhere: the user has to choose. */
  | 'conflict';

export type AutosaveOptions<T> = {
  write(value: T, options: { keepalive: boolean }): Promise<SaveResult>;
  onState(state: AutosaveState): void;
  /** Debounce after the last change, in milliseconds. */
  delay: number;
};

export type AutosaveState = 'idle' | 'unsaved' | 'saving' | 'saved' | 'failed' | 'refused' | 'conflict';

const firstRetryDelay = 2000;
const maxRetryDelay = 30_000;

/** Writes the latest value: debounced, one write at a time, and retried with exponential backoff. */
export class Autosave<T> {
  readonly #options: AutosaveOptions<T>;
  #pending: { value: T } | null = null;
  #inFlight: { value: T } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #isStopped = false;

  constructor(options: AutosaveOptions<T>) {
    this.#options = options;
  }

  get isPending(): boolean {
    return this.#pending !== null || this.#inFlight !== null;
  }

  get isWriting(): boolean {
    return this.#inFlight !== null;
  }

  change(value: T): void {
    if (this.#isStopped) return;
    this.#pending = { value };
    this.#failures = 0;
    this.#options.onState('unsaved');
    this.#schedule(this.#options.delay);
  }

  /** Discards the pending value. A write in flight continues. */
  cancel(): void {
    this.#pending = null;
    clearTimeout(this.#timer);
  }

  /** Writes the pending value without delay, for example when the network is back. */
  flush(): void {
    if (this.#pending && !this.#inFlight) void this.#write();
  }

  /** For `pagehide`: a write in flight may be aborted with the page, so its value is sent again with `keepalive`. */
  flushOnLeave(): void {
    const last = this.#pending ?? this.#inFlight;
    if (!last || this.#isStopped) return;
    this.cancel();
    this.#options.write(last.value, { keepalive: true }).then(
      (result) => {
        if (!this.isPending) this.#options.onState(result);
      },
      () => {},
    );
  }

  stop(): void {
    this.#isStopped = true;
    this.cancel();
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), delay);
  }

  async #write(): Promise<void> {
    const current = this.#pending;
    if (!current) return;
    this.cancel();
    this.#inFlight = current;
    this.#options.onState('saving');
    let result: SaveResult;
    try {
      result = await this.#options.write(current.value, { keepalive: false });
    } catch {
      result = 'refused';
    }
    this.#inFlight = null;
    if (this.#isStopped) return;
    if (result === 'failed') {
      this.#failures += 1;
      this.#pending ??= current;
      this.#options.onState('failed');
      this.#schedule(Math.min(maxRetryDelay, firstRetryDelay * 2 ** (this.#failures - 1)));
      return;
    }
    this.#failures = 0;
    if (this.#pending) {
      this.#options.onState('unsaved');
      this.#schedule(this.#options.delay);
    } else {
      this.#options.onState(result);
    }
  }
}
