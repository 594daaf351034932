import { backoff } from './backoff';
import {
  type AnyEvent,
  type ConnectionState,
  eventTypes,
  messageTypes,
  ownPathTypes,
  type Reset,
} from './events';
import { HeartbeatMonitor, heartbeatSeconds } from './HeartbeatMonitor';

/** The part of `EventSource` that is used, so that tests can replace it. */
export type EventSourceLike = Pick<EventSource, 'readyState' | 'close' | 'addEventListener'>;

export type ConnectionListener = {
  onState(state: ConnectionState): void;
  onEvent(event: AnyEvent): void;
  onReset(reset: Reset): void;
};

export type ConnectionOptions = {
  url: string;
  open?: (url: string) => EventSourceLike;
  random?: () => number;
  isOnline?: () => boolean;
  now?: () => number;
};

const connecting = 0;
const open = 1;

/** Replayed events arrive in one burst after the connection opens; later ones are live. In milliseconds. */
const replayWindow = 700;
const dropDuration = 3000;

/**
 * How long an attempt may take to open, in milliseconds. After a network has dropped packets, the browser may send
 * attempts on idle connections that are as dead as the lost one, and abandons each only when its attempt is given up.
 * Grows, so that a slow network is not locked out.
 */
const openTimeout = (failures: number): number => Math.min(30_000, 5000 + 2000 * failures);

/**
 * An `EventSource` that reconnects, with its cursor. Delivers each event once, in order. After a connection loss it
 * resumes after the last event.
 *
 * The first reconnect is left to the browser, because only the browser knows the server's `retry:`. Further ones are
 * made here with exponential backoff, because the browser would retry at a constant rate, and would give up
 * permanently on a response such as 503. The browser does not notice a frozen connection either, so heartbeats are
 * requested and their absence counts as a loss.
 */
export class Connection {
  readonly #options: Required<ConnectionOptions>;
  readonly #listener: ConnectionListener;
  readonly #monitor = new HeartbeatMonitor(() => this.#onSilence());
  #source: EventSourceLike | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #openTimer: ReturnType<typeof setTimeout> | undefined;
  #cursor: number | null;
  #state: ConnectionState = 'connecting';
  #failures = 0;
  #wasConnected = false;
  /** Events that arrive before this time count as missed. */
  #replayUntil = 0;

  constructor(options: ConnectionOptions, cursor: number | null, listener: ConnectionListener) {
    this.#options = {
      open: (url) => new EventSource(url),
      random: Math.random,
      isOnline: () => navigator.onLine,
      now: Date.now,
      ...options,
    };
    this.#cursor = cursor;
    this.#listener = listener;
  }

  get cursor(): number | null {
    return this.#cursor;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    this.#setState(this.#wasConnected ? 'reconnecting' : 'connecting');
    this.#open();
  }

  /** Simulates a connection loss, and resumes after a delay. */
  drop(): void {
    this.#close();
    this.#setState('reconnecting');
    this.#openAfter(dropDuration);
  }

  /** Reconnects at once, for a new session or when the network is back. */
  reopen(): void {
    this.#close();
    this.#failures = 0;
    this.start();
  }

  /** For the `online` event: reconnects without waiting for the backoff. */
  onOnline(): void {
    if (this.#state !== 'connected') this.reopen();
  }

  #open(): void {
    // Without a cursor the stream would start at an unknown position. An invalid one such as 'latest' starts live as
    // well, but with a `reset` that states the current cursor.
    const query = `last_event_id=${this.#cursor ?? 'latest'}&heartbeat=${heartbeatSeconds}`;
    const source = this.#options.open(`${this.#options.url}?${query}`);
    this.#source = source;
    const limit = openTimeout(this.#failures);
    this.#openTimer = setTimeout(() => this.#onSilence(limit), limit);
    let wasOpen = false;
    let isBrowserRetrying = false;

    const ifCurrent =
      <E extends Event>(handle: (event: E) => void) =>
      (event: Event) => {
        if (this.#source !== source) return;
        this.#monitor.heard();
        handle(event as E);
      };

    source.addEventListener(
      'open',
      ifCurrent(() => {
        clearTimeout(this.#openTimer);
        this.#monitor.start();
        wasOpen = true;
        isBrowserRetrying = false;
        this.#failures = 0;
        this.#wasConnected = true;
        this.#replayUntil = this.#options.now() + replayWindow;
        this.#setState('connected');
      }),
    );

    source.addEventListener(
      'error',
      ifCurrent(() => {
        this.#setState(this.#options.isOnline() ? this.#disconnectedState() : 'offline');
        if (source.readyState === connecting && wasOpen && !isBrowserRetrying) {
          isBrowserRetrying = true;
          return;
        }
        this.#retry();
      }),
    );

    source.addEventListener(
      'heartbeat',
      ifCurrent(() => undefined),
    );
    source.addEventListener(
      'reset',
      ifCurrent<MessageEvent<string>>((event) => this.#onReset(event.data)),
    );
    for (const type of [...eventTypes, ...messageTypes, ...ownPathTypes]) {
      source.addEventListener(
        type,
        ifCurrent<MessageEvent<string>>((event) => this.#onEvent(type, event)),
      );
    }
    // A source that is already open fires no `open` event.
    if (source.readyState === open) {
      clearTimeout(this.#openTimer);
      this.#monitor.start();
      wasOpen = true;
    }
  }

  #onEvent(type: AnyEvent['type'], message: MessageEvent<string>): void {
    const cursor = Number(message.lastEventId);
    // The server sends each event once, but a proxy may replay a response.
    if (!Number.isSafeInteger(cursor) || (this.#cursor !== null && cursor <= this.#cursor)) return;
    this.#cursor = cursor;
    let data: unknown;
    try {
      data = JSON.parse(message.data);
    } catch {
      return;
    }
    const receivedAt = this.#options.now();
    const missed = receivedAt < this.#replayUntil;
    this.#listener.onEvent({ cursor, type, data, raw: message.data, receivedAt, missed } as AnyEvent);
  }

  #onReset(data: string): void {
    let reset: { reason?: unknown; latest?: unknown } = {};
    try {
      reset = JSON.parse(data);
    } catch {
      // An invalid payload is still a reset.
    }
    // The cursor may go back, because the log may have been restored from a backup.
    this.#cursor = typeof reset.latest === 'number' ? reset.latest : null;
    this.#replayUntil = 0;
    this.#listener.onReset({ reason: String(reset.reason ?? ''), latest: this.#cursor });
  }

  #onSilence(waited = 0): void {
    this.#setState(this.#options.isOnline() ? this.#disconnectedState() : 'offline');
    this.#retry(waited);
  }

  /** @param waited How much of the delay has passed already, in milliseconds. */
  #retry(waited = 0): void {
    this.#close();
    this.#failures += 1;
    this.#openAfter(Math.max(0, backoff(this.#failures, this.#options.random) - waited));
  }

  #disconnectedState(): ConnectionState {
    return this.#wasConnected ? 'reconnecting' : 'connecting';
  }

  #openAfter(delay: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#open();
    }, delay);
  }

  #close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    clearTimeout(this.#openTimer);
    this.#monitor.stop();
    this.#source?.close();
    this.#source = null;
  }

  #setState(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#listener.onState(state);
  }
}
