import { batch, computed, effect, signal } from '@preact/signals';
import { session, user } from '../account/session';
import { ApiError } from '../api/ApiError';
import * as api from '../api/activities';
import { problemText } from '../api/problemText';
import type { Access, ActivityFile, Participant } from '../api/types';
import type { ConnectionState } from '../stream/events';
import { ActivityStream, type Reachability } from './ActivityStream';
import { isObject, type JsonObject, parseJson } from './json';
import type { KeyedChange } from './keyedChange';
import { LiveDocument } from './LiveDocument';
import { LiveList } from './LiveList';
import { MessageFeed } from './MessageFeed';
import { type ActivityMessage, actorOf, isAboutPath, messageIds, userOf } from './messages';
import type { Transport } from './transport';
import { Uploads } from './Uploads';

/** `notFound` includes an activity that may still be created. */
export type Status = 'loading' | 'ready' | 'forbidden' | 'notFound';

export type Download = { name: string; by: string | null };

const none: JsonObject = new Map();

/** One activity, kept up to date with the server by its stream. */
export class LiveActivity {
  readonly id: string;
  readonly status = signal<Status>('loading');
  readonly connection = signal<ConnectionState>('connecting');
  readonly transport = signal<Transport>('webSocket');
  readonly access = signal<Access | null>(null);
  /** Who deleted it while it was open; its last state stays readable. Undefined while it exists. */
  readonly deletedBy = signal<string | null | undefined>(undefined);
  /** The server's error for the last message or status that was sent. */
  readonly lastError = signal<string | null>(null);
  readonly lastDownload = signal<Download | null>(null);
  readonly document: LiveDocument;
  readonly config: LiveDocument;
  readonly people: LiveList<Participant>;
  readonly files: LiveList<ActivityFile>;
  readonly uploads: Uploads;
  readonly feed = new MessageFeed();
  readonly canWrite = computed(
    () => user.value !== null && this.status.value === 'ready' && this.deletedBy.value === undefined,
  );
  readonly #stream: ActivityStream;
  readonly #abort = new AbortController();
  readonly #disposers: (() => void)[] = [];

  constructor(id: string) {
    this.id = id;
    this.document = new LiveDocument({
      get: () => api.getActivity(id),
      patch: (json, revision) => api.patchActivity(id, json, revision),
    });
    this.config = new LiveDocument({
      get: () => api.getConfig(id),
      patch: (json, revision) => api.patchConfig(id, json, revision),
    });
    this.people = new LiveList(async () => (await api.listParticipants(id)).data.items);
    this.files = new LiveList(async () => (await api.listFiles(id)).data.items);
    this.uploads = new Uploads(id);
    this.#stream = new ActivityStream(
      {
        channel: `activities/${id}`,
        snapshot: true,
        probe: (signal) => this.#checkAccess(signal),
      },
      {
        onState: (state) => {
          this.connection.value = state;
          // Presence messages may have been missed while disconnected.
          if (state === 'connected' && this.status.peek() === 'ready') this.#refreshLists();
        },
        onTransport: (transport) => {
          this.transport.value = transport;
        },
        onMessage: (message, raw) => this.#onMessage(message, raw),
        onSnapshot: (message, raw) => this.#onSnapshot(message, raw),
        onReset: (snapshotFollows) => {
          if (this.config.isLoaded.peek()) this.config.resync();
          if (!snapshotFollows) this.document.reload();
        },
        onError: ({ data }) => {
          this.lastError.value = data.detail;
        },
      },
    );
  }

  /** Opens the activity for the current user, and reopens it when the user changes. */
  start(): void {
    let currentUser: string | null | undefined;
    this.#disposers.push(
      effect(() => {
        if (this.document.content.value !== null) this.#onLoaded();
      }),
      effect(() => {
        const now = session.value;
        if (now.status === 'unknown') return;
        const username = now.status === 'signed-in' ? now.user.username : null;
        if (currentUser === undefined) void this.#connect();
        else if (currentUser !== username) void this.#onUserChanged();
        currentUser = username;
      }),
    );
  }

  dispose(): void {
    this.#abort.abort();
    for (const dispose of this.#disposers) dispose();
    this.#stream.dispose();
    this.uploads.abortAll();
    this.document.dispose();
    this.config.dispose();
  }

  async setStatus(status: string): Promise<void> {
    this.lastError.value = null;
    if (this.#stream.send({ id: messageIds.statusUpdated, data: { status } })) return;
    try {
      await api.putStatus(this.id, status);
    } catch (error) {
      this.lastError.value = problemText(error);
    }
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

  async #connect(): Promise<void> {
    if ((await this.#checkAccess()) === 'denied' || this.#abort.signal.aborted) return;
    this.#stream.start();
    // Not left to the stream, which may take long to connect.
    if (this.access.peek() !== null) this.document.reload();
  }

  async #onUserChanged(): Promise<void> {
    if (this.status.peek() === 'forbidden') {
      this.status.value = 'loading';
      await this.#connect();
    } else {
      if (this.status.peek() === 'notFound') void this.#checkAccess();
      this.#stream.restart();
    }
  }

  /** Updates `status` if access is denied. `denied` does not include an id that does not exist yet. */
  async #checkAccess(signal = this.#abort.signal): Promise<Reachability> {
    try {
      this.access.value = (await api.getAccess(this.id, signal)).data;
      return 'reachable';
    } catch (error) {
      if (this.#abort.signal.aborted) return 'denied';
      if (!(error instanceof ApiError) || !error.isAnswer) return 'unreachable';
      if (error.status !== 404) return 'reachable';
      // The server does not tell a private activity from a missing one, except that it closes the streams of a private one.
      if (this.status.peek() === 'ready' && this.deletedBy.peek() === undefined) {
        this.status.value = 'forbidden';
        return 'denied';
      }
      if (this.status.peek() === 'loading') this.status.value = 'notFound';
      // A valid id may still be created, or shared with the user.
      return isUuid(this.id) ? 'reachable' : 'denied';
    }
  }

  #onLoaded(): void {
    const status = this.status.peek();
    if (status !== 'loading' && status !== 'notFound') return;
    this.status.value = 'ready';
    if (this.access.peek() === null) void this.#checkAccess();
    this.#refreshLists();
  }

  #onSnapshot(message: ActivityMessage, raw: string): void {
    const data = membersOf(raw).get('data');
    batch(() => {
      if (isObject(data)) this.document.replace(data, message.revision ?? 0);
      this.status.value = 'ready';
      this.deletedBy.value = undefined;
    });
    if (this.access.peek() === null) void this.#checkAccess();
    this.#refreshLists();
  }

  #onMessage(message: ActivityMessage, raw: string): void {
    if (isAboutPath(message)) return;
    this.feed.add(message, raw);
    const by = actorOf(message);
    const who = userOf(message);
    switch (message.id) {
      case messageIds.created:
        this.deletedBy.value = undefined;
        this.#stream.restart();
        void this.#checkAccess();
        break;
      case messageIds.updated:
        this.document.receiveChange(changeIn(raw), message.base_revision ?? 0, by);
        break;
      case messageIds.deleted:
        this.deletedBy.value = by;
        break;
      case messageIds.configUpdated:
        this.config.receiveChange(changeIn(raw), message.base_revision ?? 0, by);
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

// Parsed again by our own parser, which preserves the spelling of numbers and the order of members.
function membersOf(raw: string): JsonObject {
  const message = parseJson(raw);
  return isObject(message) ? message : none;
}
