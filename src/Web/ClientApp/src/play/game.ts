import type { Rule } from '../boards/board';
import { type Grid, neighbours } from '../boards/grid';
import { type Drawing, isJoined, sameDrawing } from './drawing';
import { follow, route, type Stroke, step, takeUp, withStroke } from './stroke';
import { cellsBetween } from './walk';

/** How the player holds the stroke. */
interface Grip {
  /** Between press and release. */
  readonly pressed: boolean;
  /** Picked up by a click or a key, and followed without a button held down. */
  readonly held: boolean;
  /** The pointer left the cell it was pressed on. */
  readonly moved: boolean;
  /** Pressed on the end that was held already: a plain click there lets go. */
  readonly again: boolean;
  /** Where the pointer was last. */
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
  /** The pointer was taken away, by a second finger or by the system: as if this press had not been. */
  | { readonly type: 'cancel' }
  /** Enter or Space: pick up, or let go. */
  | { readonly type: 'toggle'; readonly cell: number }
  | { readonly type: 'step'; readonly cell: number }
  | { readonly type: 'letGo' }
  | { readonly type: 'erase'; readonly cell: number }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'clear' }
  /** Another drawing takes this one's place; undo brings it back. */
  | { readonly type: 'replace'; readonly drawing: Drawing }
  /** The author changed the rule and nothing else. */
  | { readonly type: 'rule'; readonly rule: Rule };

const loose: Grip = { pressed: false, held: false, moved: false, again: false, pointer: -1 };
const remembered = 500;

export function newGame(grid: Grid, rule: Rule, drawing: Drawing = []): Game {
  return { grid, rule, past: [], drawing, future: [], stroke: null, grip: loose };
}

/** What the player sees: the drawing and the stroke in hand. */
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
      return game.grip.pressed ? { ...game, stroke: null, grip: loose } : game;
    case 'toggle':
      return toggle(game, move.cell);
    case 'step':
      return stepTo(game, move.cell);
    case 'letGo':
      return letGo(game);
    case 'erase':
      return erase(letGo(game), move.cell);
    case 'undo':
      return undo(letGo(game));
    case 'redo':
      return redo(letGo(game));
    case 'clear':
      return commit(letGo(game), []);
    case 'replace':
      return commit(letGo(game), move.drawing);
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
  const free = letGo(game);
  const taken = takeUp(free.grid, free.drawing, cell);
  return taken
    ? { ...free, stroke: taken, grip: { ...loose, pressed: true, pointer: cell } }
    : { ...free, grip: { ...loose, pointer: cell } };
}

/**
 * A click on the end of a line takes that one up, as one on another dot does, where no route can lead; anywhere else it
 * points where the held line shall go.
 */
function beginsAnother(game: Game, cell: number): boolean {
  return game.drawing.some(({ cells }) => cells.at(-1) === cell);
}

/** The cells that a click would lay the held line over. */
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
    return letGo(game);
  }
  return { ...settle(game), grip: { ...loose, held: true } };
}

function toggle(game: Game, cell: number): Game {
  const { stroke } = game;
  if (!stroke) {
    const taken = takeUp(game.grid, game.drawing, cell);
    return taken ? { ...game, stroke: taken, grip: { ...loose, held: true } } : game;
  }
  if (cell === stroke.cells.at(-1)) {
    return letGo(game);
  }
  const pressed = press({ ...game, grip: { ...loose, held: true } }, cell);
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
  return isJoined(game.grid, stroke) ? letGo(stepped) : stepped;
}

function letGo(game: Game): Game {
  return game.stroke ? { ...settle(game), stroke: null, grip: loose } : game;
}

/** Puts what was drawn so far into the drawing, as one step to undo, with the stroke still in hand. */
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
  return { ...game, past: [...game.past.slice(1 - remembered), game.drawing], drawing, future: [] };
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
