import { send } from './client';
import type { Line, Page, Path, PathSummary } from './types';

export const listPaths = (cursor?: string | null, signal?: AbortSignal) =>
  send<Page<PathSummary>>('GET', '/api/paths', { query: { cursor }, ...(signal && { signal }) });

export const getPath = (boardId: number, signal?: AbortSignal) =>
  send<Path>('GET', `/api/boards/${boardId}/path`, { ...(signal && { signal }) });

export const savePath = (
  boardId: number,
  boardRevision: number,
  lines: readonly Line[],
  options: { signal?: AbortSignal; keepalive?: boolean } = {},
) =>
  send<Path>('PUT', `/api/boards/${boardId}/path`, {
    body: { board_revision: boardRevision, lines },
    ...options,
  });

export const deletePath = (boardId: number) => send<void>('DELETE', `/api/boards/${boardId}/path`);
