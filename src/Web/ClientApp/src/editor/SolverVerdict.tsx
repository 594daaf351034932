import { lettersOf } from '../boards/letters';
import { dotName } from '../components/board/cellName';
import { t } from '../i18n';
import type { Preview } from './preview';
import { walledInDot } from './solutions';
import type { CheckState } from './VerdictCheck';

type SolverVerdictProps = {
  state: CheckState;
  preview: Preview | null;
  onPreview(preview: Preview | null): void;
};

const badgeClasses = {
  unique: ' badge-good',
  solvable: ' badge-accent',
  unsolvable: ' badge-bad',
  unknown: '',
};

/** What the solver says about the design, and its solutions as previews on the board. */
export function SolverVerdict({ state, preview, onPreview }: SolverVerdictProps) {
  return (
    <div class="editor-verdict">
      <div class="editor-verdict-text">
        <PendingText state={state} />
        {/* Without what changes with every dot, which would drown the announcements of the design. */}
        <div class="editor-verdict-answer" role="status">
          <AnswerText state={state} />
        </div>
      </div>
      {state.kind === 'checked' && (
        <PreviewButtons check={state.check} preview={preview} onPreview={onPreview} />
      )}
    </div>
  );
}

function PendingText({ state }: { state: CheckState }) {
  const texts = t.value.editor;
  if (state.kind === 'incomplete') return <span class="muted">{texts.verdictLater}</span>;
  return state.kind === 'checking' ? <span class="muted">{texts.checking}</span> : null;
}

function AnswerText({ state }: { state: CheckState }) {
  const texts = t.value.editor;
  switch (state.kind) {
    case 'postponed':
      return <span class="muted">{texts.checkPostponed}</span>;
    case 'refused':
      return <span class="muted">{texts.checkRefused}</span>;
    case 'checked': {
      const { verdict } = state.check;
      const dot = verdict === 'unsolvable' ? walledInDot(state.puzzle) : null;
      return (
        <>
          <span class={`badge editor-badge${badgeClasses[verdict]}`}>{texts.verdict[verdict]}</span>
          {dot && (
            <span>
              {texts.walledIn(dotName(dot, lettersOf(state.puzzle.dots)), dot.row + 1, dot.col + 1)}
            </span>
          )}
        </>
      );
    }
    default:
      return null;
  }
}

type PreviewButtonsProps = Pick<SolverVerdictProps, 'preview' | 'onPreview'> & {
  check: Extract<CheckState, { kind: 'checked' }>['check'];
};

function PreviewButtons({ check, preview, onPreview }: PreviewButtonsProps) {
  const texts = t.value.editor;
  if (!check.solution) return null;
  const isSolution = preview?.kind === 'solution';
  const isComparison = preview?.kind === 'comparison';
  return (
    <div class="editor-verdict-buttons">
      {check.other_solution && (
        <button
          class="button button-quiet"
          type="button"
          aria-pressed={isComparison}
          onClick={() => onPreview(isComparison ? null : { kind: 'comparison', nth: 0 })}
        >
          {texts.showDifferences}
        </button>
      )}
      {isComparison ? (
        <fieldset class="editor-solutions">
          <legend class="visually-hidden">{texts.solutions}</legend>
          {([0, 1] as const).map((nth) => (
            <button
              key={nth}
              class="button button-quiet"
              type="button"
              aria-pressed={preview.nth === nth}
              onClick={() => onPreview({ kind: 'comparison', nth })}
            >
              {texts.nthSolution(nth + 1)}
            </button>
          ))}
        </fieldset>
      ) : (
        <button
          class="button button-quiet"
          type="button"
          aria-pressed={isSolution}
          onClick={() => onPreview(isSolution ? null : { kind: 'solution' })}
        >
          {texts.showSolution}
        </button>
      )}
    </div>
  );
}
