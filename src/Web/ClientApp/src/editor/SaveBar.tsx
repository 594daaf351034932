import { Icon } from '../app/Icon';
import { t } from '../i18n';
import type { EditorStore } from './EditorStore';

type SaveBarProps = {
  store: EditorStore;
  onSave(): void;
  onSaveAsNew(): void;
  onDelete(): void;
  onJson(): void;
};

export function SaveBar({ store, onSave, onSaveAsNew, onDelete, onJson }: SaveBarProps) {
  const texts = t.value.editor;
  const saved = store.saved.value;
  const isOwn = store.isOwn.value;
  const isSaving = store.isSaving.value;
  return (
    <div class="editor-save">
      <div class="editor-save-row">
        <button class="button" type="button" aria-disabled={isSaving} onClick={isOwn ? onSave : onSaveAsNew}>
          {isSaving ? texts.saving : isOwn ? (saved ? texts.save : texts.create) : texts.saveAsNew}
        </button>
        {saved && isOwn && (
          <button class="button button-quiet" type="button" onClick={onSaveAsNew}>
            {texts.saveAsNew}
          </button>
        )}
        {saved && !store.isDirty.value && (
          <a class="button button-quiet" href={`/boards/${saved.id}`}>
            <Icon name="play" />
            {texts.play}
          </a>
        )}
      </div>
      <div role="status">
        {store.isDirty.value && <p class="muted editor-unsaved">{texts.unsaved}</p>}
        {store.message.value === 'saved' && !store.isDirty.value && (
          <p class="notice notice-good">
            <strong>{texts.saved}.</strong> {texts.savedText}
          </p>
        )}
      </div>
      <div class="editor-save-row">
        <button class="button button-bare" type="button" onClick={onJson}>
          <Icon name="download" />
          {texts.json}
        </button>
        {saved && isOwn && (
          <button class="button button-bare editor-delete" type="button" onClick={onDelete}>
            <Icon name="trash" />
            {texts.remove}
          </button>
        )}
      </div>
    </div>
  );
}
