import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { user } from '../account/session';
import { Icon } from '../app/Icon';
import { PageHeading } from '../app/PageHeading';
import { lettersShown, showLetters } from '../components/board/lettersShown';
import { useUndoKeys } from '../components/board/undoKeys';
import { t } from '../i18n';
import { announcementOf } from './announcement';
import { DrawingTools } from './DrawingTools';
import type { Move } from './game';
import { KeepingState } from './KeepingState';
import { Notices } from './Notices';
import { OldBoard } from './OldBoard';
import { PlayGrid } from './PlayGrid';
import { ProgressMeter } from './ProgressMeter';
import { Solved } from './Solved';
import type { Sitting } from './sitting';

/** The board and what belongs to it, laid out for a table or for a hand. */
export function PlayTable({ sitting }: { sitting: Sitting }) {
  const texts = t.value.play;
  const board = sitting.board.value;
  const voice = useRef<HTMLParagraphElement>(null);

  const move = (next: Move) => {
    const before = sitting.game.value;
    sitting.move(next);
    const said = announcementOf(before, sitting.game.value, next);
    if (said && voice.current) voice.current.textContent = said;
  };

  const isUntouched = sitting.game.value.drawing.length === 0 && sitting.game.value.past.length === 0;

  useUndoKeys(
    () => move({ type: 'undo' }),
    () => move({ type: 'redo' }),
  );

  return (
    <section class="page board-page play">
      <header class="play-head">
        <div class="play-title">
          <PageHeading title={board.name} />
          <p class="muted">
            {texts.by<VNode>(<bdi>{board.creator_username}</bdi>)} ·{' '}
            {t.value.board.size(board.rows, board.cols)} ·{' '}
            {board.dots.length > 0 ? texts.rules[board.rule] : texts.noDots}
          </p>
        </div>
        {user.value?.username === board.creator_username && (
          <a class="button button-quiet" href={`/boards/${board.id}/edit`}>
            <Icon name="pencil" />
            {texts.edit}
          </a>
        )}
      </header>
      <Notices sitting={sitting} />
      {sitting.isLookingBack.value && sitting.old.value ? (
        <OldBoard old={sitting.old.value} board={board} />
      ) : (
        <div class="play-table">
          <ProgressMeter game={sitting.game.value} />
          <div class="board-stage play-board">
            <PlayGrid sitting={sitting} onMove={move} />
            {isUntouched && (
              <p class="play-first muted">{board.dots.length > 0 ? texts.first : texts.firstFree}</p>
            )}
          </div>
          <div class="play-side">
            {sitting.isJustSolved.value && <Solved board={board} />}
            <DrawingTools game={sitting.game.value} onMove={move} />
            <KeepingState sitting={sitting} />
            {sitting.old.value && (
              <button
                class="button button-bare play-back"
                type="button"
                onClick={() => sitting.lookBack(true)}
              >
                {texts.toOldBoard}
              </button>
            )}
            <label class="play-letters">
              <input
                type="checkbox"
                checked={lettersShown.value}
                onChange={(event) => showLetters(event.currentTarget.checked)}
              />
              {texts.letters}
            </label>
            <details class="play-help">
              <summary>{texts.helpTitle}</summary>
              <ul>
                {texts.help.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </details>
          </div>
        </div>
      )}
      <p class="visually-hidden" role="status" aria-live="polite" ref={voice} />
    </section>
  );
}
