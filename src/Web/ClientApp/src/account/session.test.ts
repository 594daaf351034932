import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  CookiesBlocked,
  loadSession,
  safeNext,
  session,
  signIn,
  signInPath,
  signOut,
  signUp,
  user,
} from './session';

const responses = new Map<string, () => Response>();

beforeEach(() => {
  responses.clear();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const respond = responses.get(`${init.method} ${url}`);
    if (!respond) throw new Error(`Unexpected ${init.method} ${url}`);
    return respond();
  });
  session.value = { status: 'unknown' };
});

test('restores the session from a valid cookie', async () => {
  responses.set('GET /api/auth/me', () => new Response('{"id":"1","username":"autorX"}'));
  await loadSession();
  expect(user.value?.username).toBe('autorX');
});

test('is anonymous without a cookie', async () => {
  responses.set('GET /api/auth/me', () => new Response(null, { status: 401 }));
  await loadSession();
  expect(session.value.status).toBe('anonymous');
});

test('signs in with a cookie and loads the user; signs out', async () => {
  responses.set('POST /api/auth/login?cookie=true', () => new Response(null, { status: 204 }));
  responses.set('GET /api/auth/me', () => new Response('{"id":"1","username":"graczY"}'));
  responses.set('POST /api/auth/logout', () => new Response(null, { status: 204 }));
  await signIn({ username: 'graczY', password: 'x' });
  expect(user.value?.username).toBe('graczY');
  await signOut();
  expect(user.value).toBeNull();
});

describe('while the server cannot answer', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const autorX = () => new Response('{"id":"1","username":"autorX"}');
  const failures: [string, () => Response][] = [
    ['503', () => new Response(null, { status: 503 })],
    ['500', () => new Response('{}', { status: 500 })],
    ['429', () => new Response(null, { status: 429, headers: { 'Retry-After': '1' } })],
    ['403', () => new Response(null, { status: 403 })],
    ['a page of a proxy', () => new Response('<html>')],
    ['no connection', () => Response.error()],
  ];

  test.each(failures)('neither signs out nor gives up: %s', async (_, failed) => {
    responses.set('GET /api/auth/me', failed);
    const loaded = loadSession();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(session.value.status).toBe('unknown');
    responses.set('GET /api/auth/me', autorX);
    await vi.advanceTimersByTimeAsync(60_000);
    await loaded;
    expect(user.value?.username).toBe('autorX');
  });

  test('keeps the user who is known', async () => {
    responses.set('GET /api/auth/me', autorX);
    await loadSession();
    responses.set('GET /api/auth/me', () => new Response(null, { status: 503 }));
    void loadSession();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(user.value?.username).toBe('autorX');
    responses.set('POST /api/auth/logout', () => new Response(null, { status: 204 }));
    await signOut();
    // The repeated request would be answered with the user of a session that has ended.
    responses.set('GET /api/auth/me', autorX);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(session.value.status).toBe('anonymous');
  });

  test('asks again at once when the network is back', async () => {
    responses.set('GET /api/auth/me', () => Response.error());
    const loaded = loadSession();
    await vi.advanceTimersByTimeAsync(0);
    responses.set('GET /api/auth/me', autorX);
    dispatchEvent(new Event('online'));
    await loaded;
    expect(user.value?.username).toBe('autorX');
  });
});

test('explains that cookies are blocked', async () => {
  responses.set('POST /api/auth/login?cookie=true', () => new Response(null, { status: 204 }));
  responses.set('GET /api/auth/me', () => new Response(null, { status: 401 }));
  await expect(signIn({ username: 'graczY', password: 'x' })).rejects.toBeInstanceOf(CookiesBlocked);

  const cookieEnabled = vi.spyOn(navigator, 'cookieEnabled', 'get').mockReturnValue(false);
  // Without a request: an account that nobody can use must not be created.
  await expect(signUp({ username: 'graczY', password: 'x' })).rejects.toBeInstanceOf(CookiesBlocked);
  cookieEnabled.mockRestore();
});

test.each([
  ['/boards/7?x=1#top', '/boards/7?x=1#top'],
  [undefined, '/'],
  ['https://evil.example/', '/'],
  ['//evil.example/boards', '/'],
  ['/.//evil.example/boards', '/'],
  ['/\\evil.example/boards', '/'],
  ['javascript:alert(1)', '/'],
])('reduces %s to the safe path %s', (next, expected) => {
  expect(safeNext(next)).toBe(expected);
});

test('keeps the return path in the URL', () => {
  const path = signInPath('/boards/7?x=1&y=2');
  expect(safeNext(new URL(path, location.origin).searchParams.get('next') ?? undefined)).toBe(
    '/boards/7?x=1&y=2',
  );
});
