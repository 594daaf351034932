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
  insertFront,
  type Listing,
  type Query,
  removeBoard,
  replaceBoard,
} from './listing';

export type Status = 'loading' | 'ready' | 'loading-more' | 'failed';

/** What is shown. It outlives the page, so that one who comes back from a board finds the list as it was. */
export const listing = signal<Listing>(emptyListing);
export const status = signal<Status>('loading');
export const failure = signal<unknown>(null);

/** Boards that were made meanwhile, and wait to be let in. */
export const arrivals = signal<readonly number[]>([]);

const pageSize = 24;
/** Changes are gathered for so long before they are fetched. */
const gatherFor = 400;
/** Past so many, one fetch of the list is cheaper than one for each board. */
const mostSingleFetches = 6;

let query: Query | null = null;
let fetching = new AbortController();
const changed = new Set<number>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows the boards of a query; nothing happens when they are shown already. */
export function show(next: Query): void {
  if (query && JSON.stringify(query) === JSON.stringify(next)) {
    if (arrivals.value.length > 0) void letIn();
    return;
  }
  query = next;
  batch(() => {
    listing.value = emptyListing;
    arrivals.value = [];
  });
  void reload();
}

/** Fetches anew as much as is shown, at least a page. */
export async function reload(): Promise<void> {
  fetching.abort();
  fetching = new AbortController();
  const { signal: stop } = fetching;
  const wanted = Math.max(pageSize, listing.value.items.length);
  if (listing.value.items.length === 0) status.value = 'loading';
  const asked = arrivals.value;
  try {
    let fresh = emptyListing;
    do {
      const limit = Math.min(100, Math.max(pageSize, wanted - fresh.items.length));
      fresh = appendPage(fresh, (await fetchPage(limit, fresh.next, stop)).data);
    } while (fresh.next !== null && fresh.items.length < wanted);
    batch(() => {
      listing.value = fresh;
      arrivals.value = arrivals.value.filter((id) => !asked.includes(id));
      status.value = 'ready';
    });
  } catch (error) {
    fail(error, stop);
  }
}

export async function loadMore(): Promise<void> {
  if (status.value !== 'ready' || listing.value.next === null) return;
  status.value = 'loading-more';
  const { signal: stop } = fetching;
  try {
    const { data } = await fetchPage(pageSize, listing.value.next, stop);
    if (stop.aborted) return;
    batch(() => {
      listing.value = appendPage(listing.value, data);
      status.value = 'ready';
    });
  } catch (error) {
    fail(error, stop);
  }
}

/** Lets the new boards in. */
export async function letIn(): Promise<void> {
  const { signal: stop } = fetching;
  const asked = arrivals.value;
  try {
    const { data } = await fetchPage(Math.min(100, Math.max(pageSize, asked.length)), null, stop);
    if (stop.aborted) return;
    const next = insertFront(listing.value, data);
    batch(() => {
      listing.value = next ?? { items: data.items, next: data.next_cursor };
      arrivals.value = arrivals.value.filter((id) => !asked.includes(id));
    });
  } catch (error) {
    // The pill stays, and can be pressed again.
    if (!(error instanceof ApiError) && !stop.aborted) throw error;
  }
}

function fetchPage(limit: number, cursor: string | null, stop: AbortSignal) {
  const { search, mine, sort } = query ?? { search: '', mine: false, sort: 'newest' };
  return listBoards({ search: search.trim(), ...(mine && { mine }), sort, limit, cursor }, stop);
}

function fail(error: unknown, stop: AbortSignal): void {
  if (stop.aborted) return;
  batch(() => {
    failure.value = error;
    status.value = 'failed';
  });
}

function take(event: StreamEvent): void {
  if (!query) return;
  const id = event.data.board_id;
  if (event.type === 'deletedBoard') {
    changed.delete(id);
    batch(() => {
      listing.value = removeBoard(listing.value, id);
      arrivals.value = arrivals.value.filter((held) => held !== id);
    });
    return;
  }
  const isShown = listing.value.items.some((board) => board.id === id);
  if (event.type === 'newBoard') {
    if (
      !isShown &&
      !arrivals.value.includes(id) &&
      belongsOnTop(query, event, user.value?.username ?? null)
    ) {
      arrivals.value = [...arrivals.value, id];
    }
    return;
  }
  // An event says that a count has changed, not to what: counting along would drift from the server's.
  if (isShown) {
    changed.add(id);
    if (timer === undefined) timer = setTimeout(() => void refreshChanged(), gatherFor);
  }
}

async function refreshChanged(): Promise<void> {
  timer = undefined;
  const ids = [...changed];
  changed.clear();
  if (ids.length > mostSingleFetches) return reload();
  await Promise.all(
    ids.map(async (id) => {
      try {
        const { data } = await getBoard(id);
        listing.value = replaceBoard(listing.value, data);
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) listing.value = removeBoard(listing.value, id);
      }
    }),
  );
}

onEvent(take);
onReset(() => {
  if (query) void reload();
});
