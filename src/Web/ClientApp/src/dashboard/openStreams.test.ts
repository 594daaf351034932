import { expect, test } from 'vitest';
import { listStreams } from './openStreams';

test('open streams are listed by channel, the largest first, without the empty ones', () => {
  expect(listStreams({ activities: 1, notifications: 3, 'activities/1': 0 })).toEqual([
    { name: 'notifications', count: 3 },
    { name: 'activities', count: 1 },
  ]);
  expect(listStreams()).toEqual([]);
});
