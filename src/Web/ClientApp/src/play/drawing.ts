import type { Line, Rule } from '../boards/board';
import { areAdjacent, cellAt, type Grid, indexOf, isOn } from '../boards/grid';

/** A line as the indexes of its cells. */
export interface Trace {
  readonly color: string | null;
  readonly cells: readonly number[];
}

/** The lines on a board. Always valid: every operation preserves the rules that the server enforces. */
export type Drawing = readonly Trace[];

export interface Progress {
  readonly pairs: number;
  readonly joined: number;
  readonly cells: number;
  readonly used: number;
}

export function progressOf(grid: Grid, drawing: Drawing): Progress {
  return {
    pairs: grid.pairs.size,
    joined: drawing.filter((trace) => isJoined(grid, trace)).length,
    cells: grid.size,
    // Free lines are the player's notes; they fill nothing.
    used: drawing.reduce((sum, { color, cells }) => sum + (color === null ? 0 : cells.length), 0),
  };
}

export function isSolved(rule: Rule, { pairs, joined, cells, used }: Progress): boolean {
  return pairs > 0 && joined === pairs && (rule === 'pairs_only' || used === cells);
}

/** Rounded down, so that 100 is reached only with the last cell. */
export function percentFilled({ cells, used }: Progress): number {
  return Math.floor((used / cells) * 100);
}

export function isJoined(grid: Grid, { color, cells }: Trace): boolean {
  const end = cells.at(-1);
  return color !== null && cells.length > 1 && end !== undefined && grid.dotColors[end] === color;
}

/** The index of the line on each cell; -1 for none. */
export function occupancyOf(grid: Grid, drawing: Drawing): Int16Array {
  const occupancy = new Int16Array(grid.size).fill(-1);
  drawing.forEach(({ cells }, line) => {
    for (const cell of cells) {
      occupancy[cell] = line;
    }
  });
  return occupancy;
}

export function traceAt(drawing: Drawing, cell: number): number {
  return drawing.findIndex(({ cells }) => cells.includes(cell));
}

/** What remains of a line without the `taken` cells. A coloured one keeps the part from its dot; a free one is split. */
export function cut(trace: Trace, taken: ReadonlySet<number>): Trace[] {
  if (!trace.cells.some((cell) => taken.has(cell))) {
    return [trace];
  }
  if (trace.color !== null) {
    const cells = trace.cells.slice(
      0,
      trace.cells.findIndex((cell) => taken.has(cell)),
    );
    return cells.length > 1 ? [{ color: trace.color, cells }] : [];
  }
  const pieces: number[][] = [[]];
  for (const cell of trace.cells) {
    if (taken.has(cell)) {
      pieces.push([]);
    } else {
      pieces.at(-1)?.push(cell);
    }
  }
  return pieces.filter((cells) => cells.length > 0).map((cells) => ({ color: null, cells }));
}

export function sameDrawing(a: Drawing, b: Drawing): boolean {
  return (
    a.length === b.length &&
    a.every((trace, nth) => {
      const other = b[nth];
      return (
        other !== undefined &&
        (trace === other ||
          (trace.color === other.color &&
            trace.cells.length === other.cells.length &&
            trace.cells.every((cell, position) => cell === other.cells[position])))
      );
    })
  );
}

export function linesOf(grid: Grid, drawing: Drawing): Line[] {
  return drawing.map(({ color, cells }) => ({ color, cells: cells.map((cell) => cellAt(grid, cell)) }));
}

export interface CarriedOver {
  readonly drawing: Drawing;
  /** The number of lines that were carried over completely. */
  readonly whole: number;
  readonly lines: number;
}

/** Reduces lines, possibly drawn on another board, to the part that is valid on this one. */
export function carryOver(grid: Grid, lines: readonly Line[]): CarriedOver {
  const drawing: Trace[] = [];
  const used = new Set<number>();
  const colors = new Set<string>();
  let whole = 0;
  for (const line of lines) {
    const color = line.color?.toUpperCase() ?? null;
    if (color !== null && (colors.has(color) || !grid.pairs.has(color))) {
      continue;
    }
    // A line whose first dot was moved may still start at its other dot.
    const forward = validPrefix(grid, color, line, used);
    const backward =
      color === null ? [] : validPrefix(grid, color, { color, cells: line.cells.toReversed() }, used);
    const cells = backward.length > forward.length ? backward : forward;
    if (cells.length === 0) {
      continue;
    }
    drawing.push({ color, cells });
    whole += cells.length === line.cells.length ? 1 : 0;
    if (color !== null) {
      colors.add(color);
    }
    for (const cell of cells) {
      used.add(cell);
    }
  }
  return { drawing, whole, lines: lines.length };
}

function validPrefix(grid: Grid, color: string | null, line: Line, used: ReadonlySet<number>): number[] {
  const cells: number[] = [];
  const own = new Set<number>();
  for (const [position, cell] of line.cells.entries()) {
    const before = line.cells[position - 1];
    if (!isOn(grid, cell) || (before && !areAdjacent(before, cell))) {
      break;
    }
    const index = indexOf(grid, cell);
    const dot = grid.dotColors[index];
    if (used.has(index) || own.has(index)) {
      break;
    }
    if (color !== null && (position === 0 ? dot !== color : dot !== null && dot !== color)) {
      break;
    }
    cells.push(index);
    own.add(index);
    if (color !== null && position > 0 && dot === color) {
      break;
    }
  }
  return cells;
}
