import type { Message, StreamEvent } from '../stream/events';

/** An event that is worth telling a person about. */
export type Notice = BoardNotice | PersonalNotice;

type Told = { cursor: number; username: string; receivedAt: number; missed: boolean };

/** Something has happened to a board. */
export type BoardNotice = Told & {
  type: 'newBoard' | 'newPath' | 'solvedBoard';
  boardId: number;
  boardName: string;
};

/** Somebody has written to one person, and nobody else may read it. */
export type PersonalNotice = Told & {
  type: 'message';
  recipient: string;
  text: string;
  activityId: string | null;
};

/** Null for what changes quietly: saves, checks, deletions. */
export function noticeOf(event: StreamEvent): BoardNotice | null {
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

/** Null for an alert, which is told in another way, and for what is no message. */
export function personalNoticeOf({ cursor, type, data, receivedAt, missed }: Message): PersonalNotice | null {
  const { message: text, recipient_username: recipient } = data.data;
  if (type !== 'notification_sent' || typeof text !== 'string' || typeof recipient !== 'string') return null;
  const { activity_id: activityId, actor } = data;
  const username = actor?.username ?? '';
  return { cursor, type: 'message', recipient, text, activityId, username, receivedAt, missed };
}

export const isAbout = (notice: Notice, boardId: number): boolean =>
  notice.type !== 'message' && notice.boardId === boardId;

/** Whether it is for the eyes of whoever is signed in; null is a visitor. */
export function isFor(notice: Notice, username: string | null): boolean {
  return notice.type === 'message' ? notice.recipient === username : notice.username !== username;
}

/** Where the notice leads to; null where it leads nowhere. */
export function destinationOf(notice: Notice): string | null {
  if (notice.type !== 'message') return `/boards/${notice.boardId}`;
  return notice.activityId === null ? null : `/activities/${notice.activityId}`;
}
