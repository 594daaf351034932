/** How old the `Date` header can be: it is truncated to seconds, and Kestrel updates it once a second. In milliseconds. */
const maxDateAge = 2000;

/**
 * Estimates how far the server's clock is ahead of this browser's, in milliseconds, from the `Date` header of its
 * responses. Each response gives an interval, and further ones narrow it down to about a second. If the interval
 * contains 0, the clocks are assumed to agree.
 */
export class ServerClock {
  #min = Number.NEGATIVE_INFINITY;
  #max = Number.POSITIVE_INFINITY;

  observe(date: string | null, sentAt: number, receivedAt: number): void {
    const second = Date.parse(date ?? '');
    if (Number.isNaN(second)) return;
    const min = second - receivedAt;
    const max = second + maxDateAge - sentAt;
    // Disjoint intervals: a clock was adjusted in between, so earlier observations are invalid.
    if (min > this.#max || max < this.#min) {
      this.#min = min;
      this.#max = max;
      return;
    }
    this.#min = Math.max(this.#min, min);
    this.#max = Math.min(this.#max, max);
  }

  get ahead(): number {
    if (this.#min <= 0 && this.#max >= 0) return 0;
    return (this.#min + this.#max) / 2;
  }
}
