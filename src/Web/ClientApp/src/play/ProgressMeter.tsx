import { textColorOn } from '../boards/color';
import { lettersOf } from '../boards/letters';
import { t } from '../i18n';
import { isJoined, percentFilled, progressOf } from './drawing';
import { type Game, shownIn } from './game';

/** More of them would push the board off a phone's screen. */
const maxChips = 24;

export function ProgressMeter({ game }: { game: Game }) {
  const texts = t.value.play;
  const { grid } = game;
  const drawing = shownIn(game);
  const progress = progressOf(grid, drawing);
  const percent = percentFilled(progress);
  const joined = new Set(drawing.filter((trace) => isJoined(grid, trace)).map(({ color }) => color));
  // New players often do not expect that this rule asks for every cell.
  const needsFilling =
    game.rule === 'all_cells' &&
    game.stroke === null &&
    progress.joined === progress.pairs &&
    progress.pairs > 0 &&
    percent < 100;
  const letters = [...lettersOf(grid.dots)];

  return (
    <div class="play-progress">
      {progress.pairs > 0 && (
        <div class="play-joined">
          <p class="play-count">{texts.joined(progress.joined, progress.pairs)}</p>
          {letters.length <= maxChips && (
            <div class="play-chips" aria-hidden="true">
              {letters.map(([color, letter]) => (
                <span
                  key={color}
                  class={`play-chip${joined.has(color) ? ' play-chip-joined' : ''}`}
                  style={{ '--dot': color, '--dot-ink': textColorOn(color) }}
                >
                  {letter}
                </span>
              ))}
            </div>
          )}
        </div>
      )}
      <div class="play-filled">
        <p class="play-count">{texts.filled(percent)}</p>
        <div class={`play-meter${percent === 100 ? ' play-meter-full' : ''}`} aria-hidden="true">
          <div class="play-meter-line" style={{ '--part': percent / 100 }} />
        </div>
        {needsFilling && <p class="play-hint">{texts.fillToo}</p>}
      </div>
    </div>
  );
}
