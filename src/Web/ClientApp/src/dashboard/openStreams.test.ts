import { expect, test } from 'vitest';
import { listStreams } from './openStreams';

test('lists open streams by channel, largest first, without empty channels', () => {
  expect(listStreams({ activities: 1, notifications: 3, 'activities/1': 0 })).toEqual([
    { name: 'notifications', count: 3 },
    { name: 'activities', count: 1 },
  ]);
  expect(listStreams()).toEqual([]);
});
