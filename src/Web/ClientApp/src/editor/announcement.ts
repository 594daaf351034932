import type { Dot } from '../boards/board';
import { lettersOf } from '../boards/letters';
import { dotName } from '../components/board/cellName';
import { t } from '../i18n';
import type { Change, Design } from './design';

/** The effect of a change for screen readers. */
export function announcementOf(before: Design, after: Design, change: Change): string {
  const texts = t.value.editor;
  if (before === after) return '';
  if (change.type === 'undo') return texts.undone;
  if (change.type === 'redo') return texts.redone;
  if (!['tap', 'drop', 'remove', 'putBack'].includes(change.type)) return '';

  const was = before.board.dots;
  const is = after.board.dots;
  if (is.length > was.length) {
    const dot = is.at(-1);
    const isPair = is.filter(({ color }) => color === dot?.color).length === 2;
    return isPair ? texts.pairComplete(named(dot, is)) : texts.placed(named(dot, is));
  }
  if (is.length < was.length)
    return texts.removed(
      named(
        was.find((dot) => !is.includes(dot)),
        was,
      ),
    );
  if (is !== was)
    return texts.moved(
      named(
        is.find((dot) => !was.includes(dot)),
        is,
      ),
    );
  if (after.held !== null) return texts.pickedUp(named(is[after.held], is));
  return before.held === null ? '' : texts.putBack;
}

function named(dot: Dot | undefined, dots: readonly Dot[]): string {
  return dot ? dotName(dot, lettersOf(dots)) : '';
}
