/** The interval of heartbeats that streams request, in seconds. */
export const heartbeatSeconds = 10;

/** The tick in which a message arrives counts as well, so silence is noticed after two to three intervals. */
const maxSilentTicks = 3;

/**
 * Notices that a connection is frozen: packets are dropped, but nothing is closed. Counts intervals without a message
 * rather than measuring time, so that neither a suspended page nor a throttled timer is mistaken for silence.
 */
export class HeartbeatMonitor {
  readonly #onSilence: () => void;
  #timer: ReturnType<typeof setInterval> | null = null;
  #silentTicks = 0;

  constructor(onSilence: () => void) {
    this.#onSilence = onSilence;
  }

  start(): void {
    this.stop();
    this.#silentTicks = 0;
    this.#timer = setInterval(() => {
      this.#silentTicks += 1;
      if (this.#silentTicks < maxSilentTicks) return;
      this.stop();
      this.#onSilence();
    }, heartbeatSeconds * 1000);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Call it for each message, heartbeats included. */
  heard(): void {
    this.#silentTicks = 0;
  }
}
