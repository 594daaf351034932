import { cellAt, type Grid, neighbours } from '../boards/grid';

export interface Walk {
  readonly grid: Grid;
  readonly from: number;
  readonly to: number;
  /** Which way the line comes from, so that going straight on costs no turn. */
  readonly before?: number | undefined;
  readonly mayEnter: (cell: number) => boolean;
  /** What entering a cell costs beyond the step: crossing another line, say. A step costs 100, a turn 1. */
  readonly extraCost: (cell: number) => number;
  /** No walk of more steps than this is looked for. */
  readonly longest?: number;
}

/** The cheapest walk, without its first cell: the fewest steps, among those the fewest turns. Null where there is none. */
export function findWalk({ grid, from, to, before, mayEnter, extraCost, longest }: Walk): number[] | null {
  // A state is a cell and the direction it was entered by: turns cannot be counted otherwise.
  const cost = new Float64Array(grid.size * 5).fill(Number.POSITIVE_INFINITY);
  const steps = new Uint16Array(grid.size * 5);
  const cameFrom = new Int32Array(grid.size * 5).fill(-1);
  const queue = new Queue();
  const first = from * 5 + directionOf(grid, before, from);
  cost[first] = 0;
  queue.push(0, first);
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const cell = Math.floor(state / 5);
    if (cell === to) {
      return backtrack(cameFrom, state, first);
    }
    const walked = steps[state] ?? 0;
    if (longest !== undefined && walked >= longest) {
      continue;
    }
    const reached = cost[state] ?? 0;
    neighbours(grid, cell).forEach((next, direction) => {
      if (next < 0 || !mayEnter(next)) {
        return;
      }
      const turn = state % 5 !== 4 && state % 5 !== direction ? 1 : 0;
      const total = reached + 100 + turn + extraCost(next);
      const nextState = next * 5 + direction;
      if (total < (cost[nextState] ?? 0)) {
        cost[nextState] = total;
        steps[nextState] = walked + 1;
        cameFrom[nextState] = state;
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

function backtrack(cameFrom: Int32Array, last: number, first: number): number[] {
  const cells: number[] = [];
  for (let state = last; state !== first; state = cameFrom[state] ?? first) {
    cells.push(Math.floor(state / 5));
  }
  return cells.reverse();
}

/**
 * The cells that a straight line between the middles of two cells passes through, corner by corner: what a pointer
 * went over between two of its events.
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

/** A binary heap; stale entries stay in it and come out as more expensive repeats, which change nothing. */
class Queue {
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
