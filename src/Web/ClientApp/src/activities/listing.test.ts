import { expect, test } from 'vitest';
import type { ActivitySummary } from '../api/types';
import { appendPage, applyMessage, emptyListing, type Listing } from './listing';
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

test('a new activity is prepended once', () => {
  const created = message(101, 'c', 1, { name: 'Coffee', creator_username: 'ben' });
  const next = applyMessage(listing(activity('b'), activity('a')), created, '');
  expect(ids(next)).toEqual(['c:1', 'b:1', 'a:1']);
  expect(next.items[0]).toMatchObject({
    name: 'Coffee',
    creator_username: 'ben',
    updated_at: created.timestamp,
  });
  expect(ids(applyMessage(next, created, ''))).toEqual(ids(next));
});

test('a new activity that does not match the search is ignored', () => {
  const created = message(101, 'c', 1, { name: 'Coffee' });
  expect(ids(applyMessage(emptyListing, created, ' coff'))).toEqual(['c:1']);
  expect(ids(applyMessage(emptyListing, created, 'tea'))).toEqual([]);
});

test('an older revision is ignored', () => {
  const held = listing(activity('a', 3));
  expect(applyMessage(held, message(102, 'a', 4, { name: 'New' }), '').items[0]).toMatchObject({
    revision: 4,
    name: 'New',
  });
  expect(ids(applyMessage(held, message(102, 'a', 2, { name: 'Old' }), ''))).toEqual(['a:3']);
  expect(ids(applyMessage(held, message(102, 'b', 2), ''))).toEqual(['a:3']);
});

test('a deleted activity is removed, and an older page does not restore it', () => {
  const gone = applyMessage(listing(activity('a')), message(103, 'a', 2), '');
  expect(ids(gone)).toEqual([]);
  expect(ids(appendPage(gone, { items: [activity('b'), activity('a')], next_cursor: null }))).toEqual([
    'b:1',
  ]);
  const again = applyMessage(gone, message(101, 'a', 1, { name: 'Again' }), '');
  expect(ids(again)).toEqual(['a:1']);
});

test('a message before the page wins if its revision is later', () => {
  const early = applyMessage(emptyListing, message(101, 'c', 1, { name: 'Coffee' }), '');
  const known = applyMessage(early, message(102, 'c', 5, { name: 'Tea' }), '');
  const page = { items: [activity('c', 2), activity('b', 1)], next_cursor: 'next' };
  const next = appendPage(known, page);
  expect(ids(next)).toEqual(['c:5', 'b:1']);
  expect(next.next).toBe('next');
});
