import { memo } from 'preact/compat';
import type { ShownLine } from './BoardView';
import { linePath, tilesPath } from './shapes';

/** Memoised by the identity of the cells, because only the current line changes during a stroke. */
export const LineShape = memo(
  function LineShape({ line, isPreview = false }: { line: ShownLine; isPreview?: boolean }) {
    const kind = isPreview ? ' board-preview' : line.joined ? ' board-joined' : '';
    return (
      <g
        class={`board-line${line.color === null ? ' board-free' : ''}${kind}`}
        style={line.color === null ? {} : { color: line.color }}
      >
        {!isPreview && <path class="board-tint" d={tilesPath(line.cells)} />}
        <path class="board-stroke" d={linePath(line.cells)} />
        {line.joined && <path class="board-glint" d={linePath(line.cells)} pathLength="1" />}
      </g>
    );
  },
  (a, b) =>
    a.line.cells === b.line.cells &&
    a.line.color === b.line.color &&
    a.line.joined === b.line.joined &&
    a.isPreview === b.isPreview,
);
