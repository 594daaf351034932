import { expect, test } from 'vitest';
import { revisionIn, tagOf } from './entityTags';

test.each([
  ['"7"', 7],
  ['W/"7"', 7],
  ['"7-gzip"', 7],
  ['"7;br"', 7],
  ['W/"12.3.0.1"', 12],
  ['"1234567890abcdef1234567890abcdef"', null],
  ['"12345678901234567890"', null],
  ['"abc"', null],
  ['7', null],
  ['', null],
  [null, null],
])('finds in %s the revision %s', (tag, revision) => {
  expect(revisionIn(tag)).toBe(revision);
});

test('writes strong tags', () => {
  expect(tagOf(7)).toBe('"7"');
  expect(tagOf('*')).toBe('*');
});
