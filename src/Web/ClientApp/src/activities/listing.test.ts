import { expect, test } from 'vitest';
import type { ActivitySummary } from '../api/types';
import { appendPage, emptyListing, type Listing, takeMessage } from './listing';
import type { ActivityMessage } from './messages';

const activity = (id: string, revision = 1): ActivitySummary => ({
  id,
  name: `Activity ${id}`,
  creator_username: 'ada',
  revision,
  hash: '',
  is_private: false,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
});
const message = (id: number, activityId: string, revision: number, data: object = {}): ActivityMessage => ({
  seq: 1,
  id,
  event: '',
  activity_id: activityId,
  action: '',
  revision,
  timestamp: '2026-01-02T00:00:00Z',
  actor: { username: 'ben', connection_id: null },
  data: { ...data },
});
const listing = (...items: ActivitySummary[]): Listing => ({ ...emptyListing, items });
const ids = ({ items }: Listing) => items.map(({ id, revision }) => `${id}:${revision}`);

test('a new one comes to the front, once', () => {
  const created = message(101, 'c', 1, { name: 'Coffee', creator_username: 'ben' });
  const next = takeMessage(listing(activity('b'), activity('a')), created, '');
  expect(ids(next)).toEqual(['c:1', 'b:1', 'a:1']);
  expect(next.items[0]).toMatchObject({
    name: 'Coffee',
    creator_username: 'ben',
    updated_at: created.timestamp,
  });
  expect(ids(takeMessage(next, created, ''))).toEqual(ids(next));
});

test('one that does not match what is searched for stays away', () => {
  const created = message(101, 'c', 1, { name: 'Coffee' });
  expect(ids(takeMessage(emptyListing, created, ' coff'))).toEqual(['c:1']);
  expect(ids(takeMessage(emptyListing, created, 'tea'))).toEqual([]);
});

test('a change goes forward only', () => {
  const held = listing(activity('a', 3));
  expect(takeMessage(held, message(102, 'a', 4, { name: 'New' }), '').items[0]).toMatchObject({
    revision: 4,
    name: 'New',
  });
  expect(ids(takeMessage(held, message(102, 'a', 2, { name: 'Old' }), ''))).toEqual(['a:3']);
  expect(ids(takeMessage(held, message(102, 'b', 2), ''))).toEqual(['a:3']);
});

test('one that is deleted goes, and a page that was under way does not bring it back', () => {
  const gone = takeMessage(listing(activity('a')), message(103, 'a', 2), '');
  expect(ids(gone)).toEqual([]);
  expect(ids(appendPage(gone, { items: [activity('b'), activity('a')], next_cursor: null }))).toEqual([
    'b:1',
  ]);
  const again = takeMessage(gone, message(101, 'a', 1, { name: 'Again' }), '');
  expect(ids(again)).toEqual(['a:1']);
});

test('what came by message before its page counts where it is later', () => {
  const early = takeMessage(emptyListing, message(101, 'c', 1, { name: 'Coffee' }), '');
  const known = takeMessage(early, message(102, 'c', 5, { name: 'Tea' }), '');
  const page = { items: [activity('c', 2), activity('b', 1)], next_cursor: 'next' };
  const next = appendPage(known, page);
  expect(ids(next)).toEqual(['c:5', 'b:1']);
  expect(next.next).toBe('next');
});
