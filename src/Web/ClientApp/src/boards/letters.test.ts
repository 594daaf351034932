import { expect, test } from 'vitest';
import { letterOf, lettersOf } from './letters';
import { sketch, sketchColor } from './sketch';

test('letters continue after Z', () => {
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

test('letters follow the order in which the colours appear', () => {
  const { dots } = sketch('A B\nB A');
  expect([...lettersOf([...dots].reverse())]).toEqual([
    [sketchColor('B'), 'A'],
    [sketchColor('A'), 'B'],
  ]);
});
