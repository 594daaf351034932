import type { StreamEvent } from '../stream/events';

/** An event that is worth telling a person about. */
export type Notice = {
  cursor: number;
  type: 'newBoard' | 'newPath' | 'solvedBoard';
  boardId: number;
  boardName: string;
  username: string;
  receivedAt: number;
  missed: boolean;
};

/** Null for what changes quietly: saves, checks, deletions. */
export function noticeOf(event: StreamEvent): Notice | null {
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
