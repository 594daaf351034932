import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../api/ApiError';
import type { ApiResponse } from '../api/client';
import type { DocumentPath } from './documentPath';
import { isObject, type Json, type JsonObject, parseJson, writeJson } from './json';
import { applyChange, type KeyedChange, setAt } from './keyedChange';
import { type Edit, EditConflict, isSame, LiveDocument } from './LiveDocument';

const object = (text: string): JsonObject => {
  const value = parseJson(text);
  if (!isObject(value)) throw new TypeError('No object.');
  return value;
};
const change = (updated: string): KeyedChange => ({ updated: object(updated), removed: new Map() });

/** A server with one document that others may change. */
class FakeServer {
  content: JsonObject;
  revision = 1;
  readonly requests: string[] = [];
  live: LiveDocument;
  /** Called before each write is handled. */
  beforeWrite: () => void = () => undefined;
  failure: ApiError | null = null;
  readFailure: ApiError | null = null;
  hasTag = true;

  constructor(text: string) {
    this.content = object(text);
    this.live = new LiveDocument({
      get: async () => {
        this.requests.push('GET');
        if (this.readFailure) throw this.readFailure;
        return this.#response();
      },
      patch: async (json, revision) => {
        this.requests.push(`PATCH ${revision}`);
        this.beforeWrite();
        if (this.failure) throw this.failure;
        if (revision !== this.revision) throw new ApiError(412, {});
        const sent = object(json);
        this.#apply({
          updated: sent.get('updated_fields') as JsonObject,
          removed: sent.get('removed_fields') as JsonObject,
        });
        return this.#response();
      },
    });
    this.live.replace(this.content, 1);
  }

  /** A change by someone else. `isSent`: whether the page receives it. */
  change(updated: string, isSent = true): void {
    this.#apply(change(updated));
    if (isSent) this.live.receiveChange(change(updated), this.revision - 1, 'ben');
  }

  get text(): string {
    return writeJson(this.live.content.value ?? null);
  }

  #apply(applied: KeyedChange): void {
    this.content = applyChange(this.content, applied);
    this.revision += 1;
  }

  #response(): ApiResponse<string> {
    return {
      data: writeJson(this.content),
      revision: this.hasTag ? this.revision : null,
      status: 200,
      location: null,
      date: null,
    };
  }
}

