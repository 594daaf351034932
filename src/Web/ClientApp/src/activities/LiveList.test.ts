import { expect, test } from 'vitest';
import { LiveList } from './LiveList';

/** Answers that are given when the test says so. */
function answers() {
  const waiting: ((items: readonly string[] | Error) => void)[] = [];
  const list = new LiveList<string>(
    () =>
      new Promise((resolve, reject) => {
        waiting.push((items) => (items instanceof Error ? reject(items) : resolve(items)));
      }),
  );
  const answer = async (items: readonly string[] | Error) => {
    waiting.shift()?.(items);
    // What follows on an answer follows in a few turns.
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  return { list, answer, asked: () => waiting.length };
}

test('a list is fetched, and changed as the messages tell', async () => {
  const { list, answer } = answers();
  void list.refresh();
  await answer(['a']);
  list.change((items) => [...items, 'b']);
  expect(list.items.value).toEqual(['a', 'b']);
});

test('an answer that a message has overtaken is not believed', async () => {
  const { list, answer, asked } = answers();
  void list.refresh();
  await answer(['a', 'b']);
  void list.refresh();
  list.change((items) => items.filter((item) => item !== 'a'));
  await answer(['a', 'b']);
  expect(list.items.value).toEqual(['b']);
  expect(asked()).toBe(1);
  await answer(['b']);
  expect(list.items.value).toEqual(['b']);
  expect(asked()).toBe(0);
});

test('to ask while one is asking is to ask once more afterwards', async () => {
  const { list, answer, asked } = answers();
  void list.refresh();
  void list.refresh();
  void list.refresh();
  expect(asked()).toBe(1);
  await answer(['old']);
  expect(asked()).toBe(1);
  await answer(['new']);
  expect(list.items.value).toEqual(['new']);
});

test('a failure keeps what is held, and goes with the next answer', async () => {
  const { list, answer } = answers();
  void list.refresh();
  await answer(['a']);
  void list.refresh();
  await answer(new Error('away'));
  expect(list.items.value).toEqual(['a']);
  expect(list.failure.value).toEqual(new Error('away'));
  void list.refresh();
  await answer(['b']);
  expect([list.items.value, list.failure.value]).toEqual([['b'], null]);
});
