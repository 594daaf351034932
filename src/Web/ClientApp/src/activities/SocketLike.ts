/** The part of `WebSocket` that streams use, which the other transports imitate. */
export type SocketLike = Pick<WebSocket, 'close' | 'send' | 'addEventListener'>;

/** No close frame was received (RFC 6455 section 7.4.1). */
const abnormalClosure = 1006;

/** The events of a `WebSocket`, for a transport that is none and only receives. */
export abstract class ReceivingSocket implements SocketLike {
  readonly #target = new EventTarget();
  #isClosed = false;

  addEventListener(type: string, listener: unknown): void {
    this.#target.addEventListener(type, listener as EventListener);
  }

  send(): void {
    throw new TypeError('This transport only receives.');
  }

  close(): void {
    this.#isClosed = true;
  }

  protected get isClosed(): boolean {
    return this.#isClosed;
  }

  protected emitOpen(): void {
    if (!this.#isClosed) this.#target.dispatchEvent(new Event('open'));
  }

  protected emitMessage(data: string): void {
    if (!this.#isClosed) this.#target.dispatchEvent(new MessageEvent('message', { data }));
  }

  /** The transport has failed. Nothing follows. */
  protected fail(): void {
    if (this.#isClosed) return;
    this.close();
    this.#target.dispatchEvent(Object.assign(new Event('close'), { code: abnormalClosure }));
  }
}

export const heartbeatMessage = JSON.stringify({ event: 'heartbeat', data: {} });

/** A reset in the form in which a `WebSocket` delivers it. */
export const resetMessage = (latest: number, reason: string): string =>
  JSON.stringify({ seq: latest, event: 'reset', data: { reason, latest } });