const set = (name: string, value: Json, base: Json | undefined): Edit => {
  const path: DocumentPath = [{ name }];
  return {
    path,
    isApplicable: (now) => isSame(now, base),
    change: (document) => setAt(document, path, value),
  };
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('applies the next change, and ignores an old one', () => {
  const server = new FakeServer('{"a":1}');
  server.change('{"a":2}');
  expect(server.text).toBe('{"a":2}');
  server.live.receiveChange(change('{"a":9}'), 1, 'ben');
  expect(server.text).toBe('{"a":2}');
  expect(server.live.revision.value).toBe(2);
});

test('refetches the document after a gap', async () => {
  const server = new FakeServer('{"a":1,"b":1}');
  server.change('{"a":2}', false);
  server.change('{"b":2}');
  await vi.advanceTimersByTimeAsync(0);
  expect(server.requests).toEqual(['GET']);
  expect(server.text).toBe('{"a":2,"b":2}');
  expect(server.live.revision.value).toBe(3);
});

test('refetches the document after an invalid change', async () => {
  const server = new FakeServer('{"a":{"b":1}}');
  server.change('{"a":{"b":2}}', false);
  server.live.receiveChange({ updated: new Map(), removed: object('{"a":7}') }, 1, 'ben');
  await vi.advanceTimersByTimeAsync(0);
  expect(server.text).toBe('{"a":{"b":2}}');
});

test('retries a failed refetch', async () => {
  const server = new FakeServer('{"a":1}');
  server.readFailure = new ApiError(503, {});
  server.change('{"a":2}', false);
  server.change('{"a":3}');
  await vi.advanceTimersByTimeAsync(0);
  expect(server.text).toBe('{"a":1}');
  server.readFailure = null;
  await vi.advanceTimersByTimeAsync(1000);
  expect(server.requests).toEqual(['GET', 'GET']);
  expect(server.text).toBe('{"a":3}');
});

test('applies an edit once the server has it, and ignores its message', async () => {
  const server = new FakeServer('{"a":"x"}');
  await server.live.write(set('a', 'y', 'x'));
  expect(server.text).toBe('{"a":"y"}');
  server.live.receiveChange(change('{"a":"y"}'), 1, 'me');
  expect(server.live.revision.value).toBe(2);
});

test('retries an edit after a concurrent change elsewhere', async () => {
  const server = new FakeServer('{"a":"x","b":1}');
  server.beforeWrite = () => {
    server.beforeWrite = () => undefined;
    server.change('{"b":2}');
  };
  await server.live.write(set('a', 'y', 'x'));
  expect(server.requests).toEqual(['PATCH 1', 'PATCH 2']);
  expect(server.text).toBe('{"a":"y","b":2}');
});

test('waits for the concurrent change before retrying', async () => {
  const server = new FakeServer('{"a":"x","b":1}');
  server.change('{"b":2}', false);
  const written = server.live.write(set('a', 'y', 'x'));
  await vi.advanceTimersByTimeAsync(100);
  expect(server.requests).toEqual(['PATCH 1']);
  server.live.receiveChange(change('{"b":2}'), 1, 'ben');
  await written;
  expect(server.requests).toEqual(['PATCH 1', 'PATCH 2']);
});

test('refetches the document if the concurrent change does not arrive', async () => {
  const server = new FakeServer('{"a":"x","b":1}');
  server.change('{"b":2}', false);
  const written = server.live.write(set('a', 'y', 'x'));
  await vi.advanceTimersByTimeAsync(3000);
  await written;
  expect(server.requests).toEqual(['PATCH 1', 'GET', 'PATCH 2']);
  expect(server.text).toBe('{"a":"y","b":2}');
});

test('a concurrent change of the same value is a conflict, and is not overwritten', async () => {
  const server = new FakeServer('{"a":"x"}');
  server.beforeWrite = () => {
    server.beforeWrite = () => undefined;
    server.change('{"a":"theirs"}');
  };
  const written = server.live.write(set('a', 'mine', 'x'));
  await expect(written).rejects.toBeInstanceOf(EditConflict);
  await expect(written).rejects.toMatchObject({ theirs: 'theirs' });
  expect(writeJson(server.content)).toBe('{"a":"theirs"}');
});

test('gives up after too many concurrent changes', async () => {
  const server = new FakeServer('{"a":"x","b":0}');
  server.beforeWrite = () => server.change(`{"b":${server.revision}}`);
  await expect(server.live.write(set('a', 'y', 'x'))).rejects.toMatchObject({ status: 412 });
  expect(server.requests).toHaveLength(8);
});

test('fails at once on any other error', async () => {
  const server = new FakeServer('{"a":"x"}');
  server.failure = new ApiError(403, {});
  await expect(server.live.write(set('a', 'y', 'x'))).rejects.toBe(server.failure);
  expect(server.requests).toHaveLength(1);
  expect(server.text).toBe('{"a":"x"}');
});

test('highlights a change and its ancestors with its author, for a while', () => {
  const server = new FakeServer('{"a":{"b":{"c":1}}}');
  server.change('{"a":{"b":{"c":2}}}');
  expect([...server.live.highlights.value].map(([key, { by, isExact }]) => [key, by, isExact])).toEqual([
    ['/a/b/c', 'ben', true],
    ['/a/b', 'ben', false],
    ['/a', 'ben', false],
    ['', 'ben', false],
  ]);
  vi.advanceTimersByTime(2500);
  expect(server.live.highlights.value.size).toBe(0);
});

test('shows a document whose tag was removed on the way', async () => {
  const server = new FakeServer('{"a":1}');
  server.hasTag = false;
  server.change('{"a":2}', false);
  await server.live.fetch();
  expect(server.text).toBe('{"a":2}');
});

test('replaces a document that was created anew, although its revision is lower', async () => {
  const server = new FakeServer('{"a":1}');
  server.live.replace(object('{"old":true}'), 50);
  server.live.reload();
  await vi.advanceTimersByTimeAsync(0);
  expect(server.text).toBe('{"a":1}');
  expect(server.live.revision.value).toBe(1);
});

test('reloads again when a change is announced during the request', async () => {
  const server = new FakeServer('{"a":1}');
  server.live.replace(object('{"old":true}'), 50);
  server.live.reload();
  server.change('{"a":2}');
  await vi.advanceTimersByTimeAsync(0);
  expect(server.text).toBe('{"a":2}');
  expect(server.live.revision.value).toBe(2);
});

test('sends another request when a reload is requested during one', async () => {
  const server = new FakeServer('{"a":1}');
  server.live.resync();
  server.live.reload();
  await vi.advanceTimersByTimeAsync(0);
  expect(server.requests).toEqual(['GET', 'GET']);
});

test('does not retry for a document that does not exist', async () => {
  const server = new FakeServer('{"a":1}');
  server.readFailure = new ApiError(404, {});
  server.live.reload();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.requests).toEqual(['GET']);
});
