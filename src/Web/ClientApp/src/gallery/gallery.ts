import { batch, signal } from '@preact/signals';
import { user } from '../account/session';
import { ApiError } from '../api/ApiError';
import { getBoard, listBoards } from '../api/boards';
import type { StreamEvent } from '../stream/events';
import { onEvent, onReset } from '../stream/stream';
import {
  appendPage,
  belongsOnTop,
  emptyListing,
  fits,
  insertFront,
  type Listing,
  type Query,
  removeBoard,
  replaceBoard,
} from './listing';

export type Status = 'loading' | 'ready' | 'loading-more' | 'failed';

/** Module state that outlives the page, so that the list is unchanged on returning from a board. */
export const listing = signal<Listing>(emptyListing);
export const status = signal<Status>('loading');
export const failure = signal<unknown>(null);

/** Boards created since the list was loaded, not shown until the user asks for them. */
export const newBoardIds = signal<readonly number[]>([]);

const pageSize = 24;
/** Changed boards are collected for this long before they are refetched, in milliseconds. */
const coalesceDelay = 400;
/** Above this many, one request for the list is cheaper than one for each board. */
const maxSingleFetches = 6;

let query: Query | null = null;
let fetching = new AbortController();
const changed = new Set<number>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Loads the boards of a query, unless they are shown already. */
export function showQuery(next: Query): void {
  if (query && JSON.stringify(query) === JSON.stringify(next)) {
    if (newBoardIds.value.length > 0) void showNewBoards();
    return;
  }
  query = next;
  batch(() => {
    listing.value = emptyListing;
    newBoardIds.value = [];
  });
  void reload();
}

/** Refetches as many boards as are shown, at least one page. */
export async function reload(): Promise<void> {
  fetching.abort();
  fetching = new AbortController();
  const { signal: abort } = fetching;
  const wanted = Math.max(pageSize, listing.value.items.length);
  if (listing.value.items.length === 0) status.value = 'loading';
  const requested = newBoardIds.value;
  try {
    let fresh = emptyListing;
    do {
      const limit = Math.min(100, Math.max(pageSize, wanted - fresh.items.length));
      fresh = appendPage(fresh, (await fetchPage(limit, fresh.next, abort)).data);
    } while (fresh.next !== null && fresh.items.length < wanted);
    batch(() => {
      listing.value = fresh;
      newBoardIds.value = newBoardIds.value.filter((id) => !requested.includes(id));
      status.value = 'ready';
    });
  } catch (error) {
    fail(error, abort);
  }
}

export async function loadMore(): Promise<void> {
  if (status.value !== 'ready' || listing.value.next === null) return;
  status.value = 'loading-more';
  const { signal: abort } = fetching;
  try {
    const { data } = await fetchPage(pageSize, listing.value.next, abort);
    if (abort.aborted) return;
    batch(() => {
      listing.value = appendPage(listing.value, data);
      status.value = 'ready';
    });
  } catch (error) {
    fail(error, abort);
  }
}

export async function showNewBoards(): Promise<void> {
  const { signal: abort } = fetching;
  const requested = newBoardIds.value;
  try {
    const { data } = await fetchPage(Math.min(100, Math.max(pageSize, requested.length)), null, abort);
    if (abort.aborted) return;
    const next = insertFront(listing.value, data);
    batch(() => {
      listing.value = next ?? { items: data.items, next: data.next_cursor };
      newBoardIds.value = newBoardIds.value.filter((id) => !requested.includes(id));
    });
  } catch (error) {
    // The pill remains, so that the user can retry.
    if (!(error instanceof ApiError) && !abort.aborted) throw error;
  }
}

function fetchPage(limit: number, cursor: string | null, abort: AbortSignal) {
  const { search, mine, sort, verdict } = query ?? { search: '', mine: false, sort: 'newest' };
  return listBoards({ search: search.trim(), ...(mine && { mine }), verdict, sort, limit, cursor }, abort);
}

function fail(error: unknown, abort: AbortSignal): void {
  if (abort.aborted) return;
  batch(() => {
    failure.value = error;
    status.value = 'failed';
  });
}

function handleEvent(event: StreamEvent): void {
  if (!query) return;
  const id = event.data.board_id;
  if (event.type === 'deletedBoard') {
    changed.delete(id);
    batch(() => {
      listing.value = removeBoard(listing.value, id);
      newBoardIds.value = newBoardIds.value.filter((item) => item !== id);
    });
    return;
  }
  const isShown = listing.value.items.some((board) => board.id === id);
  if (event.type === 'newBoard') {
    if (
      !isShown &&
      !newBoardIds.value.includes(id) &&
      belongsOnTop(query, event, user.value?.username ?? null)
    ) {
      newBoardIds.value = [...newBoardIds.value, id];
    }
    return;
  }
  // Events carry no counts, and counting on the client would drift from the server.
  if (isShown) {
    changed.add(id);
    if (timer === undefined) timer = setTimeout(() => void refreshChanged(), coalesceDelay);
  }
}

async function refreshChanged(): Promise<void> {
  timer = undefined;
  const ids = [...changed];
  changed.clear();
  if (ids.length > maxSingleFetches) return reload();
  await Promise.all(
    ids.map(async (id) => {
      try {
        const { data } = await getBoard(id);
        listing.value =
          query && !fits(query, data) ? removeBoard(listing.value, id) : replaceBoard(listing.value, data);
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) listing.value = removeBoard(listing.value, id);
      }
    }),
  );
}

onEvent(handleEvent);
onReset(() => {
  if (query) void reload();
});
