import { send } from './client';

/** Sends an alert on every stream. Administrators only. */
export const sendAlert = (message: string, level: string) =>
  send<unknown>('POST', '/api/alerts', { body: { message, level } });
