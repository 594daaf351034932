import { computed, signal } from '@preact/signals';
import * as accounts from '../api/accounts';
import { onUnauthorized } from '../api/client';
import type { User } from '../api/types';

/** `unknown` until the server has responded, so that the UI does not flicker between signed in and out. */
export type Session = { status: 'unknown' } | { status: 'anonymous' } | { status: 'signed-in'; user: User };

export const session = signal<Session>({ status: 'unknown' });

export const user = computed(() => (session.value.status === 'signed-in' ? session.value.user : null));

// All tabs share the cookie, so a sign-in or sign-out in one applies to all.
const otherTabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('dots.session');

export async function loadSession(): Promise<void> {
  try {
    session.value = { status: 'signed-in', user: (await accounts.me()).data };
  } catch {
    session.value = { status: 'anonymous' };
  }
}

export async function signIn(credentials: accounts.Credentials): Promise<void> {
  await accounts.login(credentials);
  await loadSession();
  otherTabs?.postMessage('changed');
}

export async function signUp(credentials: accounts.Credentials): Promise<void> {
  await accounts.register(credentials);
  await signIn(credentials);
}

export async function signOut(): Promise<void> {
  await accounts.logout();
  session.value = { status: 'anonymous' };
  otherTabs?.postMessage('changed');
}

export function startSession(): void {
  if (otherTabs) otherTabs.onmessage = () => void loadSession();
  onUnauthorized(() => {
    session.value = { status: 'anonymous' };
  });
  void loadSession();
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
