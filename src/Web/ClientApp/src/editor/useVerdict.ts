import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/ApiError';
import { checkBoard } from '../api/boards';
import type { BoardDraft, Line, Verdict } from '../boards/board';
import { problemsOf } from '../boards/validation';

export type CheckResult = {
  readonly verdict: Verdict | 'checking';
  readonly solution: readonly Line[] | null;
};

const checkDelay = 600;

/** Whether the server has a solver; null until the first request. A server without one is asked only once. */
let hasSolver: boolean | null = null;

/** Has the server check the design after the last change; null if there is nothing to check. */
export function useVerdict(board: BoardDraft): CheckResult | null {
  const [checked, setChecked] = useState<CheckResult | null>(null);
  const { rows, cols, dots, rule } = board;

  useEffect(() => {
    // The name does not matter to the solver.
    const isValid = dots.length > 0 && problemsOf({ name: 'any', rows, cols, dots, rule }).length === 0;
    setChecked(null);
    if (hasSolver === false || !isValid) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      if (hasSolver) setChecked({ verdict: 'checking', solution: null });
      try {
        const { data } = await checkBoard({ rows, cols, dots, rule }, abort.signal);
        hasSolver = true;
        setChecked({ verdict: data.verdict, solution: data.solution });
      } catch (error) {
        if (abort.signal.aborted) return;
        if (error instanceof ApiError && [404, 405, 501].includes(error.status)) hasSolver = false;
        setChecked(null);
      }
    }, checkDelay);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [rows, cols, dots, rule]);

  return checked;
}
