import { problemText } from '../api/problemText';
import type { Board } from '../boards/board';
import { colorName } from '../boards/colorName';
import { lettersOf } from '../boards/letters';
import { t } from '../i18n';
import type { Drawing } from './drawing';
import type { HintState, Hints } from './Hints';

type HintButtonProps = { hints: Hints; board: Board; drawing: Drawing };

export function HintButton({ hints, board, drawing }: HintButtonProps) {
  const texts = t.value.play;
  const state = hints.of(drawing);
  return (
    <div class="play-hints">
      <button
        class="button button-quiet"
        type="button"
        aria-disabled={state?.kind === 'asking'}
        onClick={() => void hints.ask()}
      >
        {texts.hint}
      </button>
      {hints.count.value > 0 && <span class="muted">{texts.hintCount(hints.count.value)}</span>}
      <p class="play-hint-text" role="status">
        {state && textOf(state, board)}
      </p>
    </div>
  );
}

function textOf(state: HintState, board: Board): string {
  const texts = t.value.play;
  const nameOf = (color: string | null): [color: string, letter: string] => [
    t.value.board.colors[colorName(color ?? '')],
    lettersOf(board.dots).get(color ?? '') ?? '',
  ];
  switch (state.kind) {
    case 'asking':
      return '';
    case 'continued':
      return texts.hintContinued(...nameOf(state.color));
    case 'wrong':
      // Of several solutions, another one may contain the line.
      return board.verdict === 'unique'
        ? texts.hintWrong(...nameOf(state.line.color))
        : texts.hintUnfitting(...nameOf(state.line.color));
    case 'complete':
      return texts.hintComplete;
    case 'unavailable':
      return texts.hintUnavailable;
    case 'busy':
      return texts.hintBusy;
    case 'error':
      return problemText(state.error);
  }
}
