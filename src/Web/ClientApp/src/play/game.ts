import type { Rule } from '../boards/board';
import { type Grid, neighbours } from '../boards/grid';
import { type Drawing, isJoined, sameDrawing } from './drawing';
import { cellsBetween } from './pathfinding';
import { follow, route, type Stroke, startStroke, step, withStroke } from './stroke';

/** The state of the pointer or key interaction with the stroke. */
interface Grip {
  /** Between press and release. */
  readonly pressed: boolean;
  /** Picked up by a click or a key, so it follows without a pressed button. */
  readonly held: boolean;
  /** The pointer has left the cell it was pressed on. */
  readonly moved: boolean;
  /** Pressed on the end that was held already: a plain click there ends the stroke. */
  readonly again: boolean;
  /** The last cell under the pointer. */
  readonly pointer: number;
}

export interface Game {
  readonly grid: Grid;
  readonly rule: Rule;
  readonly past: readonly Drawing[];
  readonly drawing: Drawing;
  readonly future: readonly Drawing[];
  readonly stroke: Stroke | null;
  readonly grip: Grip;
}

export type Move =
  | { readonly type: 'press'; readonly cell: number }
  | { readonly type: 'drag'; readonly cell: number }
  | { readonly type: 'release' }
  /** The press was aborted, by a second finger or by the system: reverts it. */
  | { readonly type: 'cancel' }
  /** Enter or Space: starts or ends a stroke. */
  | { readonly type: 'toggle'; readonly cell: number }
  | { readonly type: 'step'; readonly cell: number }
  | { readonly type: 'endStroke' }
  | { readonly type: 'erase'; readonly cell: number }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'clear' }
  /** Replaces the drawing; can be undone. */
  | { readonly type: 'replace'; readonly drawing: Drawing }
  | { readonly type: 'rule'; readonly rule: Rule };

const noGrip: Grip = { pressed: false, held: false, moved: false, again: false, pointer: -1 };
const maxUndoSteps = 500;

export function newGame(grid: Grid, rule: Rule, drawing: Drawing = []): Game {
  return { grid, rule, past: [], drawing, future: [], stroke: null, grip: noGrip };
}

/** The drawing as displayed, including the current stroke. */
export function shownIn(game: Game): Drawing {
  return withStroke(game.drawing, game.stroke);
}

export function play(game: Game, move: Move): Game {
  switch (move.type) {
    case 'press':
      return press(game, move.cell);
    case 'drag':
      return drag(game, move.cell);
    case 'release':
      return release(game);
    case 'cancel':
      return game.grip.pressed ? { ...game, stroke: null, grip: noGrip } : game;
    case 'toggle':
      return toggle(game, move.cell);
    case 'step':
      return stepTo(game, move.cell);
    case 'endStroke':
      return endStroke(game);
    case 'erase':
      return erase(endStroke(game), move.cell);
    case 'undo':
      return undo(endStroke(game));
    case 'redo':
      return redo(endStroke(game));
    case 'clear':
      return commit(endStroke(game), []);
    case 'replace':
      return commit(endStroke(game), move.drawing);
    case 'rule':
      return { ...game, rule: move.rule };
  }
}

function press(game: Game, cell: number): Game {
  const { stroke, grip } = game;
  if (stroke && grip.held) {
    if (cell === stroke.cells.at(-1)) {
      return { ...game, grip: { ...grip, pressed: true, again: true, moved: false, pointer: cell } };
    }
    if (!beginsAnother(game, cell)) {
      const routed = route(game.grid, game.drawing, stroke, cell);
      if (routed !== stroke) {
        return {
          ...game,
          stroke: routed,
          grip: { pressed: true, held: true, again: false, moved: false, pointer: cell },
        };
      }
    }
  }
  const ended = endStroke(game);
  const started = startStroke(ended.grid, ended.drawing, cell);
  return started
    ? { ...ended, stroke: started, grip: { ...noGrip, pressed: true, pointer: cell } }
    : { ...ended, grip: { ...noGrip, pointer: cell } };
}

