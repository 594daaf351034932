import { computed, signal } from '@preact/signals';
import { readStored, writeStored } from '../app/storage';
import { isAbout, type Notice } from './Notice';

/** The recent notices, newest first, and how far they were read and cleared. */
export type NoticeLog = { notices: Notice[]; readUpTo: number; clearedUpTo: number };

export const kept = 50;
const key = 'dots.notices';
const empty: NoticeLog = { notices: [], readUpTo: 0, clearedUpTo: 0 };

/** Every tab hears of the same events and writes the same log: a merge by cursor makes that harmless. */
export function mergeLogs(a: NoticeLog, b: NoticeLog): NoticeLog {
  const clearedUpTo = Math.max(a.clearedUpTo, b.clearedUpTo);
  const byCursor = new Map([...b.notices, ...a.notices].map((notice) => [notice.cursor, notice]));
  const notices = [...byCursor.values()]
    .filter((notice) => notice.cursor > clearedUpTo)
    .sort((left, right) => right.cursor - left.cursor)
    .slice(0, kept);
  return { notices, readUpTo: Math.max(a.readUpTo, b.readUpTo), clearedUpTo };
}

export function parseLog(stored: string | null): NoticeLog {
  if (stored === null) return empty;
  try {
    const log = JSON.parse(stored) as Partial<NoticeLog>;
    const notices = (Array.isArray(log.notices) ? log.notices : []).filter(
      (notice) =>
        Number.isSafeInteger(notice?.cursor) &&
        typeof (notice.type === 'message' ? notice.text : notice.boardName) === 'string',
    );
    return { notices, readUpTo: Number(log.readUpTo) || 0, clearedUpTo: Number(log.clearedUpTo) || 0 };
  } catch {
    return empty;
  }
}

export const noticeLog = signal<NoticeLog>(parseLog(readStored(key)));

export const unread = computed(
  () => noticeLog.value.notices.filter((notice) => notice.cursor > noticeLog.value.readUpTo).length,
);

export function logNotices(notices: Notice[]): void {
  keep(mergeLogs(noticeLog.value, { ...empty, notices }));
}

export function markRead(): void {
  const newest = noticeLog.value.notices[0];
  if (newest && newest.cursor > noticeLog.value.readUpTo)
    keep({ ...noticeLog.value, readUpTo: newest.cursor });
}

export function clearLog(): void {
  const newest = noticeLog.value.notices[0]?.cursor ?? 0;
  keep({ notices: [], readUpTo: newest, clearedUpTo: newest });
}

export function forgetBoard(boardId: number): void {
  const log = noticeLog.value;
  const notices = log.notices.filter((notice) => !isAbout(notice, boardId));
  if (notices.length < log.notices.length) replace({ ...log, notices });
}

/** Leaves no message to anybody but this person in a browser that several people use. */
export function forgetMessagesToOthers(username: string | null): void {
  const log = noticeLog.value;
  const notices = log.notices.filter((notice) => notice.type !== 'message' || notice.recipient === username);
  if (notices.length < log.notices.length) replace({ ...log, notices });
}

/** The server's log was set back: cursors that it has not reached again name other events by now. */
export function forgetAfter(latest: number): void {
  const log = noticeLog.value;
  if (log.readUpTo <= latest && log.clearedUpTo <= latest && (log.notices[0]?.cursor ?? 0) <= latest) return;
  replace({
    notices: log.notices.filter((notice) => notice.cursor <= latest),
    readUpTo: Math.min(log.readUpTo, latest),
    clearedUpTo: Math.min(log.clearedUpTo, latest),
  });
}

/** What another tab has read is read here too. */
export function followOtherTabs(): void {
  addEventListener('storage', (event) => {
    if (event.key === key) noticeLog.value = parseLog(event.newValue);
  });
}

function keep(log: NoticeLog): void {
  replace(mergeLogs(log, parseLog(readStored(key))));
}

function replace(log: NoticeLog): void {
  noticeLog.value = log;
  writeStored(key, JSON.stringify(log));
}
