import { computed, signal } from '@preact/signals';
import { ApiError } from '../api/ApiError';
import * as accounts from '../api/accounts';
import { onUnauthorized } from '../api/client';
import type { User } from '../api/types';
import { openTabChannel } from '../app/otherTabs';
import { backoff } from '../stream/backoff';

/** `unknown` until the server has responded, so that the UI does not flicker between signed in and out. */
export type Session = { status: 'unknown' } | { status: 'anonymous' } | { status: 'signed-in'; user: User };

export const session = signal<Session>({ status: 'unknown' });

export const user = computed(() => (session.value.status === 'signed-in' ? session.value.user : null));

// All tabs share the cookie, so a sign-in or sign-out in one applies to all.
const otherTabs = openTabChannel('dots.session');

/** The browser does not keep the session cookie, so nobody can sign in. */
export class CookiesBlocked extends Error {
  constructor() {
    super('The browser does not accept cookies.');
    this.name = 'CookiesBlocked';
  }
}

let loading: Promise<void> = Promise.resolve();
/** Identifies the last request for the session; earlier ones are obsolete. */
let lastLoad = 0;

/**
 * Asks the server for the current user. Only 401 means that there is none. After any other failure the session stays as
 * it is known, and the request is repeated until it succeeds or a newer one replaces it.
 */
export function loadSession(): Promise<void> {
  lastLoad += 1;
  loading = load(lastLoad);
  return loading;
}

async function load(id: number): Promise<void> {
  for (let failures = 1; id === lastLoad; failures++) {
    let loaded: Session;
    try {
      loaded = { status: 'signed-in', user: (await accounts.me()).data };
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) {
        const requested = error instanceof ApiError ? Math.min(error.retryAfter ?? 0, maxRetryAfter) : 0;
        await pause(Math.max(backoff(failures), requested * 1000));
        continue;
      }
      loaded = { status: 'anonymous' };
    }
    if (id === lastLoad) {
      session.value = loaded;
      return;
    }
  }
  return loading;
}

/** In seconds. A proxy may ask for much more. */
const maxRetryAfter = 60;

/** Ends early when the network is back. */
function pause(duration: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, duration);
    addEventListener('online', end);
  });
}

function setAnonymous(): void {
  // A response that is still on its way is obsolete.
  lastLoad += 1;
  loading = Promise.resolve();
  session.value = { status: 'anonymous' };
}

/** @throws CookiesBlocked rather than leave the user signed out without an explanation. */
export async function signIn(credentials: accounts.Credentials): Promise<void> {
  requireCookies();
  await accounts.login(credentials);
  await loadSession();
  if (session.value.status === 'anonymous') throw new CookiesBlocked();
  otherTabs?.postMessage('changed');
}

export async function signUp(credentials: accounts.Credentials): Promise<void> {
  // Before the account is created, with which the user could do nothing.
  requireCookies();
  await accounts.register(credentials);
  await signIn(credentials);
}

export async function signOut(): Promise<void> {
  await accounts.logout();
  setAnonymous();
  otherTabs?.postMessage('changed');
}

export function startSession(): void {
  if (otherTabs) otherTabs.onmessage = () => void loadSession();
  // The session may have expired, or the request was sent before a sign-in: ask.
  onUnauthorized(() => {
    if (session.peek().status === 'signed-in') void loadSession();
  });
  void loadSession();
}

function requireCookies(): void {
  if (!navigator.cookieEnabled) throw new CookiesBlocked();
}

/** The path of the sign-in page, which returns to `next`. */
export const signInPath = (next: string): string => `/sign-in?next=${encodeURIComponent(next)}`;

/** Prevents open redirects: `next` comes from the URL, and anything that leads to another site becomes `/`. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith('/')) return '/';
  const url = new URL(next, location.origin);
  const path = url.pathname + url.search + url.hash;
  // The path of "/.//host" is "//host", a URL of another site.
  return url.origin === location.origin && !path.startsWith('//') ? path : '/';
}
