import { Connection, type ConnectionOptions } from './Connection';
import type { ConnectionState, Message, Reset, StreamEvent } from './events';

/** A tab to the stream. */
export type TabMessage =
  | { kind: 'attach'; cursor: number | null }
  | { kind: 'detach' }
  | { kind: 'drop' }
  | { kind: 'reopen' };

/** The stream to a tab. */
export type StreamMessage =
  | { kind: 'state'; state: ConnectionState; cursor: number | null; tabs: number }
  | { kind: 'event'; event: StreamEvent | Message }
  | { kind: 'reset'; reset: Reset };

export type Port = {
  postMessage(message: StreamMessage): void;
  onmessage: ((message: MessageEvent<TabMessage>) => void) | null;
};

/** How many events are kept for a tab that attaches a little late. */
const kept = 500;

/**
 * One connection, read by any number of tabs. Each event reaches each attached tab once; a tab that attaches
 * gets what came after its cursor first, or a reset where that is no longer kept.
 */
export class SharedStream {
  readonly #options: ConnectionOptions;
  readonly #tabs = new Set<Port>();
  readonly #recent: (StreamEvent | Message)[] = [];
  /** Every event after this cursor, up to the connection's, is in `#recent`. */
  #keptSince: number | null = null;
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
          this.#tellState();
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

  networkIsBack(): void {
    this.#connection?.networkIsBack();
  }

  #attach(port: Port, cursor: number | null): void {
    this.#tabs.add(port);
    if (this.#connection === null) {
      // The first tab brings the cursor. Whatever comes from here on is kept for the tabs after it.
      this.#keptSince = cursor;
      this.#connection = new Connection(this.#options, cursor, {
        onState: () => this.#tellState(),
        onEvent: (event) => this.#takeEvent(event),
        onReset: (reset) => this.#takeReset(reset),
      });
      this.#connection.start();
    } else {
      this.#catchUp(port, cursor);
    }
    this.#tellState();
  }

  #catchUp(port: Port, cursor: number | null): void {
    const since = this.#keptSince;
    // Before the first answer nothing is known, and the answer will reach this tab like all others.
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

  #takeEvent(event: StreamEvent | Message): void {
    this.#keptSince ??= event.cursor - 1;
    this.#recent.push(event);
    if (this.#recent.length > kept) this.#keptSince = this.#recent.shift()?.cursor ?? this.#keptSince;
    for (const tab of this.#tabs) tab.postMessage({ kind: 'event', event });
  }

  #takeReset(reset: Reset): void {
    this.#recent.length = 0;
    this.#keptSince = reset.latest;
    for (const tab of this.#tabs) tab.postMessage({ kind: 'reset', reset });
  }

  #tellState(): void {
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
