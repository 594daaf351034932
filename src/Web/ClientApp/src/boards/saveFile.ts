import { saveJson } from '../app/saveJson';
import type { BoardDraft } from './board';
import { exportBoard } from './boardDocument';

/** Hands the board to the person as a file. */
export const saveFile = (board: BoardDraft): void => saveJson(board.name || 'board', exportBoard(board));
