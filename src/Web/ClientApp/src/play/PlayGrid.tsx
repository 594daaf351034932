import { useMemo, useState } from 'preact/hooks';
import { cellAt } from '../boards/grid';
import { BoardFrame } from '../components/board/BoardFrame';
import { BoardView, type ShownLine } from '../components/board/BoardView';
import { cellNames } from '../components/board/cellName';
import { language, t } from '../i18n';
import { Burst } from './Burst';
import { isJoined, type Trace } from './drawing';
import { type Game, type Move, neighbourTowards, previewOf, shownIn } from './game';
import type { PlaySession } from './PlaySession';

/** Keeps a line's identity across renders, so that only the line being drawn re-renders. */
const shownLines = new WeakMap<readonly number[], ShownLine>();

function shownLine(game: Game, trace: Trace): ShownLine {
  const joined = isJoined(game.grid, trace);
  const known = shownLines.get(trace.cells);
  if (known && known.color === trace.color && known.joined === joined) return known;
  const line = { color: trace.color, joined, cells: trace.cells.map((cell) => cellAt(game.grid, cell)) };
  shownLines.set(trace.cells, line);
  return line;
}

export function PlayGrid({ playSession, onMove }: { playSession: PlaySession; onMove(move: Move): void }) {
  const game = playSession.game.value;
  const { grid, stroke, grip } = game;
  const [active, setActive] = useState(() => {
    const [first] = grid.dots;
    return first ? first.row * grid.cols + first.col : 0;
  });
  const [hovered, setHovered] = useState<number | null>(null);

  const drawing = shownIn(game);
  const lines = drawing.map((trace) => shownLine(game, trace));
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines derive from drawing, and the texts from language
  const names = useMemo(() => cellNames(grid, lines), [grid, drawing, language.value]);
  const hint = playSession.hints.of(game.drawing);
  const wrongCells = hint?.kind === 'wrong' && stroke === null ? new Set(hint.line.cells) : undefined;
  const preview = previewOf(game, hovered);
  const head = stroke?.cells.at(-1);
  const end = head === undefined ? undefined : cellAt(grid, head);
  const current = Math.min(active, grid.size - 1);

  const key = (pressed: string, cell: number, event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey) return false;
    switch (pressed) {
      case 'Enter':
      case ' ':
        onMove({ type: 'toggle', cell });
        return true;
      case 'Escape':
        if (!stroke) return false;
        onMove(grip.pressed ? { type: 'cancel' } : { type: 'endStroke' });
        return true;
      case 'Delete':
      case 'Backspace':
        onMove({ type: 'erase', cell });
        return true;
    }
    if (!stroke || grip.pressed || head === undefined) return false;
    const next = neighbourTowards(grid, head, pressed);
    if (!pressed.startsWith('Arrow')) return false;
    if (next >= 0) {
      onMove({ type: 'step', cell: next });
      const reached = playSession.game.value;
      // The focus follows the end of the line, including onto the partner dot, where the stroke has just ended.
      setActive(reached.stroke ? (reached.stroke.cells.at(-1) ?? cell) : next);
    }
    return true;
  };

  return (
    <BoardFrame
      rows={grid.rows}
      cols={grid.cols}
      onGesture={() => onMove({ type: 'cancel' })}
      overlay={playSession.isJustSolved.value && <Burst colors={[...grid.pairs.keys()]} />}
    >
      <BoardView
        rows={grid.rows}
        cols={grid.cols}
        dots={grid.dots}
        lines={lines}
        marked={wrongCells}
        label={t.value.play.grid(playSession.board.value.name)}
        solved={playSession.isJustSolved.value}
        preview={
          preview.length > 1
            ? { color: stroke?.color ?? null, cells: preview.map((cell) => cellAt(grid, cell)) }
            : null
        }
        head={stroke && end ? { ...end, color: stroke.color } : null}
        grid={{
          names,
          active: current,
          onActive: setActive,
          onKey: key,
          onPress: (cell) => onMove({ type: 'press', cell }),
          onDrag: (cell) => {
            if (cell !== null) onMove({ type: 'drag', cell });
          },
          onRelease: () => {
            onMove({ type: 'release' });
            if (head !== undefined) setActive(head);
          },
          onCancel: () => onMove({ type: 'cancel' }),
          onHover: setHovered,
          describedBy: 'play-keys',
          selected: head ?? null,
        }}
      />
      <p id="play-keys" class="visually-hidden">
        {t.value.play.keys}
      </p>
    </BoardFrame>
  );
}
