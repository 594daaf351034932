import { batch, computed, effect, signal } from '@preact/signals';
import { session, user } from '../account/session';
import { ApiError } from '../api/ApiError';
import * as api from '../api/activities';
import type { Access, ActivityFile, Participant } from '../api/types';
import type { ConnectionState } from '../stream/events';
import { ActivitySocket } from './ActivitySocket';
import { isObject, type JsonObject, parseJson } from './json';
import type { KeyedChange } from './keyedChange';
import { LiveDocument } from './LiveDocument';
import { LiveList } from './LiveList';
import { MessageFeed } from './MessageFeed';
import { type ActivityMessage, actorOf, messageIds, userOf } from './messages';
import { Uploads } from './Uploads';

/** `closed`: private, and one is no member. `missing`: there is none, or not yet. */
export type Status = 'loading' | 'open' | 'closed' | 'missing';

/** Somebody has taken a file. */
export type Download = { name: string; by: string | null };

const none: JsonObject = new Map();

/** One activity as it is on the server, kept up to date by its socket. */
export class LiveActivity {
  readonly id: string;
  readonly status = signal<Status>('loading');
  readonly connection = signal<ConnectionState>('connecting');
  readonly access = signal<Access | null>(null);
  /** Set when it was deleted while one was looking; what was there stays to be read. */
  readonly deletedBy = signal<string | null | undefined>(undefined);
  /** What the server had against the last message that was sent on the socket. */
  readonly refusal = signal<string | null>(null);
  readonly lastDownload = signal<Download | null>(null);
  readonly document: LiveDocument;
  readonly config: LiveDocument;
  readonly people: LiveList<Participant>;
  readonly files: LiveList<ActivityFile>;
  readonly uploads: Uploads;
  readonly feed = new MessageFeed();
  readonly mayWrite = computed(
    () => user.value !== null && this.status.value === 'open' && this.deletedBy.value === undefined,
  );
  readonly #socket: ActivitySocket;
  readonly #ended = new AbortController();
  readonly #endings: (() => void)[] = [];

