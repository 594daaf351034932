import { Icon } from '../app/Icon';
import { t } from '../i18n';
import type { Game, Move } from './game';

export function DrawingTools({ game, onMove }: { game: Game; onMove(move: Move): void }) {
  const texts = t.value.play;
  const canUndo = game.past.length > 0 || (game.stroke !== null && game.stroke.cells.length > 1);
  return (
    <fieldset class="play-tools">
      <legend class="visually-hidden">{texts.tools}</legend>
      {/* aria-disabled rather than disabled: a focused button that gets disabled would lose the focus. */}
      <button
        class="button button-quiet"
        type="button"
        aria-disabled={!canUndo}
        aria-keyshortcuts="Control+Z"
        onClick={() => onMove({ type: 'undo' })}
      >
        <Icon name="undo" />
        {texts.undo}
      </button>
      <button
        class="button button-quiet"
        type="button"
        aria-disabled={game.future.length === 0}
        aria-keyshortcuts="Control+Shift+Z"
        onClick={() => onMove({ type: 'redo' })}
      >
        <Icon name="redo" />
        {texts.redo}
      </button>
      <button
        class="button button-quiet"
        type="button"
        aria-disabled={game.drawing.length === 0 && game.stroke === null}
        onClick={() => onMove({ type: 'clear' })}
      >
        {texts.clear}
      </button>
    </fieldset>
  );
}
