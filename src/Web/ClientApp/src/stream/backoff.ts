const firstSeconds = 1;
const longestSeconds = 30;

/**
 * How long to wait before the attempt after `failures` failed ones, in milliseconds: doubling, capped, and
 * spread over the upper half, so that the tabs of a whole office do not come back in one moment.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const whole = Math.min(longestSeconds, firstSeconds * 2 ** Math.max(0, failures - 1)) * 1000;
  return whole / 2 + (random() * whole) / 2;
}
