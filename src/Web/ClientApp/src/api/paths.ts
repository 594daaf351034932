import { send } from './client';
import type { Line, Page, Path, PathSummary } from './types';

export const listPaths = (cursor?: string | null, signal?: AbortSignal) =>
  send<Page<PathSummary>>('GET', '/api/paths', { query: { cursor }, ...(signal && { signal }) });

export const getPath = (boardId: number, signal?: AbortSignal) =>
  send<Path>('GET', `/api/boards/${boardId}/path`, { ...(signal && { signal }) });

/** A version of a path. With the id, because a path that was deleted and drawn again starts again at revision 1. */
export type PathVersion = Pick<Path, 'id' | 'revision'>;

/** @param base The path that the lines replace; null for none. Fails with 412 if it is not the current one. */
export const savePath = (
  boardId: number,
  boardRevision: number,
  lines: readonly Line[],
  base: PathVersion | null,
  options: { signal?: AbortSignal; keepalive?: boolean } = {},
) =>
  send<Path>('PUT', `/api/boards/${boardId}/path`, {
    body: { board_revision: boardRevision, lines },
    ...(base === null ? { ifNoneMatch: '*' } : { ifMatch: `${base.revision}.${base.id}` }),
    ...options,
  });
