import { type AppNotification, isAbout } from './notification';

/** A single notification, or a bundle of several. */
export type Toast = { id: number; notifications: AppNotification[] };

/**
 * Adds notifications that arrived together. Each gets a toast of its own while there is room; otherwise they are added
 * to the existing bundle or form a new one, so that a burst never fills the screen. A toast's id is the cursor of its
 * first notification.
 */
export function stackToasts(
  toasts: readonly Toast[],
  arrived: readonly AppNotification[],
  maxToasts = 3,
): Toast[] {
  const [first] = arrived;
  if (!first) return [...toasts];

  const bundle = toasts.find((toast) => toast.notifications.length > 1);
  if (!bundle && arrived.length <= maxToasts && toasts.length + arrived.length <= maxToasts) {
    return [
      ...toasts,
      ...arrived.map((notification) => ({ id: notification.cursor, notifications: [notification] })),
    ];
  }
  if (bundle) {
    return toasts.map((toast) =>
      toast === bundle ? { ...toast, notifications: [...toast.notifications, ...arrived] } : toast,
    );
  }
  if (arrived.length > 1 && toasts.length < maxToasts) {
    return [...toasts, { id: first.cursor, notifications: [...arrived] }];
  }
  // No room: the oldest toast becomes part of the bundle.
  const [oldest, ...rest] = toasts;
  return [...rest, { id: first.cursor, notifications: [...(oldest?.notifications ?? []), ...arrived] }];
}

/** Counts by type, in display order. */
export function countKinds(
  notifications: readonly AppNotification[],
): Record<AppNotification['type'], number> {
  const counts = { newBoard: 0, newPath: 0, solvedBoard: 0, message: 0 };
  for (const notification of notifications) counts[notification.type] += 1;
  return counts;
}

export function withoutBoard(toasts: readonly Toast[], boardId: number): Toast[] {
  return toasts
    .map((toast) => ({
      ...toast,
      notifications: toast.notifications.filter((notification) => !isAbout(notification, boardId)),
    }))
    .filter((toast) => toast.notifications.length > 0);
}
