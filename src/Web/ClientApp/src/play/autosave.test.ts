import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Autosave, type AutosaveState, type SaveResult } from './autosave';

let states: AutosaveState[];
let sent: { value: string; keepalive: boolean; answer(result: SaveResult): void }[];
let autosave: Autosave<string>;

beforeEach(() => {
  vi.useFakeTimers();
  states = [];
  sent = [];
  autosave = new Autosave<string>({
    delay: 500,
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

async function answer(result: SaveResult): Promise<void> {
  sent.at(-1)?.answer(result);
  await vi.advanceTimersByTimeAsync(0);
}

test('writes only the last of several quick changes', async () => {
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

test('writes one value at a time, and a change made meanwhile afterwards', async () => {
  autosave.change('a');
  await vi.advanceTimersByTimeAsync(500);
  autosave.change('b');
  await vi.advanceTimersByTimeAsync(2000);
  expect(values()).toEqual(['a']);
  await answer('saved');
  await vi.advanceTimersByTimeAsync(500);
  expect(values()).toEqual(['a', 'b']);
});

test('retries a failure with growing delays, and at once on flush', async () => {
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

test('does not retry a failed value once there is a newer one', async () => {
  autosave.change('a');
  await vi.advanceTimersByTimeAsync(500);
  autosave.change('b');
  await answer('failed');
  await vi.advanceTimersByTimeAsync(2000);
  expect(values()).toEqual(['a', 'b']);
});

test('does not retry a refused value', async () => {
  autosave.change('a');
  await vi.advanceTimersByTimeAsync(500);
  await answer('refused');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(values()).toEqual(['a']);
  expect(states.at(-1)).toBe('refused');
});

test('sends the pending value with keepalive on leaving the page', () => {
  autosave.change('a');
  autosave.flushOnLeave();
  expect(sent.map(({ value, keepalive }) => [value, keepalive])).toEqual([['a', true]]);
});

test('sends the value in flight again on leaving the page', async () => {
  autosave.change('a');
  await vi.advanceTimersByTimeAsync(500);
  autosave.flushOnLeave();
  expect(sent.map(({ value, keepalive }) => [value, keepalive])).toEqual([
    ['a', false],
    ['a', true],
  ]);
});

test('sends nothing on leaving when everything is saved', async () => {
  autosave.change('a');
  await vi.advanceTimersByTimeAsync(500);
  await answer('saved');
  autosave.flushOnLeave();
  expect(values()).toEqual(['a']);
});

test('sends nothing after stop', async () => {
  autosave.change('a');
  autosave.stop();
  autosave.change('b');
  autosave.flushOnLeave();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(values()).toEqual([]);
});
