import { beforeEach, expect, test, vi } from 'vitest';
import { loadSession, safeNext, session, signIn, signInPath, signOut, user } from './session';

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
