import { Icon } from '../app/Icon';
import { t } from '../i18n';
import type { Change, Design } from './design';

export function DesignTools({ design, onChange }: { design: Design; onChange(change: Change): void }) {
  const texts = t.value.editor;
  return (
    <fieldset class="editor-tools">
      <legend class="visually-hidden">{texts.tools}</legend>
      <button
        class="tool"
        type="button"
        aria-label={texts.undo}
        title={texts.undo}
        aria-disabled={design.past.length === 0}
        aria-keyshortcuts="Control+Z"
        onClick={() => onChange({ type: 'undo' })}
      >
        <Icon name="undo" />
      </button>
      <button
        class="tool"
        type="button"
        aria-label={texts.redo}
        title={texts.redo}
        aria-disabled={design.future.length === 0}
        aria-keyshortcuts="Control+Shift+Z"
        onClick={() => onChange({ type: 'redo' })}
      >
        <Icon name="redo" />
      </button>
      <button
        class="tool"
        type="button"
        aria-label={texts.eraser}
        title={texts.eraser}
        aria-pressed={design.isErasing}
        onClick={() => onChange({ type: 'erasing', isErasing: !design.isErasing })}
      >
        <Eraser />
      </button>
      <button
        class="tool"
        type="button"
        aria-label={texts.clear}
        title={texts.clear}
        aria-disabled={design.board.dots.length === 0}
        onClick={() => onChange({ type: 'clear' })}
      >
        <Icon name="trash" />
      </button>
    </fieldset>
  );
}

function Eraser() {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="m4.5 14.5 9-9a2 2 0 0 1 2.8 0l3.7 3.7a2 2 0 0 1 0 2.8L12.500 19.500H8.500zM9.500 9.500l6.500 6.500M12.500 19.500H20" />
    </svg>
  );
}
