const initialSeconds = 1;
const maxSeconds = 30;

/**
 * The delay before the next attempt, in milliseconds: exponential with a cap, and with jitter over the upper half, so that
 * many clients do not reconnect at the same time.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const whole = Math.min(maxSeconds, initialSeconds * 2 ** Math.max(0, failures - 1)) * 1000;
  return whole / 2 + (random() * whole) / 2;
}
