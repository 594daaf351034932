import { useMemo, useState } from 'preact/hooks';
import { cellAt } from '../boards/grid';
import { unpairedDots } from '../boards/validation';
import { BoardFrame } from '../components/board/BoardFrame';
import { BoardView, type ShownDot } from '../components/board/BoardView';
import { cellNames } from '../components/board/cellName';
import { language, t } from '../i18n';
import { type Change, type Design, dotAt } from './design';
import type { FieldErrors } from './fieldErrors';
import type { ShownPreview } from './preview';

type DesignGridProps = {
  design: Design;
  errors: FieldErrors;
  /** A change moves the focus to the first invalid cell. */
  rejectedSaves: number;
  /** Lines drawn on the design, which are not part of it. */
  preview: ShownPreview | null;
  onChange(change: Change): void;
};

/** `over` is null off the board. */
type Drag = { readonly from: number; readonly over: number | null; readonly isMoving: boolean };

export function DesignGrid({ design, errors, rejectedSaves, preview, onChange }: DesignGridProps) {
  const { board, held } = design;
  const [active, setActive] = useState(0);
  const [drag, setDrag] = useState<Drag | null>(null);
  const texts = t.value.editor;

  const dots = useMemo(() => shownDots(design, errors, drag), [design, errors, drag]);
  const lines = useMemo(() => preview?.lines.map((line) => ({ ...line, joined: true })) ?? [], [preview]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts depend on the language
  const names = useMemo(() => {
    const unpaired = new Set(unpairedDots(board.dots).map(({ dot }) => dot.row * board.cols + dot.col));
    const heldDot = held === null ? undefined : board.dots[held];
    const heldCell = heldDot ? heldDot.row * board.cols + heldDot.col : -1;
    return cellNames(board, lines, (cell) =>
      [
        cell === heldCell && texts.inHand,
        unpaired.has(cell) && texts.unpaired,
        preview?.differing.has(cell) && texts.differs,
        errors.cells.get(cell),
      ]
        .filter(Boolean)
        .join(', '),
    );
  }, [board, held, lines, preview, errors, language.value]);

  const key = (pressed: string, cell: number, event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey) return false;
    switch (pressed) {
      case 'Enter':
      case ' ':
        onChange({ type: 'tap', cell });
        return true;
      case 'Delete':
      case 'Backspace':
        onChange({ type: 'remove', cell });
        return true;
      case 'Escape':
        if (held === null) return false;
        onChange({ type: 'putBack' });
        return true;
      default:
        return false;
    }
  };

  const release = (cell: number | null) => {
    if (!drag) return;
    setDrag(null);
    if (drag.isMoving) onChange({ type: 'drop', cell });
    else onChange({ type: 'tap', cell: drag.from });
  };

  const heldDot = held === null ? undefined : board.dots[held];
  // Invalid fields get the focus first, in the order of the error list.
  const hasInvalidField = [errors.name, errors.rows, errors.cols].some((message) => message !== undefined);
  const invalidCell = hasInvalidField ? undefined : [...errors.cells.keys()][0];
  return (
    <BoardFrame rows={board.rows} cols={board.cols} onGesture={() => setDrag(null)}>
      <BoardView
        rows={board.rows}
        cols={board.cols}
        dots={dots}
        lines={lines}
        marked={preview?.differing}
        label={texts.grid(board.name)}
        grid={{
          names,
          active: Math.min(active, board.rows * board.cols - 1),
          onActive: setActive,
          onKey: key,
          onPress: (cell) => setDrag({ from: cell, over: cell, isMoving: false }),
          onDrag: (cell) => {
            if (!drag || cell === drag.over) return;
            // A press on a dot becomes a drag when it reaches another cell.
            if (!drag.isMoving) {
              if (design.isErasing || dotAt(board, drag.from) < 0) return;
              onChange({ type: 'lift', cell: drag.from });
            }
            setDrag({ ...drag, over: cell, isMoving: true });
          },
          onRelease: release,
          onCancel: () => {
            setDrag(null);
            onChange({ type: 'putBack' });
          },
          focusRequest: invalidCell === undefined ? undefined : { cell: invalidCell, count: rejectedSaves },
          describedBy: 'editor-keys',
          selected: heldDot ? heldDot.row * board.cols + heldDot.col : null,
        }}
      />
      <p id="editor-keys" class="visually-hidden">
        {texts.keys}
      </p>
    </BoardFrame>
  );
}

function shownDots({ board, held }: Design, { cells }: FieldErrors, drag: Drag | null): ShownDot[] {
  const unpaired = new Set(unpairedDots(board.dots).map(({ index }) => index));
  return board.dots.flatMap((dot, nth): ShownDot[] => {
    const isDragged = nth === held && drag?.isMoving;
    // Off the board it would be removed, so it is hidden.
    if (isDragged && drag.over === null) return [];
    const isOver = isDragged && drag.over !== null && dotAt(board, drag.over) < 0;
    const place = isOver && drag.over !== null ? cellAt(board, drag.over) : {};
    return [
      {
        ...dot,
        ...place,
        unpaired: unpaired.has(nth),
        lifted: nth === held,
        invalid: cells.has(dot.row * board.cols + dot.col),
      },
    ];
  });
}
