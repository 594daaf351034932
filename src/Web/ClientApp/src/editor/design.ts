import { type BoardDraft, type Dot, limits, type Rule } from '../boards/board';
import { nextColor } from '../boards/palette';

export type Design = {
  readonly board: BoardDraft;
  readonly past: readonly BoardDraft[];
  readonly future: readonly BoardDraft[];
  /** The colour of the next dot. */
  readonly color: string;
  readonly isErasing: boolean;
  /** The index of the dot that was picked up. */
  readonly held: number | null;
  /** The kind of the last change; consecutive changes of the name are one undo step. */
  readonly lastChange: string;
};

export type Change =
  /** A click or Enter: places, picks up, puts down or erases a dot. */
  | { readonly type: 'tap'; readonly cell: number }
  /** Drops a dragged dot on a cell, or off the board (null). */
  | { readonly type: 'drop'; readonly cell: number | null }
  | { readonly type: 'lift'; readonly cell: number }
  | { readonly type: 'putBack' }
  | { readonly type: 'remove'; readonly cell: number }
  | { readonly type: 'color'; readonly color: string }
  | { readonly type: 'erasing'; readonly isErasing: boolean }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'rule'; readonly rule: Rule }
  | { readonly type: 'size'; readonly rows: number; readonly cols: number }
  /** Replaces the board; can be undone. */
  | { readonly type: 'replace'; readonly board: BoardDraft }
  | { readonly type: 'clear' }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' };

const maxUndoSteps = 300;

export const blankBoard: BoardDraft = { name: '', rows: 6, cols: 6, rule: 'all_cells', dots: [] };

export function newDesign(board: BoardDraft = blankBoard): Design {
  return {
    board,
    past: [],
    future: [],
    color: unpairedColor(board.dots) ?? nextColor(board.dots),
    isErasing: false,
    held: null,
    lastChange: '',
  };
}

export function change(design: Design, action: Change): Design {
  switch (action.type) {
    case 'tap':
      return tap(design, action.cell);
    case 'lift':
      return lift(design, action.cell);
    case 'drop':
      return drop(design, action.cell);
    case 'putBack':
      return design.held === null ? design : { ...design, held: null };
    case 'remove':
      return remove(design, dotAt(design.board, action.cell));
    case 'color':
      return choose(design, action.color);
    case 'erasing':
      return { ...design, isErasing: action.isErasing, held: null };
    case 'name':
      return commit(design, { ...design.board, name: action.name }, 'name');
    case 'rule':
      return commit(design, { ...design.board, rule: action.rule });
    case 'size':
      return resize(design, action.rows, action.cols);
    case 'replace':
      return replace(design, action.board);
    case 'clear':
      return design.board.dots.length === 0
        ? design
        : commit({ ...design, held: null }, { ...design.board, dots: [] });
    case 'undo':
      return stepHistory(design, 'past');
    case 'redo':
      return stepHistory(design, 'future');
  }
}

/** @returns The index of the dot on a cell; -1 for none. */
export function dotAt({ dots, cols }: BoardDraft, cell: number): number {
  return dots.findIndex((dot) => dot.row * cols + dot.col === cell);
}

/** The dots that a resize to this grid would drop. */
export function droppedBy({ dots }: BoardDraft, rows: number, cols: number): Dot[] {
  return dots.filter((dot) => dot.row >= rows || dot.col >= cols);
}

function tap(design: Design, cell: number): Design {
  const { board, held, isErasing } = design;
  const dot = dotAt(board, cell);
  if (isErasing) return remove(design, dot);
  if (held !== null) {
    if (dot === held) return { ...design, held: null };
    return dot >= 0 ? lift(design, cell) : move(design, held, cell);
  }
  return dot >= 0 ? lift(design, cell) : place(design, cell);
}

function lift(design: Design, cell: number): Design {
  const held = dotAt(design.board, cell);
  const dot = design.board.dots[held];
  return dot ? { ...design, held, color: dot.color } : design;
}

