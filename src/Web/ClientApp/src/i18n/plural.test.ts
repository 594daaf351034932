import { expect, test } from 'vitest';
import { pluralIn } from './plural';

test.each([
  [0, '0 plansz'],
  [1, '1 plansza'],
  [2, '2 plansze'],
  [4, '4 plansze'],
  [5, '5 plansz'],
  [12, '12 plansz'],
  [14, '14 plansz'],
  [22, '22 plansze'],
  [25, '25 plansz'],
  [102, '102 plansze'],
  [112, '112 plansz'],
  [1.5, '1,5 planszy'],
])('Polish has four forms: %d is "%s"', (count, expected) => {
  const plural = pluralIn('pl');
  expect(plural(count, { one: '# plansza', few: '# plansze', many: '# plansz', other: '# planszy' })).toBe(
    expected,
  );
});

test.each([
  [0, '0 boards'],
  [1, '1 board'],
  [2, '2 boards'],
  [12345, '12,345 boards'],
])('English has two: %d is "%s"', (count, expected) => {
  expect(pluralIn('en')(count, { one: '# board', other: '# boards' })).toBe(expected);
});

test('a missing form falls back to "other"', () => {
  expect(pluralIn('pl')(3, { other: '# s' })).toBe('3 s');
});
