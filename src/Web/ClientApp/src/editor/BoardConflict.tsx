import type { ComponentChildren } from 'preact';
import type { BoardDraft } from '../boards/board';
import { BoardView } from '../components/board/BoardView';
import { Conflict, ConflictVersion } from '../components/conflict/Conflict';
import { t } from '../i18n';

type BoardConflictProps = {
  mine: BoardDraft;
  theirs: BoardDraft;
  onMine(): void;
  onTheirs(): void;
  onNew(): void;
};

/** The author's version of a board, and the one that was saved in the meantime. */
export function BoardConflict({ mine, theirs, onMine, onTheirs, onNew }: BoardConflictProps) {
  const texts = t.value.editor;
  return (
    <Conflict title={texts.conflictTitle} text={texts.conflictText}>
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
    </Conflict>
  );
}

type VersionProps = { title: string; board: BoardDraft; children: ComponentChildren };

function Version({ title, board, children }: VersionProps) {
  const texts = t.value.editor;
  return (
    <ConflictVersion
      title={title}
      choices={children}
      picture={
        <div class="editor-version-board">
          <BoardView {...board} label={t.value.board.picture(board.name, board.rows, board.cols)} />
        </div>
      }
    >
      <p>
        <strong>{board.name}</strong>
        <br />
        {texts.differences.size(board.rows, board.cols)} ·{' '}
        {texts.differences.pairs(Math.floor(board.dots.length / 2))}
        <br />
        {texts.rules[board.rule]}
      </p>
    </ConflictVersion>
  );
}
