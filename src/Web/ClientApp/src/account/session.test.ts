import { beforeEach, expect, test, vi } from 'vitest';
import { loadSession, safeNext, session, signIn, signInPath, signOut, user } from './session';

const answers = new Map<string, () => Response>();

beforeEach(() => {
  answers.clear();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const answer = answers.get(`${init.method} ${url}`);
    if (!answer) throw new Error(`Unexpected ${init.method} ${url}`);
    return answer();
  });
  session.value = { status: 'unknown' };
});

test('a cookie that still holds signs one in', async () => {
  answers.set('GET /api/auth/me', () => new Response('{"id":"1","username":"autorX"}'));
  await loadSession();
  expect(user.value?.username).toBe('autorX');
});

test('no cookie is no error', async () => {
  answers.set('GET /api/auth/me', () => new Response(null, { status: 401 }));
  await loadSession();
  expect(session.value.status).toBe('anonymous');
});

test('signing in opens a cookie session and reads who it is; signing out ends it', async () => {
  answers.set('POST /api/auth/login?cookie=true', () => new Response(null, { status: 204 }));
  answers.set('GET /api/auth/me', () => new Response('{"id":"1","username":"graczY"}'));
  answers.set('POST /api/auth/logout', () => new Response(null, { status: 204 }));
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
])('one returns to %s as %s', (next, expected) => {
  expect(safeNext(next)).toBe(expected);
});

test('the way back survives the round trip', () => {
  const path = signInPath('/boards/7?x=1&y=2');
  expect(safeNext(new URL(path, location.origin).searchParams.get('next') ?? undefined)).toBe(
    '/boards/7?x=1&y=2',
  );
});
