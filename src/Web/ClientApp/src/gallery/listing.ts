import type { Board, Page, Verdict } from '../api/types';
import type { StreamEvent } from '../stream/events';

export const sorts = ['newest', 'updated', 'popular', 'name', 'difficulty', 'hardest'] as const;
export type Sort = (typeof sorts)[number];

export const verdicts = ['unique', 'solvable', 'unsolvable', 'unknown'] as const satisfies readonly Verdict[];

export type Query = {
  search: string;
  mine: boolean;
  sort: Sort;
  /** Without it, boards with any verdict. */
  verdict?: Verdict | undefined;
};

/** The boards fetched so far, and the cursor of the next page. */
export type Listing = { items: Board[]; next: string | null };

export const emptyListing: Listing = { items: [], next: null };

/** Skips boards that moved between two requests and are in the list already. */
export function appendPage(listing: Listing, page: Page<Board>): Listing {
  const known = new Set(listing.items.map((board) => board.id));
  return {
    items: [...listing.items, ...page.items.filter((board) => !known.has(board.id))],
    next: page.next_cursor,
  };
}

export function replaceBoard(listing: Listing, board: Board): Listing {
  return { ...listing, items: listing.items.map((item) => (item.id === board.id ? board : item)) };
}

/** Whether a board still belongs to the list after a check. */
export const fits = (query: Query, board: Board): boolean =>
  query.verdict === undefined || query.verdict === board.verdict;

export function removeBoard(listing: Listing, id: number): Listing {
  return { ...listing, items: listing.items.filter((item) => item.id !== id) };
}

/**
 * Merges a newly fetched first page: prepends its new boards, and updates the others in place.
 * @returns null if the page and the list do not overlap, because there may be boards between the two.
 */
export function insertFront(listing: Listing, page: Page<Board>): Listing | null {
  const fresh = new Map(page.items.map((board) => [board.id, board]));
  const overlaps = page.next_cursor === null || listing.items.some((item) => fresh.has(item.id));
  if (!overlaps) return null;
  const shown = listing.items.map((item) => fresh.get(item.id) ?? item);
  for (const board of listing.items) fresh.delete(board.id);
  return { ...listing, items: [...fresh.values(), ...shown] };
}

/** Whether a new board belongs at the top of this list, judging by its event. */
export function belongsOnTop(query: Query, event: StreamEvent, username: string | null): boolean {
  if (event.type !== 'newBoard') return false;
  if (query.sort !== 'newest' && query.sort !== 'updated') return false;
  // A new board has not been checked yet.
  if (query.verdict !== undefined && query.verdict !== 'unknown') return false;
  if (query.mine && event.data.creator_username !== username) return false;
  return event.data.board_name.toLowerCase().includes(query.search.trim().toLowerCase());
}
