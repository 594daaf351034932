import { type EventType, eventTypes } from '../stream/events';

/** Counts events by second and type over a sliding window. */
export class Rates {
  readonly #seconds: number;
  readonly #counts = new Map<number, Map<EventType, number>>();

  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  add(type: EventType, at: number): void {
    const second = Math.floor(at / 1000);
    let counts = this.#counts.get(second);
    if (!counts) {
      counts = new Map();
      this.#counts.set(second, counts);
    }
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }

  /**
   * The full seconds up to `now`, oldest first, with the number of events of each type. Excludes the current second,
   * whose bar would always be too small.
   */
  series(now: number): { seconds: number[]; byType: Record<EventType, number[]> } {
    const end = Math.floor(now / 1000);
    const start = end - this.#seconds;
    for (const second of this.#counts.keys()) if (second < start) this.#counts.delete(second);
    const seconds = Array.from({ length: this.#seconds }, (_, index) => start + index);
    const byType = Object.fromEntries(
      eventTypes.map((type) => [type, seconds.map((second) => this.#counts.get(second)?.get(type) ?? 0)]),
    ) as Record<EventType, number[]>;
    return { seconds, byType };
  }
}

/** Cumulative sums of the rows, for a stacked chart. */
export function stack(rows: readonly (readonly number[])[]): number[][] {
  const sums: number[][] = [];
  for (const row of rows) {
    const below = sums.at(-1);
    sums.push(row.map((count, index) => count + (below?.[index] ?? 0)));
  }
  return sums;
}
