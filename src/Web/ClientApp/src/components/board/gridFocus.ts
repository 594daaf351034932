/**
 * The cell that a key moves the focus to, or null for other keys. Follows the ARIA grid pattern:
 * https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function focusAfter(
  key: string,
  withControl: boolean,
  cell: number,
  { rows, cols }: { readonly rows: number; readonly cols: number },
): number | null {
  const row = Math.floor(cell / cols);
  const col = cell % cols;
  switch (key) {
    case 'ArrowUp':
      return row > 0 ? cell - cols : cell;
    case 'ArrowDown':
      return row < rows - 1 ? cell + cols : cell;
    case 'ArrowLeft':
      return col > 0 ? cell - 1 : cell;
    case 'ArrowRight':
      return col < cols - 1 ? cell + 1 : cell;
    case 'Home':
      return withControl ? 0 : cell - col;
    case 'End':
      return withControl ? rows * cols - 1 : cell - col + cols - 1;
    case 'PageUp':
      return cell - Math.min(row, page) * cols;
    case 'PageDown':
      return cell + Math.min(rows - 1 - row, page) * cols;
    default:
      return null;
  }
}

const page = 5;
