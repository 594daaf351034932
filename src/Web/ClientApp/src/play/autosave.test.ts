import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Autosave, type AutosaveState, type Written } from './autosave';

let states: AutosaveState[];
let sent: { value: string; keepalive: boolean; answer(written: Written): void }[];
let autosave: Autosave<string>;

beforeEach(() => {
  vi.useFakeTimers();
  states = [];
  sent = [];
  autosave = new Autosave<string>({
    rest: 500,
    onState: (state) => states.push(state),
    write: (value, { keepalive }) =>
      new Promise((answer) => {
        sent.push({ value, keepalive, answer });
      }),
  });
});

afterEach(() => {
  vi.useRealTimers();
});

const values = () => sent.map(({ value }) => value);

async function answer(written: Written): Promise<void> {
  sent.at(-1)?.answer(written);
  await vi.advanceTimersByTimeAsync(0);
}

test('writes the last of several changes, after a rest', async () => {
  autosave.change('a');
  await vi.advanceTimersByTimeAsync(400);
  autosave.change('b');
  await vi.advanceTimersByTimeAsync(499);
  expect(values()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(values()).toEqual(['b']);
  await answer('saved');
  expect(states).toEqual(['unsaved', 'unsaved', 'saving', 'saved']);
  expect(autosave.isPending).toBe(false);
});

test('one write at a time; what changed meanwhile is written after it', async () => {
  autosave.change('a');
  await vi.advanceTimersByTimeAsync(500);
  autosave.change('b');
  await vi.advanceTimersByTimeAsync(2000);
  expect(values()).toEqual(['a']);
  await answer('saved');
  await vi.advanceTimersByTimeAsync(500);
  expect(values()).toEqual(['a', 'b']);
});

test('a failure is tried again, later each time, and at once when asked', async () => {
  autosave.change('a');
  await vi.advanceTimersByTimeAsync(500);
  await answer('failed');
  expect(states.at(-1)).toBe('failed');
  await vi.advanceTimersByTimeAsync(1999);
  expect(values()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(values()).toHaveLength(2);
  await answer('failed');
  await vi.advanceTimersByTimeAsync(3999);
  expect(values()).toHaveLength(2);
  autosave.flush();
  expect(values()).toHaveLength(3);
  await answer('saved');
  expect(states.at(-1)).toBe('saved');
});

test('a failed value gives way to a newer one', async () => {
  autosave.change('a');
  await vi.advanceTimersByTimeAsync(500);
  autosave.change('b');
  await answer('failed');
  await vi.advanceTimersByTimeAsync(2000);
  expect(values()).toEqual(['a', 'b']);
});

test('what was refused is not sent again', async () => {
  autosave.change('a');
  await vi.advanceTimersByTimeAsync(500);
  await answer('refused');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(values()).toEqual(['a']);
  expect(states.at(-1)).toBe('refused');
});

test('leaving sends what waits in a request that outlives the page', () => {
  autosave.change('a');
  autosave.leave();
  expect(sent.map(({ value, keepalive }) => [value, keepalive])).toEqual([['a', true]]);
});

test('leaving sends again what is under way', async () => {
  autosave.change('a');
  await vi.advanceTimersByTimeAsync(500);
  autosave.leave();
  expect(sent.map(({ value, keepalive }) => [value, keepalive])).toEqual([
    ['a', false],
    ['a', true],
  ]);
});

test('leaving with everything saved sends nothing', async () => {
  autosave.change('a');
  await vi.advanceTimersByTimeAsync(500);
  await answer('saved');
  autosave.leave();
  expect(values()).toEqual(['a']);
});

test('after it was stopped nothing is sent', async () => {
  autosave.change('a');
  autosave.stop();
  autosave.change('b');
  autosave.leave();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(values()).toEqual([]);
});
