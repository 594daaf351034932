import { backoff } from '../stream/backoff';
import type { ConnectionState } from '../stream/events';
import { HeartbeatMonitor } from '../stream/HeartbeatMonitor';
import {
  type ActivityMessage,
  type ErrorMessage,
  isErrorMessage,
  isHeartbeat,
  isReset,
  type SocketMessage,
} from './messages';
import type { SocketLike } from './SocketLike';
import { openTransport, type StreamAddress, type Transport, transports } from './transport';

export type StreamListener = {
  onState(state: ConnectionState): void;
  /** A transport was blocked; another one is used from now on. */
  onTransport(transport: Transport): void;
  /** Called once for each message, in order. */
  onMessage(message: ActivityMessage, raw: string): void;
  /** The local state is outdated and must be refetched, unless a snapshot follows. */
  onReset(snapshotFollows: boolean): void;
  /** The whole document. No message is lost between it and the next one. */
  onSnapshot(message: ActivityMessage, raw: string): void;
  onError(error: ErrorMessage): void;
};

/** What the API says after a connection has failed, for which browsers do not expose the reason. */
export type Reachability = 'reachable' | 'unreachable' | 'denied';

export type StreamOptions = {
  /** `activities`, or one of them: `activities/…`. */
  channel: string;
  /** Restricts the messages to these ids. */
  types?: readonly number[];
  /** Whether to request the whole document on start and on restart. */
  snapshot?: boolean;
  /** Asked after the connection was rejected, blocked or closed. After `denied` the stream does not reconnect. */
  probe: (signal: AbortSignal) => Promise<Reachability>;
  open?: (transport: Transport, address: StreamAddress) => SocketLike;
  random?: () => number;
  isOnline?: () => boolean;
};

/** Access was withdrawn (RFC 6455 section 7.4.1). */
const policyViolation = 1008;

/** How long a connection may take to open, in milliseconds. */
const openTimeout = 10_000;

/** After this many failures of a transport in a row while the API is reachable, it counts as blocked. */
const maxRejections = 2;

/**
 * A stream of messages that reconnects, with its cursor. After a connection loss it resumes after the last message. If
 * the server cannot resume from there, it restarts from the current state.
 *
 * Proxies may reject WebSockets, or never answer them. Where the API is reachable and a transport is not, the stream
 * continues on the next one with the same cursor, and stays there: a proxy does not change while a page is open.
 */
export class ActivityStream {
  readonly #options: Required<StreamOptions>;
  readonly #listener: StreamListener;
  readonly #onOnline = () => this.#reconnect();
  readonly #onOffline = () => this.#goOffline();
  readonly #disposed = new AbortController();
  readonly #monitor = new HeartbeatMonitor(() => this.#onSilence());
  #socket: SocketLike | null = null;
  #transport: Transport = transports[0];
  #openTimer: ReturnType<typeof setTimeout> | undefined;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #cursor: number | null = null;
  #awaitsSnapshot = false;
  #failures = 0;
  /** Failures of the current transport in a row while the API was reachable. */
  #rejections = 0;
  /** Whether anything was received on the current connection. */
  #hasReceived = false;
  #wasConnected = false;
  #isDisposed = false;
  #state: ConnectionState = 'connecting';

  constructor(options: StreamOptions, listener: StreamListener) {
    this.#options = {
      types: [],
      snapshot: false,
      open: openTransport,
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
    this.#disposed.abort();
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
    if (this.#state !== 'connected' || this.#transport !== 'webSocket') return false;
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
    const socket = this.#options.open(this.#transport, {
      channel: this.#options.channel,
      cursor: this.#cursor,
      types: this.#options.types,
      snapshot: this.#options.snapshot && this.#cursor === null,
    });
    this.#socket = socket;
    this.#hasReceived = false;
    const isFresh = this.#cursor === null;
    let wasOpen = false;
    this.#openTimer = setTimeout(() => void this.#onClose('blocked'), openTimeout);

    socket.addEventListener('open', () => {
      if (this.#socket !== socket) return;
      clearTimeout(this.#openTimer);
      this.#monitor.start();
      wasOpen = true;
      this.#wasConnected = true;
      this.#failures = 0;
      this.#setState('connected');
    });
    socket.addEventListener('message', (event) => {
      if (this.#socket !== socket) return;
      this.#monitor.heard();
      this.#hasReceived = true;
      this.#rejections = 0;
      this.#receive((event as MessageEvent<string>).data, isFresh);
    });
    socket.addEventListener('close', (event) => {
      if (this.#socket !== socket) return;
      const isDenied = (event as CloseEvent).code === policyViolation;
      void this.#onClose(isDenied ? 'denied' : wasOpen ? 'lost' : 'rejected');
    });
  }

  /** A proxy may also let a connection open, and hold back everything that is sent on it. */
  #onSilence(): void {
    void this.#onClose(this.#hasReceived ? 'lost' : 'blocked');
  }

  async #onClose(how: 'lost' | 'denied' | 'rejected' | 'blocked'): Promise<void> {
    this.#close();
    this.#setState(this.#options.isOnline() ? this.#disconnectedState() : 'offline');
    this.#failures += 1;
    // Only a WebSocket has a code by which it reports that access was withdrawn.
    if (how !== 'lost' || this.#transport !== 'webSocket') {
      const answer = await this.#probe();
      if (answer === 'denied') return this.dispose();
      if (answer === 'reachable') this.#onTransportFailed(how);
    }
    if (this.#isDisposed || this.#socket !== null || this.#timer !== null) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#open();
      },
      backoff(this.#failures, this.#options.random),
    );
  }

  async #probe(): Promise<Reachability> {
    const abort = new AbortController();
    const stop = () => abort.abort();
    const timer = setTimeout(stop, openTimeout);
    this.#disposed.signal.addEventListener('abort', stop);
    try {
      return await this.#options.probe(abort.signal);
    } finally {
      clearTimeout(timer);
      this.#disposed.signal.removeEventListener('abort', stop);
    }
  }

  #onTransportFailed(how: 'lost' | 'denied' | 'rejected' | 'blocked'): void {
    if (how === 'rejected') this.#rejections += 1;
    // A server that has just started may have rejected the first attempt.
    if (how !== 'blocked' && this.#rejections < maxRejections) return;
    const next = transports[transports.indexOf(this.#transport) + 1];
    if (next === undefined) return;
    this.#transport = next;
    this.#rejections = 0;
    this.#failures = 0;
    this.#listener.onTransport(next);
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
    if (isHeartbeat(message)) return;
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
    const hasSnapshots = this.#options.snapshot && this.#transport === 'webSocket';
    if (!isFresh && hasSnapshots) {
      // The server does not have the missed messages any more.
      this.restart();
      return;
    }
    // The cursor may go back, because the log may have been restored from a backup.
    this.#cursor = latest;
    this.#awaitsSnapshot = hasSnapshots;
    this.#listener.onReset(hasSnapshots);
  }

  #disconnectedState(): ConnectionState {
    return this.#wasConnected ? 'reconnecting' : 'connecting';
  }

  #close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    clearTimeout(this.#openTimer);
    this.#monitor.stop();
    // A stream that is resumed is sent no snapshot, so one that has not arrived has to be requested again.
    if (this.#awaitsSnapshot) this.#cursor = null;
    this.#awaitsSnapshot = false;
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
