import type { Message, StreamEvent } from '../stream/events';

export type AppNotification = BoardNotification | PersonalNotification;

type CommonFields = { cursor: number; username: string; receivedAt: number; missed: boolean };

export type BoardNotification = CommonFields & {
  type: 'newBoard' | 'newPath' | 'solvedBoard';
  boardId: number;
  boardName: string;
};

/** A private message from one user to another. */
export type PersonalNotification = CommonFields & {
  type: 'message';
  recipient: string;
  text: string;
  activityId: string | null;
};

/** @returns null for events that are not worth a notification: saves, checks, deletions. */
export function boardNotificationOf(event: StreamEvent): BoardNotification | null {
  const { cursor, receivedAt, missed } = event;
  switch (event.type) {
    case 'newBoard': {
      const { board_id: boardId, board_name: boardName, creator_username: username } = event.data;
      return { cursor, type: event.type, boardId, boardName, username, receivedAt, missed };
    }
    case 'newPath':
    case 'solvedBoard': {
      const { board_id: boardId, board_name: boardName, user_username: username } = event.data;
      return { cursor, type: event.type, boardId, boardName, username, receivedAt, missed };
    }
    default:
      return null;
  }
}

/** @returns null for an alert, which is displayed separately, and for an invalid message. */
export function personalNotificationOf({
  cursor,
  type,
  data,
  receivedAt,
  missed,
}: Message): PersonalNotification | null {
  const { message: text, recipient_username: recipient } = data.data;
  if (type !== 'notification_sent' || typeof text !== 'string' || typeof recipient !== 'string') return null;
  const { activity_id: activityId, actor } = data;
  const username = actor?.username ?? '';
  return { cursor, type: 'message', recipient, text, activityId, username, receivedAt, missed };
}

export const isAbout = (notification: AppNotification, boardId: number): boolean =>
  notification.type !== 'message' && notification.boardId === boardId;

/** Whether to show a notification to this user; null for a visitor. Users are not notified of their own actions. */
export function isFor(notification: AppNotification, username: string | null): boolean {
  return notification.type === 'message'
    ? notification.recipient === username
    : notification.username !== username;
}

/** The path that the notification links to, or null. */
export function destinationOf(notification: AppNotification): string | null {
  if (notification.type !== 'message') return `/boards/${notification.boardId}`;
  return notification.activityId === null ? null : `/activities/${notification.activityId}`;
}
