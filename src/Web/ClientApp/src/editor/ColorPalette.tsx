import { textColorOn } from '../boards/color';
import { colorName } from '../boards/colorName';
import { lettersOf } from '../boards/letters';
import { offeredColors } from '../boards/palette';
import { t } from '../i18n';
import type { Change, Design } from './design';

export function ColorPalette({ design, onChange }: { design: Design; onChange(change: Change): void }) {
  const texts = t.value.editor;
  const { dots } = design.board;
  const letters = lettersOf(dots);
  const offered = offeredColors(dots);
  // A custom colour is shown even before its first dot is placed.
  const colors = offered.includes(design.color) ? offered : [design.color, ...offered];

  return (
    <fieldset class="editor-palette">
      <legend class="field-label">{design.held === null ? texts.palette : texts.paletteHeld}</legend>
      <div class="editor-colors">
        {colors.map((color) => {
          const count = dots.filter((dot) => dot.color === color).length;
          const letter = letters.get(color) ?? '';
          const name = t.value.board.colors[colorName(color)];
          const label =
            count === 0
              ? texts.unused(name)
              : count === 1
                ? texts.half(name, letter)
                : texts.pair(name, letter);
          return (
            <label key={color} class="editor-color" title={label}>
              <input
                class="visually-hidden"
                type="radio"
                name="color"
                aria-label={label}
                checked={color === design.color && !design.isErasing}
                onChange={() => onChange({ type: 'color', color })}
              />
              <span
                class={`editor-swatch editor-swatch-${Math.min(count, 2)}`}
                style={{ '--dot': color, '--dot-ink': textColorOn(color) }}
                aria-hidden="true"
              >
                {letter}
              </span>
            </label>
          );
        })}
        <label class="editor-color editor-color-free" title={texts.free}>
          <input
            type="color"
            aria-label={texts.free}
            value={design.color.toLowerCase()}
            onChange={(event) => onChange({ type: 'color', color: event.currentTarget.value.toUpperCase() })}
          />
        </label>
      </div>
    </fieldset>
  );
}
