import type { Rule } from '../boards/board';
import { t } from '../i18n';
import type { Change } from './design';

type RuleFieldProps = { rule: Rule; error: string | undefined; onChange(change: Change): void };

const rules: readonly Rule[] = ['all_cells', 'pairs_only'];

export function RuleField({ rule, error, onChange }: RuleFieldProps) {
  const texts = t.value.editor;
  return (
    <fieldset class="editor-rule">
      <legend class="field-label">{texts.rule}</legend>
      {rules.map((offered) => (
        <label key={offered} class="editor-choice">
          <input
            type="radio"
            name="rule"
            value={offered}
            checked={rule === offered}
            onChange={() => onChange({ type: 'rule', rule: offered })}
          />
          {texts.rules[offered]}
        </label>
      ))}
      {error !== undefined && <span class="field-error">{error}</span>}
    </fieldset>
  );
}
