import { ApiError } from './ApiError';
import { send } from './client';
import type { User } from './types';

export type Credentials = { username: string; password: string };

export const register = (credentials: Credentials) =>
  send<User>('POST', '/api/auth/register', { body: credentials });

/** Starts a session in an HttpOnly cookie. */
export const login = (credentials: Credentials) =>
  send<void>('POST', '/api/auth/login', { query: { cookie: true }, body: credentials });

export const logout = () => send<void>('POST', '/api/auth/logout');

export const me = () => send<User>('GET', '/api/auth/me');

/** Whether requests reach the API, for visitors as well. */
export async function isReachable(signal: AbortSignal): Promise<boolean> {
  try {
    await send<User>('GET', '/api/auth/me', { signal });
    return true;
  } catch (error) {
    return error instanceof ApiError && error.isAnswer;
  }
}
