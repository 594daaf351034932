import type { ActivitySummary, Page } from '../api/types';
import { type ActivityMessage, actorOf, messageIds } from './messages';

/** The activities fetched so far, newest first. */
export type Listing = {
  items: readonly ActivitySummary[];
  next: string | null;
  /** Ids deleted during this session, because a page requested before may still contain them. */
  deleted: ReadonlySet<string>;
};

export const emptyListing: Listing = { items: [], next: null, deleted: new Set() };

/** Appends a page; of an activity in both, the later revision wins. */
export function appendPage(listing: Listing, page: Page<ActivitySummary>): Listing {
  const fetched = new Map(page.items.map((item) => [item.id, item]));
  const merged = listing.items.map((item) => {
    const fresh = fetched.get(item.id);
    fetched.delete(item.id);
    return fresh && fresh.revision > item.revision ? fresh : item;
  });
  const added = [...fetched.values()].filter(({ id }) => !listing.deleted.has(id));
  return { ...listing, items: [...merged, ...added], next: page.next_cursor };
}

/** @param search Only activities whose name contains this are listed. */
export function applyMessage(listing: Listing, message: ActivityMessage, search: string): Listing {
  const id = message.activity_id;
  if (id === null) return listing;
  const { items, deleted } = listing;
  switch (message.id) {
    case messageIds.created: {
      if (items.some((item) => item.id === id) || !matches(message, search)) return listing;
      return { ...listing, items: [created(id, message), ...items] };
    }
    case messageIds.updated:
      return {
        ...listing,
        items: items.map((item) => (item.id === id ? updated(item, message) : item)),
      };
    case messageIds.deleted:
      return {
        ...listing,
        items: items.filter((item) => item.id !== id),
        deleted: new Set(deleted).add(id),
      };
    default:
      return listing;
  }
}

const nameIn = ({ data }: ActivityMessage): string => (typeof data.name === 'string' ? data.name : '');

const matches = (message: ActivityMessage, search: string): boolean =>
  nameIn(message).toLowerCase().includes(search.trim().toLowerCase());

function created(id: string, message: ActivityMessage): ActivitySummary {
  return {
    id,
    name: nameIn(message),
    creator_username: String(message.data.creator_username ?? actorOf(message) ?? ''),
    revision: message.revision ?? 1,
    hash: String(message.data.hash ?? ''),
    is_private: false,
    created_at: message.timestamp,
    updated_at: message.timestamp,
  };
}

function updated(item: ActivitySummary, message: ActivityMessage): ActivitySummary {
  const revision = message.revision ?? item.revision;
  if (revision <= item.revision) return item;
  return {
    ...item,
    revision,
    name: nameIn(message) || item.name,
    hash: String(message.data.hash ?? item.hash),
    updated_at: message.timestamp,
  };
}
