import type { ComponentChildren, TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { memo } from 'preact/compat';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { focusAfter } from './gridFocus';

export type GridInteraction = {
  /** The accessible names of the cells, row by row. */
  names: readonly string[];
  /** The cell with tabindex 0 (roving tabindex). */
  active: number;
  onActive(cell: number): void;
  /** Handles keys before the grid does. @returns Whether the key was handled. */
  onKey?(key: string, cell: number, event: KeyboardEvent): boolean;
  onPress?(cell: number): void;
  /** null off the board. */
  onDrag?(cell: number | null): void;
  onRelease?(cell: number | null): void;
  onCancel?(): void;
  /** For a mouse without a pressed button; null when it leaves. */
  onHover?(cell: number | null): void;
  /** The id of a description of the keys. */
  describedBy?: string;
  /** Moves the focus to the cell whenever `count` grows. */
  focusRequest?: { readonly cell: number; readonly count: number } | undefined;
  /** The cell with the held dot or the end of the held line. */
  selected?: number | null;
};

type CellGridProps = {
  class: string;
  viewBox: string;
  rows: number;
  cols: number;
  label: string;
  interaction: GridInteraction;
  children: ComponentChildren;
};

/** The ARIA grid pattern on top of the board's drawing: one tab stop, arrow keys, and a name for each cell. */
export function CellGrid({ rows, cols, label, interaction, children, ...shared }: CellGridProps) {
  const svg = useRef<SVGSVGElement>(null);
  const pointer = useRef<number | null>(null);
  const { names, active, selected = null } = interaction;

  // Only a move within the grid may take the focus, not the initial render.
  const moved = useRef(false);
  // A layout effect, because a passive one could run after the next key and miss its move.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the active cell
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const cell = svg.current?.querySelector<SVGElement>('[tabindex="0"]');
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);

  const focusRequest = interaction.focusRequest;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once for each request
  useEffect(() => {
    if (!focusRequest || focusRequest.count === 0) return;
    if (focusRequest.cell === active) svg.current?.querySelector<SVGElement>('[tabindex="0"]')?.focus();
    else move(focusRequest.cell);
  }, [focusRequest?.count]);

  const cellUnder = (event: PointerEvent): number | null => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return null;
    const col = Math.floor(((event.clientX - box.left) / box.width) * cols);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    return col >= 0 && row >= 0 && col < cols && row < rows ? row * cols + col : null;
  };

  const press = (event: TargetedPointerEvent<SVGSVGElement>) => {
    const cell = cellUnder(event);
    if (pointer.current !== null || cell === null || event.button !== 0 || !event.isPrimary) return;
    pointer.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (cell !== active) interaction.onActive(cell);
    interaction.onPress?.(cell);
  };

  const drag = (event: TargetedPointerEvent<SVGSVGElement>) => {
    if (pointer.current === null) {
      if (event.pointerType === 'mouse') interaction.onHover?.(cellUnder(event));
      return;
    }
    if (event.pointerId !== pointer.current) return;
    // The browser fires one event per frame; the positions in between are coalesced.
    const events = event.getCoalescedEvents?.() ?? [];
    for (const passed of events.length > 0 ? events : [event]) {
      interaction.onDrag?.(cellUnder(passed));
    }
  };

  const release = (event: TargetedPointerEvent<SVGSVGElement>) => {
    if (event.pointerId !== pointer.current) return;
    pointer.current = null;
    interaction.onRelease?.(cellUnder(event));
  };

  const cancel = (event: TargetedPointerEvent<SVGSVGElement>) => {
    if (event.pointerId !== pointer.current) return;
    pointer.current = null;
    interaction.onCancel?.();
  };

  const move = (cell: number) => {
    moved.current = true;
    interaction.onActive(cell);
  };

  const key = (event: TargetedKeyboardEvent<SVGSVGElement>) => {
    if (event.altKey) return;
    const before = active;
    if (interaction.onKey?.(event.key, active, event)) {
      event.preventDefault();
      moved.current = true;
      return;
    }
    const next = focusAfter(event.key, event.ctrlKey || event.metaKey, before, { rows, cols });
    if (next === null) return;
    event.preventDefault();
    if (next !== before) move(next);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot have a drawing across its cells
    <svg
      {...shared}
      ref={svg}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: implements the grid pattern
      role="grid"
      aria-label={label}
      aria-rowcount={rows}
      aria-colcount={cols}
      aria-describedby={interaction.describedBy}
      onPointerDown={press}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={cancel}
      onPointerLeave={() => interaction.onHover?.(null)}
      onKeyDown={key}
      onClick={(event) => {
        // Assistive technology triggers clicks without a pointer.
        if (event.detail === 0) interaction.onKey?.('Enter', active, event as unknown as KeyboardEvent);
      }}
    >
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: the drawing has nothing to focus */}
      <g aria-hidden="true">{children}</g>
      {Array.from({ length: rows }, (_, row) => (
        <CellRow
          key={row}
          row={row}
          cols={cols}
          names={names.slice(row * cols, (row + 1) * cols)}
          active={Math.floor(active / cols) === row ? active % cols : -1}
          selected={selected !== null && Math.floor(selected / cols) === row ? selected % cols : -1}
          onFocus={interaction.onActive}
        />
      ))}
      <g class="board-focus" transform={`translate(${active % cols} ${Math.floor(active / cols)})`}>
        <rect x="0.05" y="0.05" width="0.9" height="0.9" rx="0.14" />
        <rect x="0.05" y="0.05" width="0.9" height="0.9" rx="0.14" />
      </g>
    </svg>
  );
}

type CellRowProps = {
  row: number;
  cols: number;
  names: readonly string[];
  active: number;
  selected: number;
  onFocus(cell: number): void;
};

/** Memoised by its names, because a large board has thousands of cells and a stroke changes few. */
const CellRow = memo(
  function CellRow({ row, cols, names, active, selected, onFocus }: CellRowProps) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a table cannot be drawn into an SVG
      <g role="row">
        {names.map((name, col) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <rect
            key={col}
            role="gridcell"
            class="board-cell"
            x={col}
            y={row}
            width="1"
            height="1"
            // SVG attributes are case-sensitive.
            tabindex={col === active ? 0 : -1}
            aria-label={name}
            aria-selected={col === selected}
            onFocus={() => {
              if (col !== active) onFocus(row * cols + col);
            }}
          />
        ))}
      </g>
    );
  },
  (a, b) =>
    a.active === b.active &&
    a.selected === b.selected &&
    a.row === b.row &&
    a.cols === b.cols &&
    a.names.length === b.names.length &&
    a.names.every((name, col) => name === b.names[col]),
);
