import { backoff } from './backoff';
import {
  type ConnectionState,
  type EventType,
  eventTypes,
  type Message,
  messageTypes,
  type Reset,
  type StreamEvent,
} from './events';

/** What is used of the DOM's `EventSource`. */
export type Source = Pick<EventSource, 'readyState' | 'close' | 'addEventListener'>;

export type ConnectionListener = {
  onState(state: ConnectionState): void;
  onEvent(event: StreamEvent | Message): void;
  onReset(reset: Reset): void;
};

export type ConnectionOptions = {
  url: string;
  open?: (url: string) => Source;
  random?: () => number;
  isOnline?: () => boolean;
  now?: () => number;
};

const connecting = 0;
const open = 1;

/** Replayed events come in one burst after the headers; what comes later is live. */
const replayWindow = 700;
const dropFor = 3000;

/**
 * One `EventSource` that is kept open, and its cursor. Each event is handed on once, in order; after a loss
 * the reading resumes behind the last one.
 *
 * The first attempt after a loss is the browser's own, because only the browser has read the server's
 * `retry:`. Any further one is ours, with a growing delay, since the browser would try at one rate for ever
 * and gives up for good on an answer such as 503.
 */
export class Connection {
  readonly #options: Required<ConnectionOptions>;
  readonly #listener: ConnectionListener;
  #source: Source | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #cursor: number | null;
  #state: ConnectionState = 'connecting';
  #failures = 0;
  #everOpen = false;
  /** Until when an event counts as one that was missed. */
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
    this.#setState(this.#everOpen ? 'reconnecting' : 'connecting');
    this.#open();
  }

  /** Cuts the connection, as a lost network would, and resumes after a moment. */
  drop(): void {
    this.#close();
    this.#setState('reconnecting');
    this.#openAfter(dropFor);
  }

  /** Opens anew at once: the session has changed, or the network is back. */
  reopen(): void {
    this.#close();
    this.#failures = 0;
    this.start();
  }

  /** The browser says that the network is back, which is worth an attempt before its time. */
  networkIsBack(): void {
    if (this.#state !== 'connected') this.reopen();
  }

  #open(): void {
    // A reading without a cursor would start somewhere that no one can name. One with a cursor that cannot be
    // honoured starts live too, but with a `reset` that says where the log stands: that is the first cursor.
    const source = this.#options.open(`${this.#options.url}?last_event_id=${this.#cursor ?? 'latest'}`);
    this.#source = source;
    let wasOpen = false;
    let leftToTheBrowser = false;

    const whileCurrent =
      <E extends Event>(handle: (event: E) => void) =>
      (event: Event) => {
        if (this.#source === source) handle(event as E);
      };

    source.addEventListener(
      'open',
      whileCurrent(() => {
        wasOpen = true;
        leftToTheBrowser = false;
        this.#failures = 0;
        this.#everOpen = true;
        this.#replayUntil = this.#options.now() + replayWindow;
        this.#setState('connected');
      }),
    );

    source.addEventListener(
      'error',
      whileCurrent(() => {
        this.#setState(this.#options.isOnline() ? this.#lostState() : 'offline');
        if (source.readyState === connecting && wasOpen && !leftToTheBrowser) {
          leftToTheBrowser = true;
          return;
        }
        this.#close();
        this.#failures += 1;
        this.#openAfter(backoff(this.#failures, this.#options.random));
      }),
    );

    source.addEventListener(
      'reset',
      whileCurrent<MessageEvent<string>>((event) => this.#takeReset(event.data)),
    );
    for (const type of [...eventTypes, ...messageTypes]) {
      source.addEventListener(
        type,
        whileCurrent<MessageEvent<string>>((event) => this.#takeEvent(type, event)),
      );
    }
    // A source that is open already would fire no `open`.
    if (source.readyState === open) wasOpen = true;
  }

  #takeEvent(type: EventType | Message['type'], message: MessageEvent<string>): void {
    const cursor = Number(message.lastEventId);
    // The server promises none twice. Where a proxy replays an answer, that promise is kept here.
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
    this.#listener.onEvent({ cursor, type, data, raw: message.data, receivedAt, missed } as
      | StreamEvent
      | Message);
  }

  #takeReset(data: string): void {
    let reset: { reason?: unknown; latest?: unknown } = {};
    try {
      reset = JSON.parse(data);
    } catch {
      // Even a reset without reasons is one.
    }
    // The log may have been restored from a copy, so the cursor may go back.
    this.#cursor = typeof reset.latest === 'number' ? reset.latest : null;
    this.#replayUntil = 0;
    this.#listener.onReset({ reason: String(reset.reason ?? ''), latest: this.#cursor });
  }

  #lostState(): ConnectionState {
    return this.#everOpen ? 'reconnecting' : 'connecting';
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
    this.#source?.close();
    this.#source = null;
  }

  #setState(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#listener.onState(state);
  }
}
