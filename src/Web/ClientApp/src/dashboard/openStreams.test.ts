import { expect, test } from 'vitest';
import { countStreams, listStreams } from './openStreams';

const open = { sse: { notifications: 3, activities: 1 }, websocket: { activities: 2 }, other: 0 };

test('open streams are added up, however they are divided', () => {
  expect(countStreams(open)).toBe(6);
  expect(countStreams(4)).toBe(4);
  expect(countStreams({ sse: 2, websocket: 1 })).toBe(3);
  expect(countStreams(undefined)).toBeNull();
});

test('they are listed by name, the largest first, without the empty ones', () => {
  expect(listStreams(open)).toEqual([
    { name: 'sse · notifications', count: 3 },
    { name: 'websocket · activities', count: 2 },
    { name: 'sse · activities', count: 1 },
  ]);
  expect(listStreams(4)).toEqual([]);
});
