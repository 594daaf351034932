import { backoff } from '../stream/backoff';
import type { ConnectionState } from '../stream/events';
import { type ActivityMessage, isRefusal, isReset, type Refusal, type SocketMessage } from './messages';

/** What is used of the DOM's `WebSocket`. */
export type Wire = Pick<WebSocket, 'close' | 'send' | 'addEventListener'>;

export type SocketListener = {
  onState(state: ConnectionState): void;
  /** Each message once, in order. */
  onMessage(message: ActivityMessage, raw: string): void;
  /** What is held is to be fetched anew; where a snapshot was asked for, it comes next. */
  onReset(): void;
  /** The whole document, with nothing lost between it and the next message. */
  onSnapshot(message: ActivityMessage, raw: string): void;
  onRefusal(refusal: Refusal): void;
};

export type SocketOptions = {
  /** Without a query. */
  path: string;
  /** Narrows the messages to these numbers. */
  types?: readonly number[];
  /** Whether to begin, and to begin anew, with the whole document. */
  snapshot?: boolean;
  /** Asked after the server has refused or closed the socket; when it says no, that is the end. */
  mayOpen?: () => Promise<boolean>;
  open?: (url: string) => Wire;
  random?: () => number;
  isOnline?: () => boolean;
};

/** The reader may no longer read (RFC 6455 section 7.4.1, policy violation). */
const withdrawn = 1008;

/**
 * One WebSocket that is kept open, and its cursor. After a loss the reading resumes behind the last message;
 * where the server cannot honour that, it begins anew.
 */
export class ActivitySocket {
  readonly #options: Required<SocketOptions>;
  readonly #listener: SocketListener;
  readonly #networkIsBack = () => this.#openNow();
  readonly #networkIsGone = () => this.#lose();
  #wire: Wire | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #cursor: number | null = null;
  #awaitsSnapshot = false;
  #failures = 0;
  #everOpen = false;
  #isEnded = false;
  #state: ConnectionState = 'connecting';

  constructor(options: SocketOptions, listener: SocketListener) {
    this.#options = {
      types: [],
      snapshot: false,
      mayOpen: async () => true,
      open: (url) => new WebSocket(url),
      random: Math.random,
      isOnline: () => navigator.onLine,
      ...options,
    };
    this.#listener = listener;
  }

  start(): void {
    addEventListener('online', this.#networkIsBack);
    addEventListener('offline', this.#networkIsGone);
    this.#open();
  }

  end(): void {
    this.#isEnded = true;
    removeEventListener('online', this.#networkIsBack);
    removeEventListener('offline', this.#networkIsGone);
    this.#close();
  }

  /** Forgets where it was, and begins with what is now: the session has changed, or something was missed. */
  beginAnew(): void {
    this.#cursor = null;
    this.#openNow();
  }

  /** False where there is no connection to send it on. */
  send(message: object): boolean {
    if (this.#state !== 'connected') return false;
    this.#wire?.send(JSON.stringify(message));
    return true;
  }

  #openNow(): void {
    if (this.#isEnded) return;
    this.#close();
    this.#failures = 0;
    this.#setState(this.#lostState());
    this.#open();
  }

  #open(): void {
    const wire = this.#options.open(this.#address());
    this.#wire = wire;
    const isAnew = this.#cursor === null;
    let wasOpen = false;

    wire.addEventListener('open', () => {
      if (this.#wire !== wire) return;
      wasOpen = true;
      this.#everOpen = true;
      this.#failures = 0;
      this.#setState('connected');
    });
    wire.addEventListener('message', (event) => {
      if (this.#wire === wire) this.#take((event as MessageEvent<string>).data, isAnew);
    });
    wire.addEventListener('close', (event) => {
      if (this.#wire !== wire) return;
      void this.#takeClose(wasOpen, (event as CloseEvent).code);
    });
  }

  async #takeClose(wasOpen: boolean, code: number): Promise<void> {
    this.#close();
    this.#setState(this.#options.isOnline() ? this.#lostState() : 'offline');
    this.#failures += 1;
    // A browser does not tell why a handshake failed, so the API is asked.
    if ((!wasOpen || code === withdrawn) && !(await this.#options.mayOpen())) return this.end();
    if (this.#isEnded || this.#wire !== null || this.#timer !== null) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#open();
      },
      backoff(this.#failures, this.#options.random),
    );
  }

  /** The browser says that the network is gone; the socket itself may take minutes to notice. */
  #lose(): void {
    this.#close();
    this.#setState('offline');
  }

  #take(raw: string, isAnew: boolean): void {
    let message: SocketMessage;
    try {
      message = JSON.parse(raw) as SocketMessage;
    } catch {
      return;
    }
    if (isRefusal(message)) this.#listener.onRefusal(message);
    else if (isReset(message)) this.#takeReset(message.data.latest, isAnew);
    else this.#takeMessage(message, raw);
  }

  #takeMessage(message: ActivityMessage, raw: string): void {
    const isSnapshot = this.#awaitsSnapshot && message.id === 104 && message.actor === null;
    this.#awaitsSnapshot = false;
    // The server promises none twice; what a proxy repeats ends here.
    if (!isSnapshot && this.#cursor !== null && message.seq <= this.#cursor) return;
    this.#cursor = message.seq;
    if (isSnapshot) this.#listener.onSnapshot(message, raw);
    else this.#listener.onMessage(message, raw);
  }

  #takeReset(latest: number, isAnew: boolean): void {
    if (!isAnew && this.#options.snapshot) {
      // What was missed is no longer kept.
      this.beginAnew();
      return;
    }
    // The log may have been restored from a copy, so the cursor may go back.
    this.#cursor = latest;
    this.#awaitsSnapshot = this.#options.snapshot;
    this.#listener.onReset();
  }

  #address(): string {
    const url = new URL(this.#options.path, location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    // A reading without a cursor would start somewhere that no one can name; the reset that answers this one says where.
    url.searchParams.set('since', this.#cursor === null ? 'latest' : String(this.#cursor));
    if (this.#cursor === null && this.#options.snapshot) url.searchParams.set('snapshot', 'true');
    if (this.#options.types.length > 0) url.searchParams.set('types', this.#options.types.join(','));
    return url.href;
  }

  #lostState(): ConnectionState {
    return this.#everOpen ? 'reconnecting' : 'connecting';
  }

  #close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const wire = this.#wire;
    this.#wire = null;
    wire?.close();
  }

  #setState(state: ConnectionState): void {
    if (this.#state === state || this.#isEnded) return;
    this.#state = state;
    this.#listener.onState(state);
  }
}
