import { expect, test } from 'vitest';
import { backoff } from './backoff';

test('doubles the delay up to a cap', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 50].map((failures) => backoff(failures, () => 1));
  expect(longest).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
});

test('adds jitter over the upper half', () => {
  for (const failures of [1, 3, 50]) {
    expect(backoff(failures, () => 0)).toBe(backoff(failures, () => 1) / 2);
  }
});
