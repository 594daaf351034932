import { downloadJson } from '../app/downloadJson';
import type { BoardDraft } from './board';
import { exportBoard } from './boardDocument';

export const downloadBoard = (board: BoardDraft): void =>
  downloadJson(board.name || 'board', exportBoard(board));
