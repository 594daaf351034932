import { memo } from 'preact/compat';
import { textColorOn } from '../../boards/color';
import type { ShownDot } from './BoardView';
import { proportions } from './shapes';

type DotShapeProps = { dot: ShownDot; letter: string; isJoined: boolean; isLarge: boolean };

export const DotShape = memo(
  function DotShape({ dot, letter, isJoined, isLarge }: DotShapeProps) {
    const states = [
      'board-dot',
      isJoined && 'board-dot-joined',
      dot.unpaired && 'board-dot-unpaired',
      dot.invalid && 'board-dot-invalid',
      dot.lifted && 'board-dot-lifted',
    ];
    return (
      <g
        class={states.filter(Boolean).join(' ')}
        style={{ color: dot.color }}
        transform={`translate(${dot.col + 0.5} ${dot.row + 0.5})`}
      >
        {dot.invalid && (
          <rect class="board-invalid" x="-0.44" y="-0.44" width="0.88" height="0.88" rx="0.15" />
        )}
        <g class="board-disc">
          <circle r={isLarge ? 0.48 : proportions.dot} />
          {isJoined && (
            <circle class="board-ring" r={proportions.dot - 0.055} stroke={textColorOn(dot.color)} />
          )}
          {letter && (
            <text
              class={`board-letter board-letter-${Math.min(letter.length, 3)}`}
              fill={textColorOn(dot.color)}
            >
              {letter}
            </text>
          )}
        </g>
        {dot.unpaired && <circle class="board-unpaired" r={proportions.dot + 0.07} />}
      </g>
    );
  },
  (a, b) => a.dot === b.dot && a.letter === b.letter && a.isJoined === b.isJoined && a.isLarge === b.isLarge,
);
