import { expect, test } from 'vitest';
import { LiveList } from './LiveList';

/** A list whose requests the test answers. */
function controlledList() {
  const pending: ((items: readonly string[] | Error) => void)[] = [];
  const list = new LiveList<string>(
    () =>
      new Promise((resolve, reject) => {
        pending.push((items) => (items instanceof Error ? reject(items) : resolve(items)));
      }),
  );
  const respond = async (items: readonly string[] | Error) => {
    pending.shift()?.(items);
    // Lets the promise chain settle.
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  return { list, respond, pendingCount: () => pending.length };
}

test('fetches the list, and applies changes', async () => {
  const { list, respond } = controlledList();
  void list.refresh();
  await respond(['a']);
  list.change((items) => [...items, 'b']);
  expect(list.items.value).toEqual(['a', 'b']);
});

test('discards a response that a message has overtaken', async () => {
  const { list, respond, pendingCount } = controlledList();
  void list.refresh();
  await respond(['a', 'b']);
  void list.refresh();
  list.change((items) => items.filter((item) => item !== 'a'));
  await respond(['a', 'b']);
  expect(list.items.value).toEqual(['b']);
  expect(pendingCount()).toBe(1);
  await respond(['b']);
  expect(list.items.value).toEqual(['b']);
  expect(pendingCount()).toBe(0);
});

test('a refresh during a request causes one more request', async () => {
  const { list, respond, pendingCount } = controlledList();
  void list.refresh();
  void list.refresh();
  void list.refresh();
  expect(pendingCount()).toBe(1);
  await respond(['old']);
  expect(pendingCount()).toBe(1);
  await respond(['new']);
  expect(list.items.value).toEqual(['new']);
});

test('keeps the items on failure, and clears the failure on success', async () => {
  const { list, respond } = controlledList();
  void list.refresh();
  await respond(['a']);
  void list.refresh();
  await respond(new Error('away'));
  expect(list.items.value).toEqual(['a']);
  expect(list.failure.value).toEqual(new Error('away'));
  void list.refresh();
  await respond(['b']);
  expect([list.items.value, list.failure.value]).toEqual([['b'], null]);
});
