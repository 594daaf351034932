import type { EventSourceLike } from '../stream/Connection';
import { messageNames } from './messages';
import { heartbeatMessage, ReceivingSocket, resetMessage } from './SocketLike';

/** Server-Sent Events in the form of a `WebSocket`. Never reconnects by itself: its owner has the cursor. */
export class EventSourceSocket extends ReceivingSocket {
  readonly #source: EventSourceLike;

  constructor(url: string, open: (url: string) => EventSourceLike = (url) => new EventSource(url)) {
    super();
    this.#source = open(url);
    this.#source.addEventListener('open', () => this.emitOpen());
    this.#source.addEventListener('error', () => this.fail());
    this.#source.addEventListener('heartbeat', () => this.emitMessage(heartbeatMessage));
    this.#source.addEventListener('reset', (event) => {
      this.emitMessage(resetOf((event as MessageEvent<string>).data));
    });
    // The data is the message that a WebSocket would deliver.
    for (const name of messageNames) {
      this.#source.addEventListener(name, (event) => {
        this.emitMessage((event as MessageEvent<string>).data);
      });
    }
  }

  override close(): void {
    super.close();
    this.#source.close();
  }
}

function resetOf(data: string): string {
  const { latest, reason } = JSON.parse(data) as { latest: number; reason: string };
  return resetMessage(latest, reason);
}
