import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from './ApiError';
import { onUnauthorized, send } from './client';

const fetched = vi.fn<typeof fetch>();

beforeEach(() => vi.stubGlobal('fetch', fetched));
afterEach(() => fetched.mockReset());

const problem = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });

async function failure(request: Promise<unknown>): Promise<ApiError> {
  const error = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

test('returns the body, the revision and the location', async () => {
  fetched.mockResolvedValue(
    new Response('{"id":7}', { status: 201, headers: { ETag: 'W/"1"', Location: '/api/boards/7' } }),
  );
  const response = await send<{ id: number }>('POST', '/api/boards', { body: { name: 'x' } });
  expect(response).toEqual({
    data: { id: 7 },
    status: 201,
    revision: 1,
    location: '/api/boards/7',
    date: null,
  });
  const [, init] = fetched.mock.calls[0] ?? [];
  expect(init?.body).toBe('{"name":"x"}');
  expect(new Headers(init?.headers).get('Content-Type')).toBe('application/json');
});

test('sends a strong tag of the revision that a write changes', async () => {
  fetched.mockResolvedValue(new Response('{}'));
  await send('PUT', '/api/boards/7', { body: {}, ifMatch: 3 });
  expect(new Headers(fetched.mock.calls[0]?.[1]?.headers).get('If-Match')).toBe('"3"');
});

test('accepts an empty response', async () => {
  fetched.mockResolvedValue(new Response(null, { status: 204 }));
  expect((await send<void>('DELETE', '/api/boards/7')).data).toBeUndefined();
});

test('omits unset query parameters', async () => {
  fetched.mockResolvedValue(new Response('{}'));
  await send('GET', '/api/boards', {
    query: { search: 'a b', mine: undefined, cursor: null, creator: '', limit: 3 },
  });
  expect(fetched.mock.calls[0]?.[0]).toBe('/api/boards?search=a+b&limit=3');
});

test('finds validation errors by field, ignoring case', async () => {
  fetched.mockResolvedValue(
    problem(400, { title: 'Invalid', errors: { Name: ['Too long.'], 'dots[2].row': ['Off.'] } }),
  );
  const error = await failure(send('POST', '/api/boards', { body: {} }));
  expect(error.status).toBe(400);
  expect(error.field('name')).toBe('Too long.');
  expect(error.field('dots[2].row')).toBe('Off.');
  expect(error.field('rows')).toBeUndefined();
});

test('reads Retry-After', async () => {
  fetched.mockResolvedValue(problem(429, { title: 'Slow down' }, { 'Retry-After': '30' }));
  expect((await failure(send('POST', '/api/auth/login', { body: {} }))).retryAfter).toBe(30);
});

test('keeps the status of an error that is not JSON', async () => {
  fetched.mockResolvedValue(new Response('<h1>Bad gateway</h1>', { status: 502 }));
  expect((await failure(send('GET', '/api/boards'))).status).toBe(502);
  fetched.mockResolvedValue(problem(500, '{"title":'));
  expect((await failure(send('GET', '/api/boards'))).status).toBe(500);
});

test('throws an ApiError of status 0 on a network error', async () => {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'));
  expect((await failure(send('GET', '/api/boards'))).isNetwork).toBe(true);
});

test('rethrows an AbortError', async () => {
  const abort = new AbortController();
  fetched.mockImplementation(async () => {
    abort.abort();
    throw new DOMException('Aborted', 'AbortError');
  });
  await expect(send('GET', '/api/boards', { signal: abort.signal })).rejects.toThrow('Aborted');
  await expect(send('GET', '/api/boards', { signal: abort.signal })).rejects.not.toBeInstanceOf(ApiError);
});

test('reports an expired session, but not a wrong password', async () => {
  const listener = vi.fn();
  const unsubscribe = onUnauthorized(listener);
  fetched.mockImplementation(async () => problem(401, { title: 'Unauthorized' }));
  await failure(send('POST', '/api/auth/login', { body: {} }));
  expect(listener).not.toHaveBeenCalled();
  await failure(send('PUT', '/api/boards/1/path', { body: {} }));
  expect(listener).toHaveBeenCalledOnce();
  unsubscribe();
});
