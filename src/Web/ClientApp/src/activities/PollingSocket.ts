import { listMessages } from '../api/activities';
import { isObject, JsonNumber, type JsonObject, parseJson, writeJson } from './json';
import { heartbeatMessage, ReceivingSocket, resetMessage } from './SocketLike';

const interval = 5000;

/** Beyond every cursor, so that it is answered with a reset that states the current one. */
const unknownCursor = '9223372036854775807';

export type PollingOptions = {
  channel: string;
  /** Null starts with a reset that states the current cursor. */
  cursor: number | null;
  types: readonly number[];
};

/** The event log, polled, in the form of a `WebSocket`. */
export class PollingSocket extends ReceivingSocket {
  readonly #options: PollingOptions;
  readonly #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOpen = false;

  constructor(options: PollingOptions) {
    super();
    this.#options = options;
    void this.#poll(options.cursor === null ? unknownCursor : String(options.cursor));
  }

  override close(): void {
    super.close();
    this.#abort.abort();
    clearTimeout(this.#timer);
  }

  async #poll(after: string): Promise<void> {
    let page: JsonObject;
    try {
      page = await this.#fetch(after);
    } catch {
      this.fail();
      return;
    }
    if (this.isClosed) return;
    if (!this.#isOpen) this.emitOpen();
    this.#isOpen = true;

    const next = numberIn(page, 'next_after');
    const reset = page.get('reset');
    this.emitMessage(typeof reset === 'string' ? resetMessage(Number(next), reset) : heartbeatMessage);
    const items = page.get('items');
    for (const item of Array.isArray(items) ? items : []) this.emitMessage(messageOf(item));

    if (this.isClosed) return;
    const isLast = Number(next) >= Number(numberIn(page, 'latest'));
    this.#timer = setTimeout(() => void this.#poll(next), isLast ? interval : 0);
  }

  async #fetch(after: string): Promise<JsonObject> {
    const { channel, types } = this.#options;
    const { data } = await listMessages(channel, after, types, this.#abort.signal);
    const page = parseJson(data);
    if (!isObject(page)) throw new TypeError('The response is not a page of events.');
    return page;
  }
}

function numberIn(page: JsonObject, name: string): string {
  const value = page.get(name);
  if (!(value instanceof JsonNumber)) throw new TypeError(`${name} is not a number.`);
  return value.source;
}

/** Adds the cursor, which a stream includes in each message and the log keeps beside it. */
function messageOf(item: unknown): string {
  const event = item as JsonObject;
  return writeJson(new Map([['seq', event.get('id') ?? null], ...(event.get('data') as JsonObject)]));
}
