export type Written =
  /** It is on the server. */
  | 'saved'
  /** The server could not be reached or could not cope: worth another try. */
  | 'failed'
  /** No use in trying this again. */
  | 'refused';

export type AutosaveOptions<T> = {
  write(value: T, options: { keepalive: boolean }): Promise<Written>;
  onState(state: AutosaveState): void;
  /** How long the person rests before a write, in milliseconds. */
  rest: number;
};

export type AutosaveState = 'idle' | 'unsaved' | 'saving' | 'saved' | 'failed' | 'refused';

const firstRetry = 2000;
const longestRetry = 30_000;

/** Writes the latest value: a while after the last change, one write at a time, and again after a failure. */
export class Autosave<T> {
  readonly #options: AutosaveOptions<T>;
  #waiting: { value: T } | null = null;
  #writing: { value: T } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #isStopped = false;

  constructor(options: AutosaveOptions<T>) {
    this.#options = options;
  }

  /** Whether something has not reached the server yet. */
  get isPending(): boolean {
    return this.#waiting !== null || this.#writing !== null;
  }

  change(value: T): void {
    if (this.#isStopped) return;
    this.#waiting = { value };
    this.#failures = 0;
    this.#options.onState('unsaved');
    this.#schedule(this.#options.rest);
  }

  /** Forgets what waits: the caller has found it to be beside the point. */
  drop(): void {
    this.#waiting = null;
    clearTimeout(this.#timer);
  }

  /** Writes now what waits, for example since the network is back. */
  flush(): void {
    if (this.#waiting && !this.#writing) void this.#write();
  }

  /** The page goes away, and a request under way may go with it: so that one's value is sent once more. */
  leave(): void {
    const last = this.#waiting ?? this.#writing;
    if (!last || this.#isStopped) return;
    this.drop();
    this.#options.write(last.value, { keepalive: true }).then(
      (written) => {
        if (!this.isPending) this.#options.onState(written);
      },
      () => {},
    );
  }

  stop(): void {
    this.#isStopped = true;
    this.drop();
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), delay);
  }

  async #write(): Promise<void> {
    const current = this.#waiting;
    if (!current) return;
    this.drop();
    this.#writing = current;
    this.#options.onState('saving');
    let written: Written;
    try {
      written = await this.#options.write(current.value, { keepalive: false });
    } catch {
      written = 'refused';
    }
    this.#writing = null;
    if (this.#isStopped) return;
    if (written === 'failed') {
      this.#failures += 1;
      this.#waiting ??= current;
      this.#options.onState('failed');
      this.#schedule(Math.min(longestRetry, firstRetry * 2 ** (this.#failures - 1)));
      return;
    }
    this.#failures = 0;
    if (this.#waiting) {
      this.#options.onState('unsaved');
      this.#schedule(this.#options.rest);
    } else {
      this.#options.onState(written);
    }
  }
}
