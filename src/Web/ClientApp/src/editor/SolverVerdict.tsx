import { t } from '../i18n';
import type { CheckResult } from './useVerdict';

type SolverVerdictProps = { checked: CheckResult; isShown: boolean; onShow(): void };

const badgeClasses = {
  checking: '',
  unique: ' badge-good',
  solvable: ' badge-accent',
  unsolvable: ' badge-bad',
  unknown: '',
};

export function SolverVerdict({ checked, isShown, onShow }: SolverVerdictProps) {
  const texts = t.value.editor;
  return (
    <div class="editor-verdict" role="status">
      <span class="field-label">{texts.verdictLabel}</span>
      <span class={`badge editor-badge${badgeClasses[checked.verdict]}`}>
        {texts.verdict[checked.verdict]}
      </span>
      {checked.solution && (
        <button class="button button-bare" type="button" onClick={onShow}>
          {isShown ? texts.hideSolution : texts.showSolution}
        </button>
      )}
    </div>
  );
}
