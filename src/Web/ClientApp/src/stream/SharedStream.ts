import { Connection, type ConnectionOptions } from './Connection';
import type { AnyEvent, ConnectionState, Reset } from './events';

/** From a tab to the stream. */
export type TabMessage =
  | { kind: 'attach'; cursor: number | null }
  | { kind: 'detach' }
  | { kind: 'drop' }
  | { kind: 'reopen' };

/** From the stream to a tab. */
export type StreamMessage =
  | { kind: 'state'; state: ConnectionState; cursor: number | null; tabs: number }
  | { kind: 'event'; event: AnyEvent }
  | { kind: 'reset'; reset: Reset };

export type Port = {
  postMessage(message: StreamMessage): void;
  onmessage: ((message: MessageEvent<TabMessage>) => void) | null;
};

/** The number of recent events kept for tabs that attach later. */
const maxRecent = 500;

/**
 * One connection shared by any number of tabs. Each attached tab receives each event once. A tab that attaches first
 * receives the recent events after its cursor, or a reset if they are not kept any more.
 */
export class SharedStream {
  readonly #options: ConnectionOptions;
  readonly #tabs = new Set<Port>();
  readonly #recent: AnyEvent[] = [];
  /** Every event after this cursor, up to the connection's, is in `#recent`. */
  #recentSince: number | null = null;
  #connection: Connection | null = null;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  accept(port: Port): void {
    port.onmessage = ({ data: message }) => {
      switch (message.kind) {
        case 'attach':
          this.#attach(port, message.cursor);
          break;
        case 'detach':
          this.#tabs.delete(port);
          this.#broadcastState();
          break;
        case 'drop':
          this.#connection?.drop();
          break;
        case 'reopen':
          this.#connection?.reopen();
          break;
      }
    };
  }

  onOnline(): void {
    this.#connection?.onOnline();
  }

  #attach(port: Port, cursor: number | null): void {
    this.#tabs.add(port);
    if (this.#connection === null) {
      // The cursor of the first tab is the start of what can be replayed to later tabs.
      this.#recentSince = cursor;
      this.#connection = new Connection(this.#options, cursor, {
        onState: () => this.#broadcastState(),
        onEvent: (event) => this.#onEvent(event),
        onReset: (reset) => this.#onReset(reset),
      });
      this.#connection.start();
    } else {
      this.#catchUp(port, cursor);
    }
    this.#broadcastState();
  }

  #catchUp(port: Port, cursor: number | null): void {
    const since = this.#recentSince;
    // Nothing has been received yet; the first reset will reach this tab like all others.
    if (since === null) return;
    if (cursor === null || cursor < since) {
      port.postMessage({
        kind: 'reset',
        reset: { reason: 'behind', latest: this.#connection?.cursor ?? null },
      });
      return;
    }
    for (const event of this.#recent) {
      if (event.cursor > cursor) port.postMessage({ kind: 'event', event });
    }
  }

  #onEvent(event: AnyEvent): void {
    this.#recentSince ??= event.cursor - 1;
    this.#recent.push(event);
    if (this.#recent.length > maxRecent)
      this.#recentSince = this.#recent.shift()?.cursor ?? this.#recentSince;
    for (const tab of this.#tabs) tab.postMessage({ kind: 'event', event });
  }

  #onReset(reset: Reset): void {
    this.#recent.length = 0;
    this.#recentSince = reset.latest;
    for (const tab of this.#tabs) tab.postMessage({ kind: 'reset', reset });
  }

  #broadcastState(): void {
    const connection = this.#connection;
    if (!connection) return;
    const message: StreamMessage = {
      kind: 'state',
      state: connection.state,
      cursor: connection.cursor,
      tabs: this.#tabs.size,
    };
    for (const tab of this.#tabs) tab.postMessage(message);
  }
}
