import type { Board, Page } from '../api/types';
import type { StreamEvent } from '../stream/events';

export const sorts = ['newest', 'updated', 'popular', 'name'] as const;
export type Sort = (typeof sorts)[number];

export type Query = { search: string; mine: boolean; sort: Sort };

/** The pages of a list that have been fetched, and where the next one begins. */
export type Listing = { items: Board[]; next: string | null };

export const emptyListing: Listing = { items: [], next: null };

/** A board that moved between two fetches is shown once, where it was first. */
export function appendPage(listing: Listing, page: Page<Board>): Listing {
  const known = new Set(listing.items.map((board) => board.id));
  return {
    items: [...listing.items, ...page.items.filter((board) => !known.has(board.id))],
    next: page.next_cursor,
  };
}

export function replaceBoard(listing: Listing, board: Board): Listing {
  return { ...listing, items: listing.items.map((held) => (held.id === board.id ? board : held)) };
}

export function removeBoard(listing: Listing, id: number): Listing {
  return { ...listing, items: listing.items.filter((held) => held.id !== id) };
}

/**
 * Puts the boards of a freshly fetched first page that are not shown yet in front, in the page's order, and
 * brings the others up to date where they stand. Null when the page does not meet what is shown, so that
 * there may be boards between the two that neither holds.
 */
export function insertFront(listing: Listing, page: Page<Board>): Listing | null {
  const fresh = new Map(page.items.map((board) => [board.id, board]));
  const meets = page.next_cursor === null || listing.items.some((held) => fresh.has(held.id));
  if (!meets) return null;
  const shown = listing.items.map((held) => fresh.get(held.id) ?? held);
  for (const board of listing.items) fresh.delete(board.id);
  return { ...listing, items: [...fresh.values(), ...shown] };
}

/** Whether a new board belongs at the top of this list, as far as its event tells. */
export function belongsOnTop(query: Query, event: StreamEvent, username: string | null): boolean {
  if (event.type !== 'newBoard') return false;
  if (query.sort !== 'newest' && query.sort !== 'updated') return false;
  if (query.mine && event.data.creator_username !== username) return false;
  return event.data.board_name.toLowerCase().includes(query.search.trim().toLowerCase());
}
