import type { VNode } from 'preact';
import { signInPath } from '../account/session';
import { problemText } from '../api/problemText';
import { t } from '../i18n';
import type { EditorStore } from './EditorStore';
import { hasErrors } from './fieldErrors';

/** Messages about the board, above the editor. */
export function EditorMessages({ store }: { store: EditorStore }) {
  const saved = store.saved.value;
  return (
    <div class="editor-news" role="status">
      {saved && !store.isOwn.value && (
        <p class="notice">{t.value.editor.notYours<VNode>(<bdi>{saved.creator_username}</bdi>)}</p>
      )}
      <StatusMessage store={store} />
    </div>
  );
}

/** The result of the last save, next to its button. */
export function SaveMessages({ store }: { store: EditorStore }) {
  return (
    <div class="editor-news" role="status">
      <FailureMessage store={store} />
      <ValidationErrors store={store} />
    </div>
  );
}

function FailureMessage({ store }: { store: EditorStore }) {
  const texts = t.value.editor;
  const failure = store.failure.value;
  const saved = store.saved.value;
  switch (failure?.kind) {
    case 'signIn':
      return (
        <p class="notice notice-warn">
          <a href={signInPath(saved ? `/boards/${saved.id}/edit` : '/boards/new')}>{texts.signIn}</a>.{' '}
          {texts.signInText}
        </p>
      );
    case 'deleted':
      return (
        <p class="notice notice-bad">
          <strong>{texts.goneTitle}</strong> {texts.goneText}
        </p>
      );
    case 'refused':
      return <p class="notice notice-bad">{texts.refused}</p>;
    case 'error':
      return <p class="notice notice-bad">{problemText(failure.error)}</p>;
    default:
      return null;
  }
}

function ValidationErrors({ store }: { store: EditorStore }) {
  const texts = t.value.editor;
  const errors = store.errors.value;
  if (!hasErrors(errors)) return null;
  const { cols } = store.design.value.board;
  const ofCells = [...errors.cells].map(
    ([cell, message]) => `${t.value.board.cell(Math.floor(cell / cols) + 1, (cell % cols) + 1)}: ${message}`,
  );
  const messages = [errors.name, errors.rows, errors.cols, errors.rule, ...ofCells, ...errors.general];
  return (
    <div class="notice notice-bad">
      <p>
        <strong>{texts.fixFirst}</strong>
      </p>
      <ul class="editor-wrong">
        {[...new Set(messages)].map((message) => message && <li key={message}>{message}</li>)}
      </ul>
    </div>
  );
}

function StatusMessage({ store }: { store: EditorStore }) {
  const texts = t.value.editor;
  switch (store.message.value) {
    case 'restored':
      return (
        <p class="notice editor-restored">
          {texts.restored}
          <button class="button button-quiet" type="button" onClick={() => store.discard()}>
            {texts.discard}
          </button>
        </p>
      );
    case 'theirs':
      return <p class="notice">{texts.takenTheirs}</p>;
    case 'loaded':
      return <p class="notice">{texts.loaded}</p>;
    default:
      return null;
  }
}
