import { signal } from '@preact/signals';
import { ApiError } from '../api/ApiError';
import { checkBoard } from '../api/boards';
import type { Check } from '../api/types';
import type { BoardDraft } from '../boards/board';
import { problemsOf } from '../boards/validation';

/** The part of a board that decides its solutions. */
export type Puzzle = Pick<BoardDraft, 'rows' | 'cols' | 'dots' | 'rule'>;

export type CheckState =
  /** The design has no dots, or is not valid yet. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'checking' }
  /** The server is busy or unreachable; the check is repeated. */
  | { readonly kind: 'postponed' }
  /** The server refused to check the design. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'checked'; readonly puzzle: Puzzle; readonly check: Check };

/** In milliseconds, after the last change. */
export const checkDelay = 300;

/** In seconds, where the server does not say when to try again. */
export const retryDelay = 5;

/** Has the server solve the current design. An answer for an earlier design is never shown. */
export class VerdictCheck {
  readonly state = signal<CheckState>({ kind: 'incomplete' });
  #request = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Checks another design; a check that is running or due is cancelled. */
  start(puzzle: Puzzle): void {
    this.stop();
    if (!canBeChecked(puzzle)) {
      this.state.value = { kind: 'incomplete' };
      return;
    }
    this.state.value = { kind: 'checking' };
    this.#schedule(puzzle, checkDelay);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#request.abort();
  }

  #schedule(puzzle: Puzzle, delay: number): void {
    this.#timer = setTimeout(() => void this.#send(puzzle), delay);
  }

  async #send({ rows, cols, dots, rule }: Puzzle): Promise<void> {
    const puzzle: Puzzle = { rows, cols, dots, rule };
    this.#request = new AbortController();
    const { signal: abort } = this.#request;
    try {
      const { data } = await checkBoard(puzzle, abort);
      if (!abort.aborted) this.state.value = { kind: 'checked', puzzle, check: data };
    } catch (error) {
      if (abort.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      if (error.isAnswer && error.status !== 429) {
        this.state.value = { kind: 'refused' };
        return;
      }
      this.state.value = { kind: 'postponed' };
      this.#schedule(puzzle, (error.retryAfter ?? retryDelay) * 1000);
    }
  }
}

function canBeChecked({ rows, cols, dots, rule }: Puzzle): boolean {
  // Solutions do not depend on the name, which may still be missing.
  return dots.length > 0 && problemsOf({ name: 'any', rows, cols, dots, rule }).length === 0;
}
