import type { ComponentChildren, VNode } from 'preact';
import type { Board } from '../boards/board';
import { type Grid, gridOf } from '../boards/grid';
import { BoardFrame } from '../components/board/BoardFrame';
import { BoardView } from '../components/board/BoardView';
import { Conflict, ConflictVersion } from '../components/conflict/Conflict';
import { t } from '../i18n';
import { formatAge } from '../i18n/format';
import { type Drawing, isJoined, linesOf, percentFilled, progressOf } from './drawing';
import type { OtherDrawing, PlaySession } from './PlaySession';

/** The player's drawing on this device, and the one that they saved elsewhere. */
export function DrawingConflict({ playSession, other }: { playSession: PlaySession; other: OtherDrawing }) {
  const texts = t.value.play;
  const board = playSession.board.value;
  return (
    <Conflict title={texts.conflictTitle} text={texts.conflictText}>
      <Version
        title={texts.mine}
        state={texts.mineState}
        board={board}
        drawing={playSession.game.value.drawing}
      >
        <button class="button" type="button" onClick={() => playSession.keepMine()}>
          {texts.keepMine}
        </button>
      </Version>
      <Version
        title={texts.theirs}
        state={texts.theirsState<VNode>(
          <time dateTime={other.path.updated_at}>{formatAge(other.path.updated_at)}</time>,
        )}
        board={board}
        drawing={other.drawing}
      >
        <button class="button" type="button" onClick={() => playSession.takeTheirs()}>
          {texts.takeTheirs}
        </button>
      </Version>
    </Conflict>
  );
}

type VersionProps = {
  title: string;
  state: ComponentChildren;
  board: Board;
  drawing: Drawing;
  children: ComponentChildren;
};

function Version({ title, state, board, drawing, children }: VersionProps) {
  const { rows, cols, dots } = board;
  const grid = gridOf(board);
  return (
    <ConflictVersion
      title={title}
      choices={children}
      picture={
        <BoardFrame rows={rows} cols={cols}>
          <BoardView rows={rows} cols={cols} dots={dots} lines={shownLines(grid, drawing)} label={title} />
        </BoardFrame>
      }
    >
      <p class="muted">
        {state}
        <br />
        {progressText(grid, drawing)}
      </p>
    </ConflictVersion>
  );
}

function shownLines(grid: Grid, drawing: Drawing) {
  return linesOf(grid, drawing).map((line, nth) => {
    const trace = drawing[nth];
    return { ...line, joined: trace !== undefined && isJoined(grid, trace) };
  });
}

function progressText(grid: Grid, drawing: Drawing): string {
  const texts = t.value.play;
  const progress = progressOf(grid, drawing);
  const filled = texts.filled(percentFilled(progress));
  return progress.pairs > 0 ? `${texts.joined(progress.joined, progress.pairs)} · ${filled}` : filled;
}
