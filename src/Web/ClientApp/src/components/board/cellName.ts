import type { Dot, Geometry } from '../../boards/board';
import { colorName } from '../../boards/colorName';
import { lettersOf } from '../../boards/letters';
import { t } from '../../i18n';
import type { ShownLine } from './BoardView';

/** The accessible names of a board's cells, row by row: position, dot, and line. */
export function cellNames(
  { rows, cols, dots }: Geometry,
  lines: readonly ShownLine[],
  note: (cell: number) => string = () => '',
): string[] {
  const texts = t.value.board;
  const letters = lettersOf(dots);
  const names = Array.from({ length: rows * cols }, (_, cell) =>
    texts.cell(Math.floor(cell / cols) + 1, (cell % cols) + 1),
  );
  const add = (cell: number, text: string) => {
    if (text && names[cell] !== undefined) names[cell] += `, ${text}`;
  };
  for (const dot of dots) {
    add(dot.row * cols + dot.col, dotName(dot, letters));
  }
  for (const { color, cells, joined } of lines) {
    const name = color === null ? texts.onFreeLine : texts.onLine(texts.colors[colorName(color)]);
    cells.forEach((cell, nth) => {
      const isEnd = !joined && nth === cells.length - 1 && cells.length > 1;
      add(
        cell.row * cols + cell.col,
        isEnd ? `${name}, ${texts.lineEnd}` : joined ? `${name}, ${texts.joined}` : name,
      );
    });
  }
  names.forEach((_, cell) => {
    add(cell, note(cell));
  });
  return names;
}

export function dotName(dot: Dot, letters: ReadonlyMap<string, string>): string {
  const texts = t.value.board;
  return texts.dot(texts.colors[colorName(dot.color)], letters.get(dot.color) ?? '');
}
