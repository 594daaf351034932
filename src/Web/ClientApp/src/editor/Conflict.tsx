import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { BoardDraft } from '../boards/board';
import { BoardView } from '../components/board/BoardView';
import { t } from '../i18n';

type ConflictProps = {
  mine: BoardDraft;
  theirs: BoardDraft;
  onMine(): void;
  onTheirs(): void;
  onNew(): void;
};

/** Both versions side by side. Neither is lost before the author has chosen. */
export function Conflict({ mine, theirs, onMine, onTheirs, onNew }: ConflictProps) {
  const texts = t.value.editor;
  const section = useRef<HTMLElement>(null);

  useEffect(() => {
    // It appears far from the button that was pressed.
    section.current?.scrollIntoView({ block: 'start' });
    section.current?.focus({ preventScroll: true });
  }, []);

  return (
    <section
      ref={section}
      tabIndex={-1}
      class="editor-conflict notice notice-warn"
      aria-label={texts.conflictTitle}
    >
      <h2>{texts.conflictTitle}</h2>
      <p>{texts.conflictText}</p>
      <div class="editor-versions">
        <Version title={texts.mine} board={mine}>
          <button class="button" type="button" onClick={onMine}>
            {texts.keepMine}
          </button>
          <button class="button button-quiet" type="button" onClick={onNew}>
            {texts.saveAsNew}
          </button>
        </Version>
        <Version title={texts.theirs} board={theirs}>
          <button class="button" type="button" onClick={onTheirs}>
            {texts.takeTheirs}
          </button>
        </Version>
      </div>
    </section>
  );
}

type VersionProps = { title: string; board: BoardDraft; children: ComponentChildren };

function Version({ title, board, children }: VersionProps) {
  const texts = t.value.editor;
  return (
    <div class="card editor-version">
      <h3>{title}</h3>
      <div class="editor-version-board">
        <BoardView {...board} label={t.value.board.picture(board.name, board.rows, board.cols)} />
      </div>
      <p>
        <strong>{board.name}</strong>
        <br />
        {texts.differences.size(board.rows, board.cols)} ·{' '}
        {texts.differences.pairs(Math.floor(board.dots.length / 2))}
        <br />
        {texts.rules[board.rule]}
      </p>
      <div class="editor-version-choices">{children}</div>
    </div>
  );
}
