/** Each channel's count of open streams, the largest first, without the empty ones. */
export function listStreams(open: Readonly<Record<string, number>> = {}): { name: string; count: number }[] {
  return Object.entries(open)
    .map(([name, count]) => ({ name, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
