import { distance, type Grid, neighbours } from '../boards/grid';
import { cut, type Drawing, isJoined, occupancyOf, type Trace, traceAt } from './drawing';
import { findRoute } from './pathfinding';

/**
 * The line that is being drawn. Its effect on the others is recomputed from the drawing underneath at every move, so
 * backing up restores what it had cut.
 */
export interface Stroke extends Trace {
  /** The index of the line that this one replaces; -1 for none. */
  readonly replaces: number;
  /** Started in the middle of a line and not moved yet: the rest of that line still exists. */
  readonly pending: boolean;
}

/** @returns A stroke from this cell, or null if none can start there. */
export function startStroke(grid: Grid, drawing: Drawing, cell: number): Stroke | null {
  const color = grid.dotColors[cell] ?? null;
  if (color !== null) {
    const replaces = drawing.findIndex((trace) => trace.color === color);
    return { color, cells: [cell], replaces, pending: false };
  }
  const replaces = traceAt(drawing, cell);
  const trace = drawing[replaces];
  if (trace) {
    // A free line can be extended at both ends, a coloured one only away from its dot.
    const isStart = trace.color === null && trace.cells[0] === cell && trace.cells.length > 1;
    const cells = isStart ? trace.cells.toReversed() : trace.cells.slice(0, trace.cells.indexOf(cell) + 1);
    return { color: trace.color, cells, replaces, pending: cells.length < trace.cells.length };
  }
  return grid.pairs.size === 0 ? { color: null, cells: [cell], replaces: -1, pending: false } : null;
}

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

/** Extends the stroke to a neighbour, or retracts it to one of its own cells. Returns the same stroke if that is invalid. */
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
    !canEnter(grid, stroke, cell)
  ) {
    return stroke;
  }
  return { ...stroke, cells: [...stroke.cells, cell], pending: false };
}

/** How many more cells than a straight line a dragged one may take around an obstacle before it stops following. */
const maxDetour = 4;

/** Follows the pointer to a cell, by the shortest valid route where it skipped some. */
export function follow(grid: Grid, drawing: Drawing, stroke: Stroke, cell: number): Stroke {
  const stepped = step(grid, stroke, cell);
  if (stepped !== stroke) {
    return stepped;
  }
  const head = stroke.cells.at(-1) ?? cell;
  return extendTo(grid, drawing, stroke, cell, 10, distance(grid, head, cell) + maxDetour);
}

/** Extends the stroke to a clicked cell. Goes around other lines rather than through them, unless the detour is too long. */
export function route(grid: Grid, drawing: Drawing, stroke: Stroke, cell: number): Stroke {
  const stepped = step(grid, stroke, cell);
  return stepped !== stroke ? stepped : extendTo(grid, drawing, stroke, cell, 800);
}

function extendTo(
  grid: Grid,
  drawing: Drawing,
  stroke: Stroke,
  to: number,
  crossingCost: number,
  maxSteps?: number,
): Stroke {
  const from = stroke.cells.at(-1);
  if (from === undefined || from === to || isJoined(grid, stroke) || !canEnter(grid, stroke, to)) {
    return stroke;
  }
  const own = new Set(stroke.cells);
  const occupancy = occupancyOf(grid, drawing);
  const cells = findRoute({
    grid,
    from,
    to,
    before: stroke.cells.at(-2),
    // A line ends at its partner dot, so it cannot pass through it to another cell.
    canEnter: (cell) =>
      !own.has(cell) &&
      canEnter(grid, stroke, cell) &&
      (cell === to || stroke.color === null || grid.dotColors[cell] === null),
    extraCost: (cell) => {
      const line = occupancy[cell] ?? -1;
      return line >= 0 && line !== stroke.replaces ? crossingCost : 0;
    },
    ...(maxSteps === undefined ? {} : { maxSteps }),
  });
  return cells ? { ...stroke, cells: [...stroke.cells, ...cells], pending: false } : stroke;
}

function canEnter(grid: Grid, stroke: Stroke, cell: number): boolean {
  const dot = grid.dotColors[cell] ?? null;
  return stroke.color === null || dot === null || dot === stroke.color;
}
