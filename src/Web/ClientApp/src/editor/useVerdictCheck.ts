import { useEffect, useState } from 'preact/hooks';
import { type CheckState, type Puzzle, VerdictCheck } from './VerdictCheck';

/** The check of the current design. */
export function useVerdictCheck({ rows, cols, dots, rule }: Puzzle): CheckState {
  const [check] = useState(() => new VerdictCheck());
  useEffect(() => {
    check.start({ rows, cols, dots, rule });
    return () => check.stop();
  }, [check, rows, cols, dots, rule]);

  const state = check.state.value;
  // The effect runs after this render, which must not show the verdict of the design before.
  const isCurrent =
    state.kind !== 'checked' ||
    (state.puzzle.rows === rows &&
      state.puzzle.cols === cols &&
      state.puzzle.dots === dots &&
      state.puzzle.rule === rule);
  return isCurrent ? state : { kind: 'checking' };
}
