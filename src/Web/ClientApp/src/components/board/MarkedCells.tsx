import { useId } from 'preact/hooks';
import { proportions } from './shapes';

/** Hatches and outlines cells, above the lines that run through them. */
export function MarkedCells({ cells, cols }: { cells: ReadonlySet<number>; cols: number }) {
  const hatching = useId();
  const inset = (1 - proportions.tile) / 2;
  return (
    <g class="board-marked">
      <defs>
        <pattern
          id={hatching}
          width="0.2"
          height="0.2"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path class="board-hatch" d="M0.1 0v0.2" />
        </pattern>
      </defs>
      {[...cells].map((cell) => (
        <rect
          key={cell}
          x={(cell % cols) + inset}
          y={Math.floor(cell / cols) + inset}
          width={proportions.tile}
          height={proportions.tile}
          rx={proportions.corner}
          fill={`url(#${hatching})`}
        />
      ))}
    </g>
  );
}
