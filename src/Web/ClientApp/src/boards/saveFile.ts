import type { BoardDraft } from './board';
import { exportBoard } from './boardDocument';

/** Hands the board to the person as a file. */
export function saveFile(board: BoardDraft): void {
  const url = URL.createObjectURL(new Blob([exportBoard(board)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName(board.name)}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/ł/g, 'l')
    .replace(/[^\w -]+/g, '')
    .trim()
    .replace(/\s+/g, '-')
    .toLowerCase();
  return plain || 'board';
}
