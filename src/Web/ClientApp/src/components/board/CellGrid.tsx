import type { ComponentChildren, TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { memo } from 'preact/compat';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { focusAfter } from './gridFocus';

export type GridInteraction = {
  /** What each cell is called, row by row. */
  names: readonly string[];
  /** The cell with the tab stop. */
  active: number;
  onActive(cell: number): void;
  /** Keys before the grid's own; true keeps the grid from moving the focus. */
  onKey?(key: string, cell: number, event: KeyboardEvent): boolean;
  onPress?(cell: number): void;
  /** Null off the board. */
  onDrag?(cell: number | null): void;
  onRelease?(cell: number | null): void;
  onCancel?(): void;
  /** A mouse without a pressed button; null when it leaves. */
  onHover?(cell: number | null): void;
  /** The id of a text that explains the keys. */
  describedBy?: string;
  /** Takes the focus to this cell, whenever `count` grows. */
  wanted?: { readonly cell: number; readonly count: number } | undefined;
  /** The cell that the person holds something in. */
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

/** The ARIA grid pattern over the board's picture: one tab stop, arrows move it, a name for each cell. */
export function CellGrid({ rows, cols, label, interaction, children, ...shared }: CellGridProps) {
  const svg = useRef<SVGSVGElement>(null);
  const pointer = useRef<number | null>(null);
  const { names, active, selected = null } = interaction;

  // Only what the grid itself moved may take the focus: a board that loads must not.
  const moved = useRef(false);
  // Before the next key is heard: an effect that runs later would take that key's move for its own, and leave the focus behind.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the cell with the tab stop
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const cell = svg.current?.querySelector<SVGElement>('[tabindex="0"]');
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);

  const wanted = interaction.wanted;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that it is wanted
  useEffect(() => {
    if (!wanted || wanted.count === 0) return;
    if (wanted.cell === active) svg.current?.querySelector<SVGElement>('[tabindex="0"]')?.focus();
    else move(wanted.cell);
  }, [wanted?.count]);

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
    // The browser hands over one event a frame; what lay between them is in here.
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
    // biome-ignore lint/a11y/useSemanticElements: no table can hold a drawing across its cells
    <svg
      {...shared}
      ref={svg}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it is the grid pattern, drawn
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
        // Assistive technology clicks without a pointer.
        if (event.detail === 0) interaction.onKey?.('Enter', active, event as unknown as KeyboardEvent);
      }}
    >
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a picture has nothing to focus */}
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

/** Memoised by what is said of its cells: a large board has thousands, and a stroke changes few. */
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
            // In SVG the attribute has no other spelling.
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