/**
 * A click on the end of a line picks up that line, and so does one on a dot that no route leads to. Any other click is
 * the target for the line that is held.
 */
function beginsAnother(game: Game, cell: number): boolean {
  return game.drawing.some(({ cells }) => cells.at(-1) === cell);
}

/** The cells that a click would extend the held line over. */
export function previewOf(game: Game, cell: number | null): readonly number[] {
  const { stroke, grip } = game;
  if (!stroke || cell === null || !grip.held || grip.pressed || beginsAnother(game, cell)) {
    return [];
  }
  const routed = route(game.grid, game.drawing, stroke, cell);
  return routed.cells.length > stroke.cells.length ? routed.cells.slice(stroke.cells.length - 1) : [];
}

function drag(game: Game, cell: number): Game {
  const { grip } = game;
  if (!game.stroke || !grip.pressed || grip.pointer === cell) {
    return game;
  }
  let stroke = game.stroke;
  for (const passed of cellsBetween(game.grid, grip.pointer, cell)) {
    stroke = follow(game.grid, game.drawing, stroke, passed);
  }
  return { ...game, stroke, grip: { ...grip, moved: true, pointer: cell } };
}

function release(game: Game): Game {
  const { stroke, grip } = game;
  if (!stroke || !grip.pressed) {
    return game;
  }
  if (grip.moved || grip.again || isJoined(game.grid, stroke)) {
    return endStroke(game);
  }
  return { ...settle(game), grip: { ...noGrip, held: true } };
}

function toggle(game: Game, cell: number): Game {
  const { stroke } = game;
  if (!stroke) {
    const started = startStroke(game.grid, game.drawing, cell);
    return started ? { ...game, stroke: started, grip: { ...noGrip, held: true } } : game;
  }
  if (cell === stroke.cells.at(-1)) {
    return endStroke(game);
  }
  const pressed = press({ ...game, grip: { ...noGrip, held: true } }, cell);
  return release(pressed);
}

function stepTo(game: Game, cell: number): Game {
  if (!game.stroke || game.grip.pressed) {
    return game;
  }
  const stroke = step(game.grid, game.stroke, cell);
  if (stroke === game.stroke) {
    return game;
  }
  const stepped = { ...game, stroke };
  return isJoined(game.grid, stroke) ? endStroke(stepped) : stepped;
}

function endStroke(game: Game): Game {
  return game.stroke ? { ...settle(game), stroke: null, grip: noGrip } : game;
}

/** Commits the stroke as one undo step, and keeps it active. */
function settle(game: Game): Game {
  const { stroke } = game;
  if (!stroke || stroke.pending) {
    return game;
  }
  const settled = commit(game, shownIn(game));
  const replaces = settled.drawing.findIndex((trace) => trace.cells[0] === stroke.cells[0]);
  return { ...settled, stroke: { ...stroke, replaces } };
}

function erase(game: Game, cell: number): Game {
  const color = game.grid.dotColors[cell] ?? null;
  const line = game.drawing.findIndex(
    (trace) => trace.cells.includes(cell) || (color !== null && trace.color === color),
  );
  return line < 0 ? game : commit(game, game.drawing.toSpliced(line, 1));
}

function commit(game: Game, drawing: Drawing): Game {
  if (sameDrawing(game.drawing, drawing)) {
    return game;
  }
  return { ...game, past: [...game.past.slice(1 - maxUndoSteps), game.drawing], drawing, future: [] };
}

function undo(game: Game): Game {
  const drawing = game.past.at(-1);
  return drawing
    ? { ...game, past: game.past.slice(0, -1), drawing, future: [game.drawing, ...game.future] }
    : game;
}

function redo(game: Game): Game {
  const [drawing, ...future] = game.future;
  return drawing ? { ...game, past: [...game.past, game.drawing], drawing, future } : game;
}

export function neighbourTowards(grid: Grid, cell: number, key: string): number {
  const direction = ['ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft'].indexOf(key);
  return direction < 0 ? -1 : (neighbours(grid, cell)[direction] ?? -1);
}
