import type { StreamEvent } from '../stream/events';
import type { Board } from './board';

/** The board with the verdict that an event reports about it; the same object for any other event. */
export function withVerdict(board: Board, event: StreamEvent): Board {
  const isAbout = event.type === 'checkedBoard' && event.data.board_id === board.id;
  return isAbout ? { ...board, verdict: event.data.verdict } : board;
}