  constructor(id: string) {
    this.id = id;
    this.document = new LiveDocument({
      get: () => api.getActivity(id),
      patch: (json, etag) => api.patchActivity(id, json, etag),
    });
    this.config = new LiveDocument({
      get: () => api.getConfig(id),
      patch: (json, etag) => api.patchConfig(id, json, etag),
    });
    this.people = new LiveList(async () => (await api.listParticipants(id)).data.items);
    this.files = new LiveList(async () => (await api.listFiles(id)).data.items);
    this.uploads = new Uploads(id);
    this.#socket = new ActivitySocket(
      {
        path: `/ws/activities/${id}/`,
        snapshot: true,
        mayOpen: () => this.#mayRead(),
      },
      {
        onState: (state) => {
          this.connection.value = state;
          // Who has come and gone while nothing was heard is known to the server alone.
          if (state === 'connected' && this.status.peek() === 'open') this.#refreshLists();
        },
        onMessage: (message, raw) => this.#take(message, raw),
        onSnapshot: (message, raw) => this.#takeSnapshot(message, raw),
        onReset: () => {
          if (this.config.isLoaded.peek()) this.config.catchUp();
        },
        onRefusal: ({ data }) => {
          this.refusal.value = data.detail;
        },
      },
    );
  }

  /** Opens the activity as whoever is signed in, and again when that changes. */
  start(): void {
    let readAs: string | null | undefined;
    this.#endings.push(
      effect(() => {
        const now = session.value;
        if (now.status === 'unknown') return;
        const username = now.status === 'signed-in' ? now.user.username : null;
        if (readAs === undefined) void this.#begin();
        else if (readAs !== username) void this.#readAsAnother();
        readAs = username;
      }),
    );
  }

  end(): void {
    this.#ended.abort();
    for (const ending of this.#endings) ending();
    this.#socket.end();
    this.uploads.stop();
    this.document.end();
    this.config.end();
  }

  /** Tells the others how one is; false where there is no connection to tell it on. */
  setStatus(status: string): boolean {
    this.refusal.value = null;
    return this.#socket.send({ id: messageIds.statusUpdated, data: { status } });
  }

  async setAccess(access: Partial<Pick<Access, 'is_private' | 'members'>>): Promise<void> {
    this.access.value = (await api.putAccess(this.id, access)).data;
  }

  async delete(): Promise<void> {
    await api.deleteActivity(this.id);
  }

  async deleteFile(name: string): Promise<void> {
    await api.deleteFile(this.id, name);
  }

  async #begin(): Promise<void> {
    if ((await this.#mayRead()) && !this.#ended.signal.aborted) this.#socket.start();
  }

  async #readAsAnother(): Promise<void> {
    if (this.status.peek() === 'closed') {
      this.status.value = 'loading';
      await this.#begin();
    } else {
      this.#socket.beginAnew();
    }
  }

  /** Sets what stands in the way, if something does. An activity that is not there yet may be listened to. */
  async #mayRead(): Promise<boolean> {
    try {
      this.access.value = (await api.getAccess(this.id, this.#ended.signal)).data;
      return true;
    } catch (error) {
      if (this.#ended.signal.aborted) return false;
      const status = error instanceof ApiError ? error.status : 0;
      if (status === 403) {
        this.status.value = 'closed';
        return false;
      }
      if (status === 404) {
        if (this.status.peek() === 'loading') this.status.value = 'missing';
        // Not an activity's id at all, or one that may still be created.
        return isUuid(this.id);
      }
      return true;
    }
  }

  #takeSnapshot(message: ActivityMessage, raw: string): void {
    const data = membersOf(raw).get('data');
    batch(() => {
      if (isObject(data)) this.document.take(data, message.revision ?? 0);
      this.status.value = 'open';
      this.deletedBy.value = undefined;
    });
    this.#refreshLists();
  }

  #take(message: ActivityMessage, raw: string): void {
    this.feed.add(message, raw);
    const by = actorOf(message);
    const who = userOf(message);
    switch (message.id) {
      case messageIds.created:
        this.#socket.beginAnew();
        void this.#mayRead();
        break;
      case messageIds.updated:
        this.document.takeChange(changeIn(raw), message.base_revision ?? 0, by);
        break;
      case messageIds.deleted:
        this.deletedBy.value = by;
        break;
      case messageIds.configUpdated:
        this.config.takeChange(changeIn(raw), message.base_revision ?? 0, by);
        break;
      case messageIds.joined:
        this.people.change((people) => [
          ...people.filter(({ username }) => username !== who),
          { username: who ?? '', status: String(message.data.status), joined_at: message.timestamp },
        ]);
        break;
      case messageIds.left:
        this.people.change((people) => people.filter(({ username }) => username !== who));
        break;
      case messageIds.statusUpdated:
        this.people.change((people) =>
          people.map((person) =>
            person.username === who ? { ...person, status: String(message.data.status) } : person,
          ),
        );
        break;
      case messageIds.fileUploaded:
        this.files.change((files) => withFile(files, message));
        break;
      case messageIds.fileDeleted:
        this.files.change((files) => files.filter(({ name }) => name !== message.data.name));
        break;
      case messageIds.fileDownloaded:
        this.lastDownload.value = { name: String(message.data.name), by };
        break;
    }
  }

  #refreshLists(): void {
    void this.people.refresh();
    void this.files.refresh();
  }
}

const isUuid = (id: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);

function withFile(files: readonly ActivityFile[], message: ActivityMessage): readonly ActivityFile[] {
  const file = {
    ...message.data,
    uploader_username: actorOf(message) ?? '',
    uploaded_at: message.timestamp,
  } as unknown as ActivityFile;
  const others = files.filter(({ name }) => name !== file.name);
  return [...others, file].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function changeIn(raw: string): KeyedChange {
  const message = membersOf(raw);
  const updated = message.get('updated_fields');
  const removed = message.get('removed_fields');
  return { updated: isObject(updated) ? updated : none, removed: isObject(removed) ? removed : none };
}

// Read once more, because what a document is made of must keep its numbers and their order.
function membersOf(raw: string): JsonObject {
  const message = parseJson(raw);
  return isObject(message) ? message : none;
}