function drop(design: Design, cell: number | null): Design {
  const { board, held } = design;
  if (held === null) return design;
  if (cell === null) return remove(design, held);
  return dotAt(board, cell) >= 0 ? { ...design, held: null } : move(design, held, cell);
}

function place(design: Design, cell: number): Design {
  const { board, color } = design;
  const dot: Dot = { row: Math.floor(cell / board.cols), col: cell % board.cols, color };
  const sameColor = board.dots.filter((other) => other.color === color);
  const [oldest] = sameColor;
  // The colour has a complete pair: move its older dot.
  if (sameColor.length >= 2 && oldest) return move(design, board.dots.indexOf(oldest), cell);
  return commit(design, { ...board, dots: [...board.dots, dot] });
}

function move(design: Design, nth: number, cell: number): Design {
  const { board } = design;
  const { cols, dots } = board;
  const moved = dots.map((dot, other) =>
    other === nth ? { ...dot, row: Math.floor(cell / cols), col: cell % cols } : dot,
  );
  return commit({ ...design, held: null }, { ...board, dots: moved });
}

function remove(design: Design, nth: number): Design {
  const dot = design.board.dots[nth];
  if (!dot) return design;
  const dots = design.board.dots.toSpliced(nth, 1);
  return { ...commit({ ...design, held: null }, { ...design.board, dots }), color: dot.color };
}

/** Selects the colour of the next dot, or recolours the pair of the held dot. */
function choose(design: Design, color: string): Design {
  const { board, held } = design;
  const old = held === null ? undefined : board.dots[held]?.color;
  if (old === undefined || board.dots.some((dot) => dot.color === color)) {
    return { ...design, color, held: null, isErasing: false };
  }
  const dots = board.dots.map((dot) => (dot.color === old ? { ...dot, color } : dot));
  return { ...commit(design, { ...board, dots }, 'color'), color, held };
}

function resize(design: Design, rows: number, cols: number): Design {
  const fits = [rows, cols].every((side) => Number.isInteger(side) && side >= 1 && side <= limits.side);
  if (!fits) return design;
  const { board } = design;
  const dots = board.dots.filter((dot) => dot.row < rows && dot.col < cols);
  return commit({ ...design, held: null }, { ...board, rows, cols, dots }, 'size');
}

function replace(design: Design, board: BoardDraft): Design {
  const replaced = commit({ ...design, held: null }, board);
  return { ...replaced, color: unpairedColor(board.dots) ?? nextColor(board.dots) };
}

function commit(design: Design, board: BoardDraft, of = ''): Design {
  const before = design.board;
  const isSame =
    before.name === board.name &&
    before.rule === board.rule &&
    before.rows === board.rows &&
    before.cols === board.cols &&
    before.dots.length === board.dots.length &&
    before.dots.every((dot, nth) => {
      const other = board.dots[nth];
      return dot.row === other?.row && dot.col === other.col && dot.color === other.color;
    });
  if (isSame) return design;
  const merges = of === 'name' && design.lastChange === of;
  return {
    ...design,
    board,
    past: merges ? design.past : [...design.past.slice(1 - maxUndoSteps), before],
    future: [],
    color: colorAfter(design, board),
    lastChange: of,
  };
}

/** Keeps the current colour until its pair is complete, then selects the next one that needs a dot. */
function colorAfter(design: Design, { dots }: BoardDraft): string {
  const count = dots.filter((dot) => dot.color === design.color).length;
  const grew = dots.length > design.board.dots.length;
  return count >= 2 && grew ? (unpairedColor(dots) ?? nextColor(dots)) : design.color;
}

function unpairedColor(dots: readonly Dot[]): string | undefined {
  return dots.find((dot) => dots.filter((other) => other.color === dot.color).length === 1)?.color;
}

function stepHistory(design: Design, way: 'past' | 'future'): Design {
  const board = design[way].at(-1);
  if (!board) return design;
  const rest = design[way].slice(0, -1);
  const other = way === 'past' ? 'future' : 'past';
  return {
    ...design,
    [way]: rest,
    [other]: [...design[other], design.board],
    board,
    held: null,
    lastChange: '',
  };
}
