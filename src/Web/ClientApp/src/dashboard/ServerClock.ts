/**
 * By how much the server's clock is ahead of this browser's, in milliseconds, from the `Date` of its answers. One
 * answer tells it within a second and its own duration; each further one narrows that down. As long as no
 * difference at all explains every answer, none is assumed.
 */
export class ServerClock {
  #least = Number.NEGATIVE_INFINITY;
  #most = Number.POSITIVE_INFINITY;

  observe(date: string | null, sentAt: number, receivedAt: number): void {
    const second = Date.parse(date ?? '');
    if (Number.isNaN(second)) return;
    const least = second - receivedAt;
    const most = second + 1000 - sentAt;
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
