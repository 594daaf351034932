import { limits } from '../boards/board';
import { t } from '../i18n';

type SizeFieldProps = {
  rows: number;
  cols: number;
  rowsError: string | undefined;
  colsError: string | undefined;
  onSize(rows: number, cols: number): void;
};

export function SizeField({ rows, cols, rowsError, colsError, onSize }: SizeFieldProps) {
  const texts = t.value.editor;
  return (
    <div class="editor-size">
      <Side
        name="rows"
        label={texts.rows}
        side={rows}
        error={rowsError}
        onSide={(side) => onSize(side, cols)}
      />
      <Side
        name="cols"
        label={texts.cols}
        side={cols}
        error={colsError}
        onSide={(side) => onSize(rows, side)}
      />
    </div>
  );
}

type SideProps = {
  name: string;
  label: string;
  side: number;
  error: string | undefined;
  onSide(side: number): void;
};

function Side({ name, label, side, error, onSide }: SideProps) {
  const texts = t.value.editor;
  const set = (next: number) => {
    if (next !== side && next >= 1 && next <= limits.side) onSide(next);
  };
  return (
    <div class="field">
      <label class="field-label" for={`editor-${name}`}>
        {label}
      </label>
      <div class="editor-stepper">
        <button
          class="tool"
          type="button"
          aria-label={texts.fewer(label)}
          aria-disabled={side <= 1}
          onClick={() => set(side - 1)}
        >
          −
        </button>
        <input
          id={`editor-${name}`}
          class="input"
          type="number"
          inputMode="numeric"
          min={1}
          max={limits.side}
          value={side}
          aria-invalid={error !== undefined}
          data-invalid={error === undefined ? undefined : ''}
          // Not onInput: typing 12 passes through 1, which would drop dots.
          onChange={(event) => {
            const wanted = Math.round(event.currentTarget.valueAsNumber);
            const next = Number.isNaN(wanted) ? side : Math.min(limits.side, Math.max(1, wanted));
            event.currentTarget.value = String(side);
            set(next);
          }}
        />
        <button
          class="tool"
          type="button"
          aria-label={texts.more(label)}
          aria-disabled={side >= limits.side}
          onClick={() => set(side + 1)}
        >
          +
        </button>
      </div>
      {error !== undefined && <span class="field-error">{error}</span>}
    </div>
  );
}
