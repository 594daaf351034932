import { colorName } from '../boards/colorName';
import { lettersOf } from '../boards/letters';
import { dotName } from '../components/board/cellName';
import { t } from '../i18n';
import { isSolved, progressOf } from './drawing';
import { type Game, type Move, shownIn } from './game';

/** The effect of a move for screen readers; empty where moving the focus already announces it. */
export function announcementOf(before: Game, after: Game, move: Move): string {
  const texts = t.value.play;
  const { grid } = after;
  const was = progressOf(grid, shownIn(before));
  const is = progressOf(grid, shownIn(after));
  if (is.joined > was.joined && before.stroke?.color) {
    if (isSolved(after.rule, is)) return texts.solvedNow;
    return texts.joinedNow(t.value.board.colors[colorName(before.stroke.color)], is.joined, is.pairs);
  }
  if (move.type === 'undo' || move.type === 'redo') {
    if (before.drawing === after.drawing) return '';
    return move.type === 'undo' ? texts.undone : texts.redone;
  }
  if (move.type === 'clear') return texts.cleared;
  if (move.type === 'step') {
    if (before.stroke === after.stroke) return texts.blocked;
    const lost = cutBetween(before, after);
    return lost > 0 ? texts.cutNow(lost) : '';
  }
  if (move.type === 'toggle') {
    if (after.stroke && !before.stroke) return pickedUp(after);
    if (before.stroke && !after.stroke) return texts.strokeEnded;
    if (!after.stroke) return texts.nothingHere;
  }
  if (move.type === 'endStroke' && before.stroke && !after.stroke) return texts.strokeEnded;
  return '';
}

/** The number of lines, other than the one being drawn, that a move has shortened. */
function cutBetween(before: Game, after: Game): number {
  const own = after.stroke?.color ?? before.stroke?.color;
  const left = shownIn(after);
  return shownIn(before).filter(
    ({ color, cells }) =>
      color !== null &&
      color !== own &&
      cells.length > (left.find((trace) => trace.color === color)?.cells.length ?? 0),
  ).length;
}

function pickedUp(game: Game): string {
  const texts = t.value.play;
  const { stroke, grid } = game;
  if (!stroke || stroke.color === null) return texts.pickedUpFree;
  const dot = grid.dots.find(({ color }) => color === stroke.color);
  return dot ? texts.pickedUp(dotName(dot, lettersOf(grid.dots))) : '';
}
