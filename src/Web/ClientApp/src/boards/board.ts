import type { Board, BoardDraft } from '../api/types';

export type { Board, BoardDraft, Cell, Dot, Line, Rule, Verdict } from '../api/types';

export type Geometry = Readonly<Pick<BoardDraft, 'rows' | 'cols' | 'dots'>>;

export const limits = { name: 100, side: 50 } as const;

/** Ignores the order of the dots, which changes when an author moves a dot away and back. */
export function sameGeometry(a: Geometry, b: Geometry): boolean {
  if (a.rows !== b.rows || a.cols !== b.cols || a.dots.length !== b.dots.length) {
    return false;
  }
  const colorAt = new Map(a.dots.map((dot) => [dot.row * a.cols + dot.col, dot.color]));
  return b.dots.every((dot) => colorAt.get(dot.row * b.cols + dot.col) === dot.color);
}

export function sameDraft(a: BoardDraft, b: BoardDraft): boolean {
  return a.name.trim() === b.name.trim() && a.rule === b.rule && sameGeometry(a, b);
}

/** The fields that the author edits. */
export function draftOf({ name, rows, cols, dots, rule }: Board | BoardDraft): BoardDraft {
  return { name, rows, cols, dots, rule };
}
