import { computed, signal } from '@preact/signals';
import { readStored, writeStored } from '../app/storage';
import { type AppNotification, isAbout } from './notification';

/** The recent notifications, newest first, and the cursors up to which they were read and cleared. */
export type NotificationLog = { notifications: AppNotification[]; readUpTo: number; clearedUpTo: number };

/** As in local storage, under the names of logs stored earlier. */
type StoredLog = Omit<NotificationLog, 'notifications'> & { notices: AppNotification[] };

export const maxEntries = 50;
const key = 'dots.notices';
const empty: NotificationLog = { notifications: [], readUpTo: 0, clearedUpTo: 0 };

/** Merges by cursor, because all tabs receive the same events and write the same log. */
export function mergeLogs(a: NotificationLog, b: NotificationLog): NotificationLog {
  const clearedUpTo = Math.max(a.clearedUpTo, b.clearedUpTo);
  const byCursor = new Map(
    [...b.notifications, ...a.notifications].map((notification) => [notification.cursor, notification]),
  );
  const notifications = [...byCursor.values()]
    .filter((notification) => notification.cursor > clearedUpTo)
    .sort((left, right) => right.cursor - left.cursor)
    .slice(0, maxEntries);
  return { notifications, readUpTo: Math.max(a.readUpTo, b.readUpTo), clearedUpTo };
}

export function parseLog(stored: string | null): NotificationLog {
  if (stored === null) return empty;
  try {
    const log = JSON.parse(stored) as Partial<StoredLog>;
    const notifications = (Array.isArray(log.notices) ? log.notices : []).filter(
      (notification) =>
        Number.isSafeInteger(notification?.cursor) &&
        typeof (notification.type === 'message' ? notification.text : notification.boardName) === 'string',
    );
    return { notifications, readUpTo: Number(log.readUpTo) || 0, clearedUpTo: Number(log.clearedUpTo) || 0 };
  } catch {
    return empty;
  }
}

export const notificationLog = signal<NotificationLog>(parseLog(readStored(key)));

export const unread = computed(
  () =>
    notificationLog.value.notifications.filter(
      (notification) => notification.cursor > notificationLog.value.readUpTo,
    ).length,
);

export function logNotifications(notifications: AppNotification[]): void {
  mergeAndStore(mergeLogs(notificationLog.value, { ...empty, notifications }));
}

export function markRead(): void {
  const newest = notificationLog.value.notifications[0];
  if (newest && newest.cursor > notificationLog.value.readUpTo)
    mergeAndStore({ ...notificationLog.value, readUpTo: newest.cursor });
}

export function clearLog(): void {
  const newest = notificationLog.value.notifications[0]?.cursor ?? 0;
  mergeAndStore({ notifications: [], readUpTo: newest, clearedUpTo: newest });
}

export function forgetBoard(boardId: number): void {
  const log = notificationLog.value;
  const notifications = log.notifications.filter((notification) => !isAbout(notification, boardId));
  if (notifications.length < log.notifications.length) store({ ...log, notifications });
}

/** Removes messages to other users of a shared browser. */
export function forgetMessagesToOthers(username: string | null): void {
  const log = notificationLog.value;
  const notifications = log.notifications.filter(
    (notification) => notification.type !== 'message' || notification.recipient === username,
  );
  if (notifications.length < log.notifications.length) store({ ...log, notifications });
}

/** After the server's log was restored from a backup, later cursors denote other events. */
export function forgetAfter(latest: number): void {
  const log = notificationLog.value;
  if (log.readUpTo <= latest && log.clearedUpTo <= latest && (log.notifications[0]?.cursor ?? 0) <= latest)
    return;
  store({
    notifications: log.notifications.filter((notification) => notification.cursor <= latest),
    readUpTo: Math.min(log.readUpTo, latest),
    clearedUpTo: Math.min(log.clearedUpTo, latest),
  });
}

export function followOtherTabs(): void {
  addEventListener('storage', (event) => {
    if (event.key === key) notificationLog.value = parseLog(event.newValue);
  });
}

function mergeAndStore(log: NotificationLog): void {
  store(mergeLogs(log, parseLog(readStored(key))));
}

function store(log: NotificationLog): void {
  notificationLog.value = log;
  const { notifications, readUpTo, clearedUpTo } = log;
  const stored: StoredLog = { notices: notifications, readUpTo, clearedUpTo };
  writeStored(key, JSON.stringify(stored));
}
