import type { OpenStreams } from '../api/stats';

/** All of them together. */
export function countStreams(open: OpenStreams | undefined): number | null {
  if (open === undefined || open === null) return null;
  if (typeof open === 'number') return open;
  return Object.values(open).reduce<number>((sum, part) => sum + (countStreams(part) ?? 0), 0);
}

/** Each count with the names that lead to it, the largest first. */
export function listStreams(
  open: OpenStreams | undefined,
  names: string[] = [],
): { name: string; count: number }[] {
  if (open === undefined || open === null) return [];
  if (typeof open === 'number') return names.length === 0 ? [] : [{ name: names.join(' · '), count: open }];
  return Object.entries(open)
    .flatMap(([name, part]) => listStreams(part, [...names, name]))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
