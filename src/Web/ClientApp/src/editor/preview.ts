import type { Line } from '../boards/board';
import { t } from '../i18n';
import { differingCells } from './solutions';
import type { CheckState } from './VerdictCheck';

/** What is drawn on the design: a solution, or one of two with the cells where they differ. */
export type Preview = { readonly kind: 'solution' } | { readonly kind: 'comparison'; readonly nth: 0 | 1 };

export type ShownPreview = {
  readonly lines: readonly Line[];
  readonly differing: ReadonlySet<number>;
};

/** @returns Null if the check has no solution to show. */
export function shownPreview(state: CheckState, preview: Preview | null): ShownPreview | null {
  if (state.kind !== 'checked' || preview === null) return null;
  const { solution, other_solution: other } = state.check;
  if (!solution) return null;
  if (preview.kind === 'solution') return { lines: solution, differing: new Set() };
  if (!other) return null;
  return {
    lines: preview.nth === 0 ? solution : other,
    differing: differingCells(state.puzzle.cols, solution, other),
  };
}

/** The preview for screen readers. */
export function previewAnnouncement(preview: Preview | null, shown: ShownPreview | null): string {
  const texts = t.value.editor;
  if (preview === null || shown === null) return texts.solutionHidden;
  return preview.kind === 'solution'
    ? texts.solutionShown
    : texts.comparisonShown(preview.nth + 1, shown.differing.size);
}
