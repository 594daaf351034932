/** The header is cut to the second, and Kestrel writes it once a second: an answer bears the one that was written last. */
const oldest = 2000;

/**
 * By how much the server's clock is ahead of this browser's, in milliseconds, from the `Date` of its answers. One
 * answer tells it within two seconds and its own duration; further ones narrow that down to one. As long as no
 * difference at all explains every answer, none is assumed.
 */
export class ServerClock {
  #least = Number.NEGATIVE_INFINITY;
  #most = Number.POSITIVE_INFINITY;

  observe(date: string | null, sentAt: number, receivedAt: number): void {
    const second = Date.parse(date ?? '');
    if (Number.isNaN(second)) return;
    const least = second - receivedAt;
    const most = second + oldest - sentAt;
    // A clock was set in between: what was learnt before is void.
    if (least > this.#most || most < this.#least) {
      this.#least = least;
      this.#most = most;
      return;
    }
    this.#least = Math.max(this.#least, least);
    this.#most = Math.min(this.#most, most);
  }

  get ahead(): number {
    if (this.#least <= 0 && this.#most >= 0) return 0;
    return (this.#least + this.#most) / 2;
  }
}
