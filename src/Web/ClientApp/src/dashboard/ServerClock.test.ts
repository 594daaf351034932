import { expect, test } from 'vitest';
import { ServerClock } from './ServerClock';

/** Polls a server whose clock is ahead by `ahead`, and whose `Date` header is 900 ms old. */
function poll(clock: ServerClock, ahead: number, times: number, roundTrip = 20): void {
  for (let index = 0; index < times; index++) {
    const sentAt = Date.UTC(2026, 0, 1) + index * 5137;
    const date = new Date(sentAt + roundTrip / 2 + ahead - 900).toUTCString();
    clock.observe(date, sentAt, sentAt + roundTrip);
  }
}

test('assumes equal clocks if the responses allow it', () => {
  const clock = new ServerClock();
  expect(clock.ahead).toBe(0);
  poll(clock, 0, 30);
  expect(clock.ahead).toBe(0);
});

test.each([-90_000, -3_200, 4_700, 3_600_000])('estimates an offset of %d ms to half a second', (ahead) => {
  const clock = new ServerClock();
  poll(clock, ahead, 30);
  expect(Math.abs(clock.ahead - ahead)).toBeLessThan(550);
});

test('adapts to an adjusted clock', () => {
  const clock = new ServerClock();
  poll(clock, 60_000, 10);
  poll(clock, -60_000, 30);
  expect(Math.abs(clock.ahead + 60_000)).toBeLessThan(550);
});

test('ignores a response without a valid date', () => {
  const clock = new ServerClock();
  clock.observe(null, 0, 1);
  clock.observe('yesterday', 0, 1);
  expect(clock.ahead).toBe(0);
});
