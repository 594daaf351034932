import { readStored, writeStored } from '../app/storage';

const key = 'dots.cursor';
const writeAfter = 250;

/** The last event that any tab of this browser has seen, or null on the first visit. */
export function readCursor(): number | null {
  const stored = readStored(key) ?? '';
  return /^\d{1,15}$/.test(stored) ? Number(stored) : null;
}

let pending: number | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Written a little later, because a burst of a thousand events must not write a thousand times. */
export function keepCursor(cursor: number): void {
  pending = cursor;
  timer ??= setTimeout(flushCursor, writeAfter);
}

export function flushCursor(): void {
  clearTimeout(timer);
  timer = undefined;
  if (pending !== null) writeStored(key, String(pending));
  pending = null;
}
