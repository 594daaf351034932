import { distance, type Grid, neighbours } from '../boards/grid';
import { cut, type Drawing, isJoined, occupancyOf, type Trace, traceAt } from './drawing';
import { findWalk } from './walk';

/**
 * The line that is being drawn. What it does to the others is worked out anew from the drawing underneath at every
 * move, so backing up gives back what it had cut.
 */
export interface Stroke extends Trace {
  /** The line underneath that this one takes the place of; -1 for none. */
  readonly replaces: number;
  /** Taken up in the middle of a line, and not moved yet: the rest of that line is still there. */
  readonly pending: boolean;
}

/** A stroke that begins on this cell; null where nothing can begin. */
export function takeUp(grid: Grid, drawing: Drawing, cell: number): Stroke | null {
  const color = grid.dotColors[cell] ?? null;
  if (color !== null) {
    const replaces = drawing.findIndex((trace) => trace.color === color);
    return { color, cells: [cell], replaces, pending: false };
  }
  const replaces = traceAt(drawing, cell);
  const trace = drawing[replaces];
  if (trace) {
    // Both ends of a free line are ends; a coloured one hangs on its dot.
    const isStart = trace.color === null && trace.cells[0] === cell && trace.cells.length > 1;
    const cells = isStart ? trace.cells.toReversed() : trace.cells.slice(0, trace.cells.indexOf(cell) + 1);
    return { color: trace.color, cells, replaces, pending: cells.length < trace.cells.length };
  }
  return grid.pairs.size === 0 ? { color: null, cells: [cell], replaces: -1, pending: false } : null;
}

/** The drawing with the stroke in it. */
export function withStroke(drawing: Drawing, stroke: Stroke | null): Drawing {
  if (stroke === null || stroke.pending) {
    return drawing;
  }
  const taken = new Set(stroke.cells);
  const isLine = stroke.cells.length > 1 || stroke.color === null;
  const own: Trace = { color: stroke.color, cells: stroke.cells };
  const lines = drawing.flatMap((trace, nth) => {
    if (nth === stroke.replaces) {
      return isLine ? [own] : [];
    }
    return cut(trace, taken);
  });
  return stroke.replaces < 0 && isLine ? [...lines, own] : lines;
}

/** One step to a neighbour, or back along the stroke itself. The same stroke where that is not allowed. */
export function step(grid: Grid, stroke: Stroke, cell: number): Stroke {
  const position = stroke.cells.indexOf(cell);
  if (position >= 0) {
    return position === stroke.cells.length - 1
      ? stroke
      : { ...stroke, cells: stroke.cells.slice(0, position + 1), pending: false };
  }
  const head = stroke.cells.at(-1);
  if (
    head === undefined ||
    isJoined(grid, stroke) ||
    !neighbours(grid, head).includes(cell) ||
    !mayEnter(grid, stroke, cell)
  ) {
    return stroke;
  }
  return { ...stroke, cells: [...stroke.cells, cell], pending: false };
}

/** How much longer than straight a dragged line may run around a dot in its way before it waits for the pointer instead. */
const detour = 4;

/** Follows a pointer to a cell, by the shortest legal walk where it skipped some. */
export function follow(grid: Grid, drawing: Drawing, stroke: Stroke, cell: number): Stroke {
  const stepped = step(grid, stroke, cell);
  if (stepped !== stroke) {
    return stepped;
  }
  const head = stroke.cells.at(-1) ?? cell;
  return lay(grid, drawing, stroke, cell, 10, distance(grid, head, cell) + detour);
}

/** Lays a route to a cell that was pointed at: rather around other lines, if the way around is not too long, than through them. */
export function route(grid: Grid, drawing: Drawing, stroke: Stroke, cell: number): Stroke {
  const stepped = step(grid, stroke, cell);
  return stepped !== stroke ? stepped : lay(grid, drawing, stroke, cell, 800);
}

function lay(
  grid: Grid,
  drawing: Drawing,
  stroke: Stroke,
  to: number,
  crossing: number,
  longest?: number,
): Stroke {
  const from = stroke.cells.at(-1);
  if (from === undefined || from === to || isJoined(grid, stroke) || !mayEnter(grid, stroke, to)) {
    return stroke;
  }
  const own = new Set(stroke.cells);
  const occupancy = occupancyOf(grid, drawing);
  const walk = findWalk({
    grid,
    from,
    to,
    before: stroke.cells.at(-2),
    // A line ends at its partner, so it cannot pass through it on the way to somewhere else.
    mayEnter: (cell) =>
      !own.has(cell) &&
      mayEnter(grid, stroke, cell) &&
      (cell === to || stroke.color === null || grid.dotColors[cell] === null),
    extraCost: (cell) => {
      const line = occupancy[cell] ?? -1;
      return line >= 0 && line !== stroke.replaces ? crossing : 0;
    },
    ...(longest === undefined ? {} : { longest }),
  });
  return walk ? { ...stroke, cells: [...stroke.cells, ...walk], pending: false } : stroke;
}

function mayEnter(grid: Grid, stroke: Stroke, cell: number): boolean {
  const dot = grid.dotColors[cell] ?? null;
  return stroke.color === null || dot === null || dot === stroke.color;
}
