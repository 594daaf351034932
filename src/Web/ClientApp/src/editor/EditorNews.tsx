import type { VNode } from 'preact';
import { signInPath } from '../account/session';
import { problemText } from '../api/problemText';
import { t } from '../i18n';
import { hasErrors } from './fieldErrors';
import type { Workbench } from './workbench';

/** What the author is told about the board before going on with it. */
export function EditorNews({ bench }: { bench: Workbench }) {
  const saved = bench.saved.value;
  return (
    <div class="editor-news" role="status">
      {saved && !bench.isOwn.value && (
        <p class="notice">{t.value.editor.notYours<VNode>(<bdi>{saved.board.creator_username}</bdi>)}</p>
      )}
      <Good bench={bench} />
    </div>
  );
}

/** What came of the last save, beside its button. */
export function SaveNews({ bench }: { bench: Workbench }) {
  return (
    <div class="editor-news" role="status">
      <Trouble bench={bench} />
      <Wrong bench={bench} />
    </div>
  );
}

function Trouble({ bench }: { bench: Workbench }) {
  const texts = t.value.editor;
  const trouble = bench.trouble.value;
  const saved = bench.saved.value;
  switch (trouble?.kind) {
    case 'signIn':
      return (
        <p class="notice notice-warn">
          <a href={signInPath(saved ? `/boards/${saved.board.id}/edit` : '/boards/new')}>{texts.signIn}</a>.{' '}
          {texts.signInText}
        </p>
      );
    case 'gone':
      return (
        <p class="notice notice-bad">
          <strong>{texts.goneTitle}</strong> {texts.goneText}
        </p>
      );
    case 'failed':
      return <p class="notice notice-bad">{problemText(trouble.error)}</p>;
    default:
      return null;
  }
}

function Wrong({ bench }: { bench: Workbench }) {
  const texts = t.value.editor;
  const errors = bench.errors.value;
  if (!hasErrors(errors)) return null;
  const { cols } = bench.design.value.board;
  const ofCells = [...errors.cells].map(
    ([cell, message]) => `${t.value.board.cell(Math.floor(cell / cols) + 1, (cell % cols) + 1)}: ${message}`,
  );
  const messages = [errors.name, errors.rows, errors.cols, errors.rule, ...ofCells, ...errors.rest];
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

function Good({ bench }: { bench: Workbench }) {
  const texts = t.value.editor;
  switch (bench.news.value) {
    case 'restored':
      return (
        <p class="notice editor-restored">
          {texts.restored}
          <button class="button button-quiet" type="button" onClick={() => bench.discard()}>
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
