import { expect, test } from 'vitest';
import { Rates, stack } from './rates';

test('counts events in the second of their arrival', () => {
  const rates = new Rates(4);
  rates.add('newBoard', 10_000);
  rates.add('newBoard', 10_999);
  rates.add('newPath', 11_000);
  const { seconds, byType } = rates.series(13_500);
  expect(seconds).toEqual([9, 10, 11, 12]);
  expect(byType.newBoard).toEqual([0, 2, 0, 0]);
  expect(byType.newPath).toEqual([0, 0, 1, 0]);
  expect(byType.solvedBoard).toEqual([0, 0, 0, 0]);
});

test('excludes the current second', () => {
  const rates = new Rates(2);
  rates.add('newBoard', 5_100);
  expect(rates.series(5_900).byType.newBoard).toEqual([0, 0]);
  expect(rates.series(6_000).byType.newBoard).toEqual([0, 1]);
});

test('drops seconds before the window', () => {
  const rates = new Rates(3);
  rates.add('newBoard', 1_000);
  rates.series(100_000);
  expect(rates.series(2_000).byType.newBoard).toEqual([0, 0, 0]);
});

test('stacks rows, so that the last one holds the totals', () => {
  expect(
    stack([
      [1, 0, 2],
      [3, 1, 0],
      [0, 0, 5],
    ]),
  ).toEqual([
    [1, 0, 2],
    [4, 1, 2],
    [4, 1, 7],
  ]);
});
