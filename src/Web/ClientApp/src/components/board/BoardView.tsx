import { useId, useMemo } from 'preact/hooks';
import type { Dot, Line } from '../../api/types';
import { lettersOf } from '../../boards/letters';
import './board.css';
import { CellGrid, type GridInteraction } from './CellGrid';
import { DotShape } from './DotShape';
import { LineShape } from './LineShape';
import { lettersShown } from './lettersShown';
import { MarkedCells } from './MarkedCells';
import { proportions } from './shapes';

export type ShownDot = Dot & {
  readonly unpaired?: boolean;
  /** It has a validation error. */
  readonly invalid?: boolean;
  /** It is being moved. */
  readonly lifted?: boolean;
};

export type ShownLine = Line & { readonly joined?: boolean };

export type BoardViewProps = {
  rows: number;
  cols: number;
  dots: readonly ShownDot[];
  lines?: readonly ShownLine[];
  /** Cells to point out, with hatching so that it does not depend on colour. */
  marked?: ReadonlySet<number> | undefined;
  /** The accessible name. */
  label: string;
  /** The line that a click would draw. */
  preview?: ShownLine | null;
  /** The end of the line being drawn. */
  head?: { row: number; col: number; color: string | null } | null;
  solved?: boolean;
  /** Makes the board interactive; without it, it is an image. */
  grid?: GridInteraction;
};

/** In images of larger boards, letters would be too small to read. */
const maxLetteredSide = 15;

/** A board as one SVG: an image in the gallery, an interactive grid in the editor and in play. */
export function BoardView({
  rows,
  cols,
  dots,
  lines = [],
  marked,
  label,
  preview,
  head,
  solved,
  grid,
}: BoardViewProps) {
  const letters = useMemo(() => lettersOf(dots), [dots]);
  const tiles = useId();
  const joined = new Set(lines.flatMap(({ joined, color }) => (joined ? [color] : [])));
  const withLetters = lettersShown.value && (grid !== undefined || Math.max(rows, cols) <= maxLetteredSide);
  const inset = (1 - proportions.tile) / 2;

  const picture = (
    <>
      <defs>
        <pattern id={tiles} width="1" height="1" patternUnits="userSpaceOnUse">
          <rect
            class="board-tile"
            x={inset}
            y={inset}
            width={proportions.tile}
            height={proportions.tile}
            rx={proportions.corner}
          />
        </pattern>
      </defs>
      <rect width={cols} height={rows} fill={`url(#${tiles})`} />
      {lines.map((line) => (
        <LineShape key={line.color ?? `${line.cells[0]?.row},${line.cells[0]?.col}`} line={line} />
      ))}
      {marked && marked.size > 0 && <MarkedCells cells={marked} cols={cols} />}
      {preview && <LineShape line={preview} isPreview />}
      {head && (
        <circle
          class="board-head"
          cx={head.col + 0.5}
          cy={head.row + 0.5}
          r="0.4"
          style={head.color === null ? {} : { color: head.color }}
        />
      )}
      {dots.map((dot) => (
        <DotShape
          key={dot.row * cols + dot.col}
          dot={dot}
          letter={withLetters ? (letters.get(dot.color) ?? '') : ''}
          isJoined={joined.has(dot.color)}
          isLarge={!grid && Math.max(rows, cols) > maxLetteredSide}
        />
      ))}
    </>
  );

  const shared = {
    class: `board${grid ? ' board-live' : ''}${solved ? ' board-solved' : ''}`,
    viewBox: `0 0 ${cols} ${rows}`,
  };
  if (!grid) {
    return (
      <svg {...shared} role="img" aria-label={label}>
        {picture}
      </svg>
    );
  }
  return (
    <CellGrid {...shared} rows={rows} cols={cols} label={label} interaction={grid}>
      {picture}
    </CellGrid>
  );
}
