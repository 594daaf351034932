import { send } from './client';
import type { Board, BoardDraft, Check, Hint, Line, Page, Verdict } from './types';

export type BoardsQuery = {
  search?: string;
  creator?: string;
  mine?: boolean;
  verdict?: Verdict | undefined;
  sort?: string;
  limit?: number;
  cursor?: string | null;
};

export const listBoards = (query: BoardsQuery = {}, signal?: AbortSignal) =>
  send<Page<Board>>('GET', '/api/boards', { query, ...(signal && { signal }) });

export const getBoard = (id: number | string, signal?: AbortSignal) =>
  send<Board>('GET', `/api/boards/${id}`, { ...(signal && { signal }) });

export const createBoard = (draft: BoardDraft) => send<Board>('POST', '/api/boards', { body: draft });

/** Fails with 412 if the board has another revision. */
export const updateBoard = (id: number, draft: BoardDraft, revision: number) =>
  send<Board>('PUT', `/api/boards/${id}`, { body: draft, ifMatch: revision });

export const deleteBoard = (id: number) => send<void>('DELETE', `/api/boards/${id}`);

export const checkBoard = (
  board: Pick<BoardDraft, 'rows' | 'cols' | 'dots' | 'rule'>,
  signal?: AbortSignal,
) => send<Check>('POST', '/api/boards/check', { body: board, ...(signal && { signal }) });

/** Fails with 409 if the board has no solution, or none is known. */
export const getHint = (id: number, lines: readonly Line[], signal?: AbortSignal) =>
  send<Hint>('POST', `/api/boards/${id}/hint`, { body: { lines }, ...(signal && { signal }) });
