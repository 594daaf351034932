import { t } from '../i18n';
import type { Checked } from './verdictCheck';

type VerdictStateProps = { checked: Checked; isShown: boolean; onShow(): void };

const looks = {
  checking: '',
  unique: ' badge-good',
  solvable: ' badge-accent',
  unsolvable: ' badge-bad',
  unknown: '',
};

export function VerdictState({ checked, isShown, onShow }: VerdictStateProps) {
  const texts = t.value.editor;
  return (
    <div class="editor-verdict" role="status">
      <span class="field-label">{texts.verdictLabel}</span>
      <span class={`badge editor-badge${looks[checked.verdict]}`}>{texts.verdict[checked.verdict]}</span>
      {checked.solution && (
        <button class="button button-bare" type="button" onClick={onShow}>
          {isShown ? texts.hideSolution : texts.showSolution}
        </button>
      )}
    </div>
  );
}
