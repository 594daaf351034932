import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { user } from '../account/session';
import { Icon } from '../app/Icon';
import { PageHeading } from '../app/PageHeading';
import { lettersShown, showLetters } from '../components/board/lettersShown';
import { useUndoKeys } from '../components/board/undoKeys';
import { VerdictBadge } from '../gallery/VerdictBadge';
import { t } from '../i18n';
import { announcementOf } from './announcement';
import { BoardBanner } from './BoardBanner';
import { DrawingConflict } from './DrawingConflict';
import { DrawingTools } from './DrawingTools';
import type { Move } from './game';
import { HintButton } from './HintButton';
import { OldBoard } from './OldBoard';
import { PlayGrid } from './PlayGrid';
import type { PlaySession } from './PlaySession';
import { ProgressMeter } from './ProgressMeter';
import { SaveIndicator } from './SaveIndicator';
import { Solved } from './Solved';

/** The board with its tools, laid out for a wide screen or for a phone. */
export function PlayView({ playSession }: { playSession: PlaySession }) {
  const texts = t.value.play;
  const board = playSession.board.value;
  const liveRegion = useRef<HTMLParagraphElement>(null);

  const move = (next: Move) => {
    const before = playSession.game.value;
    playSession.move(next);
    const announcement = announcementOf(before, playSession.game.value, next);
    if (announcement && liveRegion.current) liveRegion.current.textContent = announcement;
  };

  const isUntouched = playSession.game.value.drawing.length === 0 && playSession.game.value.past.length === 0;

  const conflict = playSession.conflict.value;
  const hadConflict = useRef(false);
  useEffect(() => {
    // The button that was chosen is gone.
    if (hadConflict.current && !conflict)
      document.querySelector<HTMLElement>('.play-board [role=gridcell][tabindex="0"]')?.focus();
    hadConflict.current = conflict !== null;
  }, [conflict]);

  const isFromElsewhere = playSession.saveStatus.value === 'elsewhere';
  useEffect(() => {
    if (isFromElsewhere && liveRegion.current)
      liveRegion.current.textContent = t.peek().play.saveStatus.elsewhere;
  }, [isFromElsewhere]);

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
          <VerdictBadge board={board} />
        </div>
        {user.value?.username === board.creator_username && (
          <a class="button button-quiet" href={`/boards/${board.id}/edit`}>
            <Icon name="pencil" />
            {texts.edit}
          </a>
        )}
      </header>
      <BoardBanner playSession={playSession} />
      {conflict ? (
        <DrawingConflict playSession={playSession} other={conflict} />
      ) : playSession.isViewingOld.value && playSession.old.value ? (
        <OldBoard old={playSession.old.value} board={board} />
      ) : (
        <div class="play-layout">
          <ProgressMeter game={playSession.game.value} />
          <div class="board-stage play-board">
            <PlayGrid playSession={playSession} onMove={move} />
            {isUntouched && (
              <p class="play-first muted">{board.dots.length > 0 ? texts.first : texts.firstFree}</p>
            )}
          </div>
          <div class="play-side">
            {playSession.isJustSolved.value && <Solved board={board} />}
            <DrawingTools game={playSession.game.value} onMove={move} />
            {board.dots.length > 0 && board.verdict !== 'unsolvable' && (
              <HintButton hints={playSession.hints} board={board} drawing={playSession.game.value.drawing} />
            )}
            <SaveIndicator playSession={playSession} />
            {playSession.old.value && (
              <button
                class="button button-bare play-back"
                type="button"
                onClick={() => playSession.viewOld(true)}
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
      <p class="visually-hidden" role="status" aria-live="polite" ref={liveRegion} />
    </section>
  );
}
