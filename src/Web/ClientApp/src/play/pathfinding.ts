import { cellAt, type Grid, neighbours } from '../boards/grid';

export interface RouteQuery {
  readonly grid: Grid;
  readonly from: number;
  readonly to: number;
  /** The cell before `from`, so that going straight on costs no turn. */
  readonly before?: number | undefined;
  readonly canEnter: (cell: number) => boolean;
  /** The extra cost of entering a cell, for example to cross another line. A step costs 100, a turn 1. */
  readonly extraCost: (cell: number) => number;
  readonly maxSteps?: number;
}

/**
 * Dijkstra's algorithm. Of the cheapest routes it finds the one with the fewest turns.
 * @returns The cells after `from`, or null if there is no route.
 */
export function findRoute({
  grid,
  from,
  to,
  before,
  canEnter,
  extraCost,
  maxSteps,
}: RouteQuery): number[] | null {
  // A state is a cell with the direction it was entered from, which is needed to count turns.
  const cost = new Float64Array(grid.size * 5).fill(Number.POSITIVE_INFINITY);
  const steps = new Uint16Array(grid.size * 5);
  const previous = new Int32Array(grid.size * 5).fill(-1);
  const queue = new PriorityQueue();
  const first = from * 5 + directionOf(grid, before, from);
  cost[first] = 0;
  queue.push(0, first);
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const cell = Math.floor(state / 5);
    if (cell === to) {
      return backtrack(previous, state, first);
    }
    const length = steps[state] ?? 0;
    if (maxSteps !== undefined && length >= maxSteps) {
      continue;
    }
    const reached = cost[state] ?? 0;
    neighbours(grid, cell).forEach((next, direction) => {
      if (next < 0 || !canEnter(next)) {
        return;
      }
      const turn = state % 5 !== 4 && state % 5 !== direction ? 1 : 0;
      const total = reached + 100 + turn + extraCost(next);
      const nextState = next * 5 + direction;
      if (total < (cost[nextState] ?? 0)) {
        cost[nextState] = total;
        steps[nextState] = length + 1;
        previous[nextState] = state;
        queue.push(total, nextState);
      }
    });
  }
  return null;
}

function directionOf(grid: Grid, before: number | undefined, from: number): number {
  const direction = before === undefined ? -1 : neighbours(grid, before).indexOf(from);
  return direction < 0 ? 4 : direction;
}

function backtrack(previous: Int32Array, last: number, first: number): number[] {
  const cells: number[] = [];
  for (let state = last; state !== first; state = previous[state] ?? first) {
    cells.push(Math.floor(state / 5));
  }
  return cells.reverse();
}

/**
 * The cells under a straight line between the centres of two cells, each a neighbour of the one before: those that the
 * pointer passed between two pointer events.
 */
export function cellsBetween(grid: Grid, from: number, to: number): number[] {
  const a = cellAt(grid, from);
  const b = cellAt(grid, to);
  const rows = Math.abs(b.row - a.row);
  const cols = Math.abs(b.col - a.col);
  const down = Math.sign(b.row - a.row);
  const right = Math.sign(b.col - a.col);
  const cells: number[] = [];
  let { row, col } = a;
  let movedRows = 0;
  let movedCols = 0;
  while (movedRows < rows || movedCols < cols) {
    if (movedRows === rows || (movedCols < cols && (movedCols + 0.5) * rows <= (movedRows + 0.5) * cols)) {
      col += right;
      movedCols++;
    } else {
      row += down;
      movedRows++;
    }
    cells.push(row * grid.cols + col);
  }
  return cells;
}

/** A binary heap without decrease-key: outdated entries stay in it, and are harmless because they cost more. */
class PriorityQueue {
  readonly #costs: number[] = [];
  readonly #states: number[] = [];

  push(cost: number, state: number): void {
    let at = this.#costs.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.#costs[parent] ?? 0) <= cost) {
        break;
      }
      this.#copy(parent, at);
      at = parent;
    }
    this.#costs[at] = cost;
    this.#states[at] = state;
  }

  pop(): number | undefined {
    const top = this.#states[0];
    const cost = this.#costs.pop();
    const state = this.#states.pop();
    if (cost === undefined || state === undefined || this.#costs.length === 0) {
      return top;
    }
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= this.#costs.length) {
        break;
      }
      if ((this.#costs[child + 1] ?? Number.POSITIVE_INFINITY) < (this.#costs[child] ?? 0)) {
        child++;
      }
      if ((this.#costs[child] ?? 0) >= cost) {
        break;
      }
      this.#copy(child, at);
      at = child;
    }
    this.#costs[at] = cost;
    this.#states[at] = state;
    return top;
  }

  #copy(from: number, to: number): void {
    this.#costs[to] = this.#costs[from] ?? 0;
    this.#states[to] = this.#states[from] ?? 0;
  }
}
