/**
 * A channel to the site's other tabs, or null: some browsers lack it, and Firefox throws a SecurityError where site data
 * is blocked.
 */
export function openTabChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
