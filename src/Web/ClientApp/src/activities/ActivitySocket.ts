import { backoff } from '../stream/backoff';
import type { ConnectionState } from '../stream/events';
import {
  type ActivityMessage,
  type ErrorMessage,
  isErrorMessage,
  isReset,
  type SocketMessage,
} from './messages';

/** The part of `WebSocket` that is used, so that tests can replace it. */
export type SocketLike = Pick<WebSocket, 'close' | 'send' | 'addEventListener'>;

export type SocketListener = {
  onState(state: ConnectionState): void;
  /** Called once for each message, in order. */
  onMessage(message: ActivityMessage, raw: string): void;
  /** The local state is outdated and must be refetched. With the option `snapshot`, one follows. */
  onReset(): void;
  /** The whole document. No message is lost between it and the next one. */
  onSnapshot(message: ActivityMessage, raw: string): void;
  onError(error: ErrorMessage): void;
};

export type SocketOptions = {
  /** Without a query string. */
  path: string;
  /** Restricts the messages to these ids. */
  types?: readonly number[];
  /** Whether to request the whole document on start and on restart. */
  snapshot?: boolean;
  /** Called after the server has rejected or closed the connection. If false, the socket does not reconnect. */
  canOpen?: () => Promise<boolean>;
  open?: (url: string) => SocketLike;
  random?: () => number;
  isOnline?: () => boolean;
};

/** Access was withdrawn (RFC 6455 section 7.4.1). */
const policyViolation = 1008;

/**
 * A WebSocket that reconnects, with its cursor. After a connection loss it resumes after the last message. If the
 * server cannot resume from there, it restarts from the current state.
 */
export class ActivitySocket {
  readonly #options: Required<SocketOptions>;
  readonly #listener: SocketListener;
  readonly #onOnline = () => this.#reconnect();
  readonly #onOffline = () => this.#goOffline();
  #socket: SocketLike | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #cursor: number | null = null;
  #awaitsSnapshot = false;
  #failures = 0;
  #wasConnected = false;
  #isDisposed = false;
  #state: ConnectionState = 'connecting';

  constructor(options: SocketOptions, listener: SocketListener) {
    this.#options = {
      types: [],
      snapshot: false,
      canOpen: async () => true,
      open: (url) => new WebSocket(url),
      random: Math.random,
      isOnline: () => navigator.onLine,
      ...options,
    };
    this.#listener = listener;
  }

  start(): void {
    addEventListener('online', this.#onOnline);
    addEventListener('offline', this.#onOffline);
    this.#open();
  }

  dispose(): void {
    this.#isDisposed = true;
    removeEventListener('online', this.#onOnline);
    removeEventListener('offline', this.#onOffline);
    this.#close();
  }

  /** Discards the cursor and reconnects, for a new session or after missed messages. */
  restart(): void {
    this.#cursor = null;
    this.#reconnect();
  }

  /** @returns Whether there is a connection to send it on. */
  send(message: object): boolean {
    if (this.#state !== 'connected') return false;
    this.#socket?.send(JSON.stringify(message));
    return true;
  }

  #reconnect(): void {
    if (this.#isDisposed) return;
    this.#close();
    this.#failures = 0;
    this.#setState(this.#disconnectedState());
    this.#open();
  }

  #open(): void {
    const socket = this.#options.open(this.#address());
    this.#socket = socket;
    const isFresh = this.#cursor === null;
    let wasOpen = false;

    socket.addEventListener('open', () => {
      if (this.#socket !== socket) return;
      wasOpen = true;
      this.#wasConnected = true;
      this.#failures = 0;
      this.#setState('connected');
    });
    socket.addEventListener('message', (event) => {
      if (this.#socket === socket) this.#receive((event as MessageEvent<string>).data, isFresh);
    });
    socket.addEventListener('close', (event) => {
      if (this.#socket !== socket) return;
      void this.#onClose(wasOpen, (event as CloseEvent).code);
    });
  }

  async #onClose(wasOpen: boolean, code: number): Promise<void> {
    this.#close();
    this.#setState(this.#options.isOnline() ? this.#disconnectedState() : 'offline');
    this.#failures += 1;
    // Browsers do not expose why a handshake failed, so the API has to be asked.
    if ((!wasOpen || code === policyViolation) && !(await this.#options.canOpen())) return this.dispose();
    if (this.#isDisposed || this.#socket !== null || this.#timer !== null) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#open();
      },
      backoff(this.#failures, this.#options.random),
    );
  }

  /** For the `offline` event: the socket itself may take minutes to notice. */
  #goOffline(): void {
    this.#close();
    this.#setState('offline');
  }

  #receive(raw: string, isFresh: boolean): void {
    let message: SocketMessage;
    try {
      message = JSON.parse(raw) as SocketMessage;
    } catch {
      return;
    }
    if (isErrorMessage(message)) this.#listener.onError(message);
    else if (isReset(message)) this.#onReset(message.data.latest, isFresh);
    else this.#onMessage(message, raw);
  }

  #onMessage(message: ActivityMessage, raw: string): void {
    const isSnapshot = this.#awaitsSnapshot && message.id === 104 && message.actor === null;
    this.#awaitsSnapshot = false;
    // The server sends each message once, but a proxy may repeat some.
    if (!isSnapshot && this.#cursor !== null && message.seq <= this.#cursor) return;
    this.#cursor = message.seq;
    if (isSnapshot) this.#listener.onSnapshot(message, raw);
    else this.#listener.onMessage(message, raw);
  }

  #onReset(latest: number, isFresh: boolean): void {
    if (!isFresh && this.#options.snapshot) {
      // The server does not have the missed messages any more.
      this.restart();
      return;
    }
    // The cursor may go back, because the log may have been restored from a backup.
    this.#cursor = latest;
    this.#awaitsSnapshot = this.#options.snapshot;
    this.#listener.onReset();
  }

  #address(): string {
    const url = new URL(this.#options.path, location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    // Without a cursor the stream would start at an unknown position. 'latest' is answered by a reset that states it.
    url.searchParams.set('since', this.#cursor === null ? 'latest' : String(this.#cursor));
    if (this.#cursor === null && this.#options.snapshot) url.searchParams.set('snapshot', 'true');
    if (this.#options.types.length > 0) url.searchParams.set('types', this.#options.types.join(','));
    return url.href;
  }

  #disconnectedState(): ConnectionState {
    return this.#wasConnected ? 'reconnecting' : 'connecting';
  }

  #close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #setState(state: ConnectionState): void {
    if (this.#state === state || this.#isDisposed) return;
    this.#state = state;
    this.#listener.onState(state);
  }
}
