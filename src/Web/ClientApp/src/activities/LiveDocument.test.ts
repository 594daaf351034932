import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../api/ApiError';
import type { Answer } from '../api/client';
import { isObject, type Json, type JsonObject, parseJson, writeJson } from './json';
import { applyChange, type KeyedChange, setAt } from './keyedChange';
import { type Edit, EditConflict, isSame, LiveDocument } from './LiveDocument';
import type { Place } from './place';

const object = (text: string): JsonObject => {
  const value = parseJson(text);
  if (!isObject(value)) throw new TypeError('No object.');
  return value;
};
const change = (updated: string): KeyedChange => ({ updated: object(updated), removed: new Map() });

/** A server with one document, which others may change. */
class FakeServer {
  content: JsonObject;
  revision = 1;
  readonly asked: string[] = [];
  live: LiveDocument;
  /** Before it looks at the next write. */
  beforeWrite: () => void = () => undefined;
  failure: ApiError | null = null;
  readFailure: ApiError | null = null;

  constructor(text: string) {
    this.content = object(text);
    this.live = new LiveDocument({
      get: async () => {
        this.asked.push('GET');
        if (this.readFailure) throw this.readFailure;
        return this.#answer();
      },
      patch: async (json, etag) => {
        this.asked.push(`PATCH ${etag}`);
        this.beforeWrite();
        if (this.failure) throw this.failure;
        if (etag !== `"${this.revision}"`) throw new ApiError(412, {});
        const sent = object(json);
        this.#take({
          updated: sent.get('updated_fields') as JsonObject,
          removed: sent.get('removed_fields') as JsonObject,
        });
        return this.#answer();
      },
    });
    this.live.take(this.content, 1);
  }

  /** Somebody else writes; whether the page hears of it is the test's to say. */
  change(updated: string, isTold = true): void {
    this.#take(change(updated));
    if (isTold) this.live.takeChange(change(updated), this.revision - 1, 'ben');
  }

  get held(): string {
    return writeJson(this.live.content.value ?? null);
  }

  #take(taken: KeyedChange): void {
    this.content = applyChange(this.content, taken);
    this.revision += 1;
  }

  #answer(): Answer<string> {
    return {
      data: writeJson(this.content),
      etag: `"${this.revision}"`,
      status: 200,
      location: null,
      date: null,
    };
  }
}

const set = (name: string, value: Json, base: Json | undefined): Edit => {
  const place: Place = [{ name }];
  return {
    place,
    isMeant: (now) => isSame(now, base),
    change: (document) => setAt(document, place, value),
  };
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a change that follows is applied, one that is known changes nothing', () => {
  const server = new FakeServer('{"a":1}');
  server.change('{"a":2}');
  expect(server.held).toBe('{"a":2}');
  server.live.takeChange(change('{"a":9}'), 1, 'ben');
  expect(server.held).toBe('{"a":2}');
  expect(server.live.revision.value).toBe(2);
});

test('a gap makes it fetch the whole', async () => {
  const server = new FakeServer('{"a":1,"b":1}');
  server.change('{"a":2}', false);
  server.change('{"b":2}');
  await vi.advanceTimersByTimeAsync(0);
  expect(server.asked).toEqual(['GET']);
  expect(server.held).toBe('{"a":2,"b":2}');
  expect(server.live.revision.value).toBe(3);
});

test('a change that cannot be read makes it fetch the whole', async () => {
  const server = new FakeServer('{"a":{"b":1}}');
  server.change('{"a":{"b":2}}', false);
  server.live.takeChange({ updated: new Map(), removed: object('{"a":7}') }, 1, 'ben');
  await vi.advanceTimersByTimeAsync(0);
  expect(server.held).toBe('{"a":{"b":2}}');
});

test('what cannot be fetched is fetched later', async () => {
  const server = new FakeServer('{"a":1}');
  server.readFailure = new ApiError(503, {});
  server.change('{"a":2}', false);
  server.change('{"a":3}');
  await vi.advanceTimersByTimeAsync(0);
  expect(server.held).toBe('{"a":1}');
  server.readFailure = null;
  await vi.advanceTimersByTimeAsync(1000);
  expect(server.asked).toEqual(['GET', 'GET']);
  expect(server.held).toBe('{"a":3}');
});

test('an edit is there as soon as the server has it, and its announcement changes nothing', async () => {
  const server = new FakeServer('{"a":"x"}');
  await server.live.write(set('a', 'y', 'x'));
  expect(server.held).toBe('{"a":"y"}');
  server.live.takeChange(change('{"a":"y"}'), 1, 'me');
  expect(server.live.revision.value).toBe(2);
});

test('somebody who writes elsewhere at the same moment is no conflict', async () => {
  const server = new FakeServer('{"a":"x","b":1}');
  server.beforeWrite = () => {
    server.beforeWrite = () => undefined;
    server.change('{"b":2}');
  };
  await server.live.write(set('a', 'y', 'x'));
  expect(server.asked).toEqual(['PATCH "1"', 'PATCH "2"']);
  expect(server.held).toBe('{"a":"y","b":2}');
});

test('the refusal that comes before the news of its cause waits for it', async () => {
  const server = new FakeServer('{"a":"x","b":1}');
  server.change('{"b":2}', false);
  const written = server.live.write(set('a', 'y', 'x'));
  await vi.advanceTimersByTimeAsync(100);
  expect(server.asked).toEqual(['PATCH "1"']);
  server.live.takeChange(change('{"b":2}'), 1, 'ben');
  await written;
  expect(server.asked).toEqual(['PATCH "1"', 'PATCH "2"']);
});

test('where the news does not come, it asks', async () => {
  const server = new FakeServer('{"a":"x","b":1}');
  server.change('{"b":2}', false);
  const written = server.live.write(set('a', 'y', 'x'));
  await vi.advanceTimersByTimeAsync(3000);
  await written;
  expect(server.asked).toEqual(['PATCH "1"', 'GET', 'PATCH "2"']);
  expect(server.held).toBe('{"a":"y","b":2}');
});

test('somebody who writes at the same place is a conflict, and keeps what they wrote', async () => {
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

test('it gives up where others are quicker each time', async () => {
  const server = new FakeServer('{"a":"x","b":0}');
  server.beforeWrite = () => server.change(`{"b":${server.revision}}`);
  await expect(server.live.write(set('a', 'y', 'x'))).rejects.toMatchObject({ status: 412 });
  expect(server.asked).toHaveLength(8);
});

test('any other refusal is told at once', async () => {
  const server = new FakeServer('{"a":"x"}');
  server.failure = new ApiError(403, {});
  await expect(server.live.write(set('a', 'y', 'x'))).rejects.toBe(server.failure);
  expect(server.asked).toHaveLength(1);
  expect(server.held).toBe('{"a":"x"}');
});

test('what has changed is marked where it is and above it, with who it was, for a while', () => {
  const server = new FakeServer('{"a":{"b":{"c":1}}}');
  server.change('{"a":{"b":{"c":2}}}');
  expect([...server.live.marks.value].map(([key, { by, isHere }]) => [key, by, isHere])).toEqual([
    ['/a/b/c', 'ben', true],
    ['/a/b', 'ben', false],
    ['/a', 'ben', false],
    ['', 'ben', false],
  ]);
  vi.advanceTimersByTime(2500);
  expect(server.live.marks.value.size).toBe(0);
});
