import { expect, test } from 'vitest';
import { letterOf, lettersOf } from './letters';
import { inkOf, sketch } from './sketch';

test('letters go on after Z', () => {
  expect([0, 1, 25, 26, 51, 52, 701, 702].map(letterOf)).toEqual([
    'A',
    'B',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
  ]);
});

test('a colour has its letter by the order in which it appears', () => {
  const { dots } = sketch('A B\nB A');
  expect([...lettersOf([...dots].reverse())]).toEqual([
    [inkOf('B'), 'A'],
    [inkOf('A'), 'B'],
  ]);
});
