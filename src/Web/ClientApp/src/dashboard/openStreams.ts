/** The open streams by channel, largest first, without channels that have none. */
export function listStreams(open: Readonly<Record<string, number>> = {}): { name: string; count: number }[] {
  return Object.entries(open)
    .map(([name, count]) => ({ name, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
