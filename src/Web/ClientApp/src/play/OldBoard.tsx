import type { Board, Geometry, Line } from '../boards/board';
import { gridOf } from '../boards/grid';
import { BoardFrame } from '../components/board/BoardFrame';
import { BoardView } from '../components/board/BoardView';
import { t } from '../i18n';
import { carryOver, type Drawing, isJoined, linesOf } from './drawing';
import type { OldDrawing } from './initialState';

/** The old drawing beside what would be carried over. Read-only: a drawing on the old board could not be saved. */
export function OldBoard({ old, board }: { old: OldDrawing; board: Board }) {
  const texts = t.value.play;
  return (
    <div class="play-versions">
      <Version
        title={texts.oldView}
        geometry={old.geometry}
        lines={shown(old.geometry, carryOver(gridOf(old.geometry), old.lines).drawing)}
      />
      <Version title={texts.newView} geometry={board} lines={shown(board, old.carried.drawing)} />
    </div>
  );
}

function shown(geometry: Geometry, drawing: Drawing): Line[] {
  const grid = gridOf(geometry);
  return linesOf(grid, drawing).map((line, nth) => {
    const trace = drawing[nth];
    return trace ? { ...line, joined: isJoined(grid, trace) } : line;
  });
}

function Version({ title, geometry, lines }: { title: string; geometry: Geometry; lines: readonly Line[] }) {
  const { rows, cols, dots } = geometry;
  return (
    <figure class="play-version">
      <BoardFrame rows={rows} cols={cols}>
        <BoardView rows={rows} cols={cols} dots={dots} lines={lines} label={title} />
      </BoardFrame>
      <figcaption class="muted" aria-hidden="true">
        {title}
      </figcaption>
    </figure>
  );
}
