/**
 * `localStorage` can be blocked, missing or full. What cannot be written there is kept in memory, so that it survives
 * navigation within the app at least.
 */
const unstored = new Map<string, string>();

export function readStored(key: string): string | null {
  const kept = unstored.get(key);
  if (kept !== undefined) return kept;
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: string | null): void {
  unstored.delete(key);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing stored here is important enough to show an error.
    if (value !== null) unstored.set(key, value);
  }
}
