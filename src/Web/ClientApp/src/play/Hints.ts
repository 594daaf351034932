import { signal } from '@preact/signals';
import { ApiError } from '../api/ApiError';
import { getHint } from '../api/boards';
import type { Line } from '../boards/board';
import { type Grid, indexOf } from '../boards/grid';
import { cut, type Drawing, linesOf, type Trace } from './drawing';
import type { PlaySession } from './PlaySession';

export type HintState =
  | { readonly kind: 'asking' }
  /** The line has been drawn on by some cells. */
  | { readonly kind: 'continued'; readonly color: string; readonly drawing: Drawing }
  | { readonly kind: 'wrong'; readonly line: Trace; readonly drawing: Drawing }
  /** All lines are complete. */
  | { readonly kind: 'complete'; readonly drawing: Drawing }
  /** The board has no solution, or none is known. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'error'; readonly error: ApiError };

/** Asks the server for hints, which it gives one at a time, and draws them. They can be undone like any move. */
export class Hints {
  /** The last hint; for a drawing that has changed since, see `of`. */
  readonly state = signal<HintState | null>(null);
  /** The number of hints that were given on this page. */
  readonly count = signal(0);
  readonly #playSession: PlaySession;
  readonly #request = new AbortController();

  constructor(playSession: PlaySession) {
    this.#playSession = playSession;
  }

  /** The hint on a drawing; null if there is none, or it was for another drawing. */
  of(drawing: Drawing): HintState | null {
    const { value: state } = this.state;
    return state && 'drawing' in state && state.drawing !== drawing ? null : state;
  }

  async ask(): Promise<void> {
    if (this.state.value?.kind === 'asking') return;
    const playSession = this.#playSession;
    playSession.move({ type: 'endStroke' });
    const { grid, drawing } = playSession.game.value;
    this.state.value = { kind: 'asking' };
    try {
      const { data } = await getHint(
        playSession.board.value.id,
        linesOf(grid, drawing),
        this.#request.signal,
      );
      const { game } = playSession;
      // Drawn on during the request: the hint may contradict it.
      if (game.value.drawing !== drawing || game.value.grid !== grid || game.value.stroke !== null) {
        this.state.value = null;
        return;
      }
      this.state.value = this.#apply(grid, drawing, data.wrong_line, data.line);
      if (this.state.value.kind !== 'complete') this.count.value++;
    } catch (error) {
      if (this.#request.signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      this.state.value = stateOf(error);
    }
  }

  dispose(): void {
    this.#request.abort();
  }

  #apply(grid: Grid, drawing: Drawing, wrongLine: number | null, next: Line | null): HintState {
    const wrong = wrongLine === null ? undefined : drawing[wrongLine];
    if (wrong) return { kind: 'wrong', line: wrong, drawing };
    if (next === null || next.color === null) return { kind: 'complete', drawing };
    const line = { color: next.color, cells: next.cells.map((cell) => indexOf(grid, cell)) };
    this.#playSession.move({ type: 'replace', drawing: withLine(drawing, line) });
    return { kind: 'continued', color: line.color, drawing: this.#playSession.game.value.drawing };
  }
}

/** Replaces the line of the same colour. Free lines are cut where the new one runs; the others are not in its way. */
export function withLine(drawing: Drawing, line: Trace): Drawing {
  const taken = new Set(line.cells);
  return [...drawing.filter(({ color }) => color !== line.color).flatMap((other) => cut(other, taken)), line];
}

function stateOf(error: ApiError): HintState {
  if (error.status === 409) return { kind: 'unavailable' };
  return error.status === 429 || error.status === 503 ? { kind: 'busy' } : { kind: 'error', error };
}
