import type { Source } from './Connection';
import type { Port, StreamMessage, TabMessage } from './SharedStream';

/** Stands for the DOM's `EventSource`, driven by hand. */
export class FakeSource implements Source {
  readyState = 0;
  readonly url: string;
  readonly #target = new EventTarget();

  constructor(url: string) {
    this.url = url;
  }

  addEventListener(type: string, listener: unknown): void {
    this.#target.addEventListener(type, listener as EventListener);
  }

  close(): void {
    this.readyState = 2;
  }

  get isClosed(): boolean {
    return this.readyState === 2;
  }

  get resumesFrom(): string | null {
    return new URL(this.url, 'http://localhost').searchParams.get('last_event_id');
  }

  opens(): void {
    this.readyState = 1;
    this.#target.dispatchEvent(new Event('open'));
  }

  /** The network fails: the browser says that it will try again by itself. */
  isLost(): void {
    this.readyState = 0;
    this.#target.dispatchEvent(new Event('error'));
  }

  /** The server refuses (an answer such as 503): the browser gives up. */
  isRefused(): void {
    this.readyState = 2;
    this.#target.dispatchEvent(new Event('error'));
  }

  sends(type: string, data: unknown, lastEventId: number | string = ''): void {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    this.#target.dispatchEvent(new MessageEvent(type, { data: text, lastEventId: String(lastEventId) }));
  }

  sendsBoard(id: number): void {
    this.sends('newBoard', { board_id: id, board_name: `Board ${id}`, creator_username: 'autorX' }, id);
  }
}

/** A tab: what it sends arrives at once, what it receives is kept. */
export class FakeTab implements Port {
  onmessage: Port['onmessage'] = null;
  readonly received: StreamMessage[] = [];

  postMessage(message: StreamMessage): void {
    // As on a real port, what is sent is a copy.
    this.received.push(structuredClone(message));
  }

  send(message: TabMessage): void {
    this.onmessage?.(new MessageEvent('message', { data: message }));
  }

  get cursors(): number[] {
    return this.received.flatMap((message) => (message.kind === 'event' ? [message.event.cursor] : []));
  }

  get resets(): (number | null)[] {
    return this.received.flatMap((message) => (message.kind === 'reset' ? [message.reset.latest] : []));
  }

  get state(): string | undefined {
    return this.received.findLast((message) => message.kind === 'state')?.state;
  }
}
