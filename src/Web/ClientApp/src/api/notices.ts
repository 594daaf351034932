import { send } from './client';

/** Tells everybody something, on every stream. */
export const sendAlert = (message: string, level: string) =>
  send<unknown>('POST', '/api/alerts', { body: { message, level } });
