import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/ApiError';
import { checkBoard } from '../api/boards';
import type { BoardDraft, Line, Verdict } from '../boards/board';
import { problemsOf } from '../boards/validation';

export type Checked = { readonly verdict: Verdict | 'checking'; readonly solution: readonly Line[] | null };

const rest = 600;

/** Whether the server has a solver: null until it was asked, and one without is asked once. */
let isOffered: boolean | null = null;

/** What the server finds out about the design, a moment after the last change; null where there is nothing to find. */
export function useVerdict(board: BoardDraft): Checked | null {
  const [checked, setChecked] = useState<Checked | null>(null);
  const { rows, cols, dots, rule } = board;

  useEffect(() => {
    // A name has no solutions: only what the puzzle is made of counts.
    const isWhole = dots.length > 0 && problemsOf({ name: 'any', rows, cols, dots, rule }).length === 0;
    setChecked(null);
    if (isOffered === false || !isWhole) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      if (isOffered) setChecked({ verdict: 'checking', solution: null });
      try {
        const { data } = await checkBoard({ rows, cols, dots, rule }, abort.signal);
        isOffered = true;
        setChecked({ verdict: data.verdict, solution: data.solution });
      } catch (error) {
        if (abort.signal.aborted) return;
        if (error instanceof ApiError && [404, 405, 501].includes(error.status)) isOffered = false;
        setChecked(null);
      }
    }, rest);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [rows, cols, dots, rule]);

  return checked;
}
