import { readStored, writeStored } from '../app/storage';

const key = 'dots.cursor';
const writeDelay = 250;

/** The cursor of the last event that any tab of this browser has processed, or null on the first visit. */
export function readCursor(): number | null {
  const stored = readStored(key) ?? '';
  return /^\d{1,15}$/.test(stored) ? Number(stored) : null;
}

let pending: number | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Debounced, so that a burst of events causes one write. */
export function storeCursor(cursor: number): void {
  pending = cursor;
  timer ??= setTimeout(flushCursor, writeDelay);
}

export function flushCursor(): void {
  clearTimeout(timer);
  timer = undefined;
  if (pending !== null) writeStored(key, String(pending));
  pending = null;
}
