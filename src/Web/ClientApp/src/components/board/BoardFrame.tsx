import type { ComponentChildren, TargetedPointerEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../app/Icon';
import { t } from '../../i18n';
import './frame.css';

type BoardFrameProps = {
  rows: number;
  cols: number;
  /** Two fingers move the view: whatever the first of them began is to be taken back. Not given for a picture. */
  onGesture?(): void;
  /** Lies over the board and is not cut off at its edge. */
  overlay?: ComponentChildren;
  children: ComponentChildren;
};

type Point = { x: number; y: number };

const largestZoom = 3;

/**
 * Gives a board its size: as large as the window allows, but never with cells too small to hit. What does not fit
 * then scrolls and zooms in here, and not the page.
 */
export function BoardFrame({ rows, cols, onGesture, overlay, children }: BoardFrameProps) {
  const texts = t.value.board;
  const scroller = useRef<HTMLDivElement>(null);
  const fingers = useRef(new Map<number, Point>());
  const [zoom, setZoom] = useState(1);
  const [isPanning, setPanning] = useState(false);
  const [isLarge, setLarge] = useState(false);
  /** The point of the board that is to stay where it is while the zoom changes. */
  const anchor = useRef<{ board: Point; view: Point } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another size of board is another fit
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const measure = () => {
      setLarge(zoom > 1 || box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => observer.disconnect();
  }, [rows, cols, zoom]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || !anchor.current) return;
    const { board, view } = anchor.current;
    anchor.current = null;
    box.scrollLeft = board.x * box.scrollWidth - view.x;
    box.scrollTop = board.y * box.scrollHeight - view.y;
  });

  const zoomTo = (next: number, view?: Point) => {
    const box = scroller.current;
    const wanted = Math.min(largestZoom, Math.max(1, next));
    if (!box || wanted === zoom) return;
    const centre = view ?? { x: box.clientWidth / 2, y: box.clientHeight / 2 };
    anchor.current = {
      board: {
        x: (box.scrollLeft + centre.x) / box.scrollWidth,
        y: (box.scrollTop + centre.y) / box.scrollHeight,
      },
      view: centre,
    };
    setZoom(wanted);
  };

  const touch = (event: TargetedPointerEvent<HTMLDivElement>) => {
    if (event.pointerType !== 'touch') return;
    if (event.isPrimary) fingers.current.clear();
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.current.size === 2) onGesture?.();
  };

  const move = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const box = scroller.current;
    const before = fingers.current.get(event.pointerId);
    if (box && event.buttons > 0 && !isPanning && fingers.current.size < 2) scrollAtEdge(box, event);
    if (!box || !before || fingers.current.size !== 2) return;
    const now = { x: event.clientX, y: event.clientY };
    const [other] = [...fingers.current].flatMap(([id, point]) => (id === event.pointerId ? [] : [point]));
    fingers.current.set(event.pointerId, now);
    if (!other) return;
    // Each finger moves the view by half, so that both together move it by the whole.
    box.scrollLeft -= (now.x - before.x) / 2;
    box.scrollTop -= (now.y - before.y) / 2;
    const spread =
      Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
    const bounds = box.getBoundingClientRect();
    zoomTo(zoom * spread, {
      x: (now.x + other.x) / 2 - bounds.left,
      y: (now.y + other.y) / 2 - bounds.top,
    });
  };

  const lift = (event: TargetedPointerEvent<HTMLDivElement>) => {
    fingers.current.delete(event.pointerId);
  };

  return (
    <div class="board-frame">
      <div class="board-fit" style={{ '--rows': rows, '--cols': cols, '--zoom': zoom }}>
        <div
          ref={scroller}
          // A grid scrolls along with its focus; a picture has none, and is scrolled by keys here.
          {...(isLarge && !onGesture && { tabIndex: 0, role: 'group', 'aria-label': texts.view })}
          class={`board-scroll${isPanning ? ' board-scroll-pan' : ''}`}
          onPointerDownCapture={touch}
          onPointerMoveCapture={move}
          onPointerUpCapture={lift}
          onPointerCancelCapture={lift}
        >
          <div class="board-sheet">{children}</div>
        </div>
        {isLarge && (
          <fieldset class="board-zoom">
            <legend class="visually-hidden">{texts.view}</legend>
            <button
              class="tool"
              type="button"
              title={texts.zoomOut}
              aria-label={texts.zoomOut}
              disabled={zoom <= 1}
              onClick={() => zoomTo(zoom / 1.4)}
            >
              <Minus />
            </button>
            <button
              class="tool"
              type="button"
              title={texts.zoomIn}
              aria-label={texts.zoomIn}
              disabled={zoom >= largestZoom}
              onClick={() => zoomTo(zoom * 1.4)}
            >
              <Icon name="plus" />
            </button>
            <button
              class="tool"
              type="button"
              title={texts.pan}
              aria-label={texts.pan}
              aria-pressed={isPanning}
              onClick={() => setPanning(!isPanning)}
            >
              <Hand />
            </button>
          </fieldset>
        )}
        {overlay}
      </div>
    </div>
  );
}

const edge = 36;

/** A stroke that comes near the edge of the view draws the rest of the board in. */
function scrollAtEdge(box: HTMLElement, event: PointerEvent): void {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  if (event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom) return;
  const pull = (low: number, at: number, high: number) =>
    at - low < edge ? -(edge - (at - low)) / 4 : high - at < edge ? (edge - (high - at)) / 4 : 0;
  box.scrollLeft += pull(left, event.clientX, right);
  box.scrollTop += pull(top, event.clientY, bottom);
}

function Minus() {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M5 12h14" />
    </svg>
  );
}

function Hand() {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3" />
    </svg>
  );
}
