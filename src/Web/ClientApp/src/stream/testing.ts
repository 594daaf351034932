import type { EventSourceLike } from './Connection';
import type { Port, StreamMessage, TabMessage } from './SharedStream';

/** An `EventSource` whose events the test emits. */
export class FakeEventSource implements EventSourceLike {
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

  emitOpen(): void {
    this.readyState = 1;
    this.#target.dispatchEvent(new Event('open'));
  }

  /** A connection loss: the browser will reconnect. */
  emitLoss(): void {
    this.readyState = 0;
    this.#target.dispatchEvent(new Event('error'));
  }

  /** A rejection such as 503: the browser gives up. */
  emitRejection(): void {
    this.readyState = 2;
    this.#target.dispatchEvent(new Event('error'));
  }

  emit(type: string, data: unknown, lastEventId: number | string = ''): void {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    this.#target.dispatchEvent(new MessageEvent(type, { data: text, lastEventId: String(lastEventId) }));
  }

  emitHeartbeat(): void {
    this.emit('heartbeat', {});
  }

  emitBoard(id: number): void {
    this.emit('newBoard', { board_id: id, board_name: `Board ${id}`, creator_username: 'autorX' }, id);
  }
}

/** A tab that sends synchronously and records what it receives. */
export class FakeTab implements Port {
  onmessage: Port['onmessage'] = null;
  readonly received: StreamMessage[] = [];

  postMessage(message: StreamMessage): void {
    // A real port copies messages, too.
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
