import { send } from './client';
import type { Access, ActivityFile, ActivitySummary, Page, Participant } from './types';

const root = '/api/activities';

export const listActivities = (
  query: { name?: string; limit?: number; cursor?: string | null },
  signal?: AbortSignal,
) => send<Page<ActivitySummary>>('GET', root, { query, ...(signal && { signal }) });

/** Sends the document as text, which preserves the spelling of numbers and the order of members. */
export const createActivity = (json: string) => send<string>('POST', root, { json, asText: true });

export const getActivity = (id: string) => send<string>('GET', `${root}/${id}`, { asText: true });

/** Sends an id-keyed change as JSON text. */
export const patchActivity = (id: string, json: string, revision: number) =>
  send<string>('PATCH', `${root}/${id}`, { json, ifMatch: revision, asText: true });

/** Deletes any revision. A server may be configured to require If-Match. */
export const deleteActivity = (id: string) => send<void>('DELETE', `${root}/${id}`, { ifMatch: '*' });

export const getConfig = (id: string) => send<string>('GET', `${root}/${id}/config`, { asText: true });

export const patchConfig = (id: string, json: string, revision: number) =>
  send<string>('PATCH', `${root}/${id}/config`, { json, ifMatch: revision, asText: true });

export const getAccess = (id: string, signal?: AbortSignal) =>
  send<Access>('GET', `${root}/${id}/access`, { ...(signal && { signal }) });

export const putAccess = (id: string, access: Partial<Pick<Access, 'is_private' | 'members'>>) =>
  send<Access>('PUT', `${root}/${id}/access`, { body: access });

export const listParticipants = (id: string) => send<{ items: Participant[] }>('GET', `${root}/${id}/users`);

export const putStatus = (id: string, status: string) =>
  send<unknown>('PUT', `${root}/${id}/users/me/status`, { body: { status } });

export const listFiles = (id: string) => send<{ items: ActivityFile[] }>('GET', `${root}/${id}/files`);

export const fileUrl = (id: string, name: string) => `${root}/${id}/files/${encodeURIComponent(name)}`;

export const deleteFile = (id: string, name: string) => send<void>('DELETE', fileUrl(id, name));

/** The messages of a channel after a cursor, as text, which preserves the spelling of numbers in documents. */
export const listMessages = (channel: string, after: string, types: readonly number[], signal: AbortSignal) =>
  send<string>('GET', '/api/events', {
    query: { channel, after, types: types.join(',') },
    asText: true,
    signal,
  });
