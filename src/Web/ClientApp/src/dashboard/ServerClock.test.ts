import { expect, test } from 'vitest';
import { ServerClock } from './ServerClock';

/** Polls a server whose clock is ahead by so much, and which writes its `Date` once a second, 900 ms after it is true. */
function poll(clock: ServerClock, ahead: number, times: number, roundTrip = 20): void {
  for (let index = 0; index < times; index++) {
    const sentAt = Date.UTC(2026, 0, 1) + index * 5137;
    const date = new Date(sentAt + roundTrip / 2 + ahead - 900).toUTCString();
    clock.observe(date, sentAt, sentAt + roundTrip);
  }
}

test('clocks that agree are taken to agree', () => {
  const clock = new ServerClock();
  expect(clock.ahead).toBe(0);
  poll(clock, 0, 30);
  expect(clock.ahead).toBe(0);
});

test.each([-90_000, -3_200, 4_700, 3_600_000])(
  'a clock that is ahead by %d ms is found out to half a second',
  (ahead) => {
    const clock = new ServerClock();
    poll(clock, ahead, 30);
    expect(Math.abs(clock.ahead - ahead)).toBeLessThan(550);
  },
);

test('a clock that is set anew is found out again', () => {
  const clock = new ServerClock();
  poll(clock, 60_000, 10);
  poll(clock, -60_000, 30);
  expect(Math.abs(clock.ahead + 60_000)).toBeLessThan(550);
});

test('an answer without a date tells nothing', () => {
  const clock = new ServerClock();
  clock.observe(null, 0, 1);
  clock.observe('yesterday', 0, 1);
  expect(clock.ahead).toBe(0);
});
