import { limits } from '../boards/board';
import { t } from '../i18n';
import type { Change } from './design';

type NameFieldProps = { name: string; error: string | undefined; onChange(change: Change): void };

export function NameField({ name, error, onChange }: NameFieldProps) {
  const texts = t.value.editor;
  return (
    <div class="field">
      <label class="field-label" for="editor-name">
        {texts.name}
      </label>
      <input
        id="editor-name"
        class="input"
        type="text"
        autoComplete="off"
        maxLength={limits.name * 2}
        placeholder={texts.nameHint}
        value={name}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : 'editor-name-error'}
        data-invalid={error === undefined ? undefined : ''}
        onInput={(event) => onChange({ type: 'name', name: event.currentTarget.value })}
      />
      {error !== undefined && (
        <span class="field-error" id="editor-name-error">
          {error}
        </span>
      )}
    </div>
  );
}
