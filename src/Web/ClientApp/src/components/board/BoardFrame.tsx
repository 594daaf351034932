import type { ComponentChildren, TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../app/Icon';
import { t } from '../../i18n';
import './frame.css';
import {
  type CellSizes,
  canZoomIn,
  canZoomOut,
  factorOf,
  isOverview,
  isTooLarge,
  type Zoom,
  zoomAt,
  zoomStep,
} from './zoom';

type BoardFrameProps = {
  rows: number;
  cols: number;
  /** A two-finger gesture started: must revert what the first finger began. Omitted for a read-only board. */
  onGesture?(): void;
  /** Rendered above the board, and not clipped by it. */
  overlay?: ComponentChildren;
  children: ComponentChildren;
};

type Point = { x: number; y: number };

/** The maximum movement of a tap, in CSS pixels. */
const tapTolerance = 8;

/**
 * Sizes a board as large as the window allows, but initially with cells large enough to hit. A board that does not fit
 * scrolls and zooms within the frame rather than the page; the smallest zoom shows all of it.
 */
export function BoardFrame({ rows, cols, onGesture, overlay, children }: BoardFrameProps) {
  const texts = t.value.board;
  const scroller = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const touches = useRef(new Map<number, Point>());
  /** The pointer that pans the view rather than draws. */
  const pan = useRef<{ id: number; at: Point; from: Point; isTap: boolean } | null>(null);
  const [cellSizes, setCellSizes] = useState<CellSizes>({
    natural: Number.POSITIVE_INFINITY,
    whole: Number.POSITIVE_INFINITY,
  });
  const [zoom, setZoom] = useState<Zoom>(1);
  const [isPanning, setPanning] = useState(false);
  /** The point of the board, as fractions of its size, that stays at a position of the window while the zoom changes. */
  const anchor = useRef<{ board: Point; position: Point | 'middle'; focus: Element | null } | null>(null);
  const hasControls = isTooLarge(cellSizes) || factorOf(zoom, cellSizes) > 1;
  // After the window has grown, the button to turn it off may be gone.
  const isPanActive = isPanning && hasControls;

  useLayoutEffect(() => {
    const box = probe.current;
    if (!box) return;
    const measure = () => {
      const { width, height } = box.getBoundingClientRect();
      if (width > 0)
        setCellSizes((before) =>
          before.natural === width && before.whole === height ? before : { natural: width, whole: height },
        );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || !anchor.current) return;
    const { board, position, focus } = anchor.current;
    anchor.current = null;
    const view =
      position === 'middle' ? { x: box.clientWidth / 2, y: box.clientHeight / 2 } : pointIn(box, position);
    box.scrollLeft = board.x * box.scrollWidth - view.x;
    box.scrollTop = board.y * box.scrollHeight - view.y;
    focus?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  const zoomTo = (next: Zoom, around?: Point, position: Point | 'middle' | undefined = around) => {
    const box = scroller.current;
    if (!box || next === zoom) return;
    const focus = around ? null : focusIn(box);
    const from = around ?? centreOf(focus ?? box);
    const { x, y } = pointIn(box, from);
    anchor.current = {
      board: { x: (box.scrollLeft + x) / box.scrollWidth, y: (box.scrollTop + y) / box.scrollHeight },
      position: position ?? from,
      focus,
    };
    setZoom(next);
  };
  const zoomBy = (factor: number, around: Point) =>
    zoomTo(zoomAt(factorOf(zoom, cellSizes) * factor, cellSizes), around);
  const stepTo = (direction: 'in' | 'out') => zoomTo(zoomStep(zoom, direction, cellSizes));
  const toggleOverview = () => zoomTo(zoom === 'whole' ? 1 : 'whole');

  const onWheel = useRef((_: WheelEvent) => {});
  onWheel.current = (event) => {
    // Touchpads report a pinch as a wheel event with Control.
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomBy(Math.exp(-event.deltaY / 200), { x: event.clientX, y: event.clientY });
  };
  useEffect(() => {
    const box = scroller.current;
    const listener = (event: WheelEvent) => onWheel.current(event);
    // Not in JSX, where the listener would be passive and the browser would zoom the page.
    box?.addEventListener('wheel', listener, { passive: false });
    return () => box?.removeEventListener('wheel', listener);
  }, []);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !hasControls) return;
    if (event.key === '+' || event.key === '=') stepTo('in');
    else if (event.key === '-') stepTo('out');
    else if (event.key === '0' && isTooLarge(cellSizes)) toggleOverview();
    else return;
    event.preventDefault();
  };

  const isOverviewFor = (event: PointerEvent) =>
    isOverview(zoom, cellSizes, event.pointerType === 'touch' ? 'touch' : 'fine');

  const onPointerDown = (event: TargetedPointerEvent<HTMLDivElement>) => {
    if (event.pointerType === 'touch') {
      if (event.isPrimary) touches.current.clear();
      touches.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (touches.current.size === 2) {
        pan.current = null;
        onGesture?.();
        return;
      }
    }
    const isOverviewOnly = onGesture !== undefined && isOverviewFor(event);
    if (event.button !== 0 || !event.isPrimary) return;
    if (!isOverviewOnly && (!isPanActive || event.pointerType === 'touch')) return;
    const at = { x: event.clientX, y: event.clientY };
    pan.current = { id: event.pointerId, at, from: at, isTap: isOverviewOnly };
    if (isOverviewOnly) event.stopPropagation();
    // Capture, so that panning continues outside the frame.
    else event.currentTarget.setPointerCapture(event.pointerId);
  };

  const onPointerMove = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const box = scroller.current;
    const current = pan.current;
    if (box && current && event.pointerId === current.id) {
      box.scrollLeft -= event.clientX - current.at.x;
      box.scrollTop -= event.clientY - current.at.y;
      current.at = { x: event.clientX, y: event.clientY };
      if (Math.hypot(current.at.x - current.from.x, current.at.y - current.from.y) > tapTolerance)
        current.isTap = false;
      return;
    }
    const before = touches.current.get(event.pointerId);
    if (box && event.buttons > 0 && !isPanActive && touches.current.size < 2) scrollAtEdge(box, event);
    if (!box || !before || touches.current.size !== 2) return;
    const now = { x: event.clientX, y: event.clientY };
    const [other] = [...touches.current].flatMap(([id, point]) => (id === event.pointerId ? [] : [point]));
    touches.current.set(event.pointerId, now);
    if (!other) return;
    // Each finger contributes half, so that both together move the view by the full distance.
    box.scrollLeft -= (now.x - before.x) / 2;
    box.scrollTop -= (now.y - before.y) / 2;
    const spread =
      Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
    zoomBy(spread, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  };

  const onPointerUp = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const current = pan.current;
    touches.current.delete(event.pointerId);
    if (current?.id !== event.pointerId) return;
    pan.current = null;
    // A tap on cells that are too small to draw on zooms in.
    if (current.isTap && event.type === 'pointerup')
      zoomTo(1, { x: event.clientX, y: event.clientY }, 'middle');
  };

  return (
    <div class="board-frame">
      <div
        class={`board-fit${hasControls ? ' board-fit-controls' : ''}${isTooLarge(cellSizes) && zoom === 'whole' ? ' board-fit-whole' : ''}`}
        style={{ '--rows': rows, '--cols': cols, '--zoom': zoom === 'whole' ? 0 : zoom }}
      >
        <div class="board-room" ref={probe} />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: observes events on their way to the board */}
        <div
          ref={scroller}
          // A grid scrolls with its focus. A read-only board has none, so the scroller is focusable.
          {...(hasControls && !onGesture && { tabIndex: 0, role: 'group', 'aria-label': texts.view })}
          class={`board-scroll${isPanActive ? ' board-scroll-pan' : ''}`}
          onKeyDown={onKeyDown}
          onPointerDownCapture={onPointerDown}
          onPointerMoveCapture={onPointerMove}
          onPointerUpCapture={onPointerUp}
          onPointerCancelCapture={onPointerUp}
        >
          <div class="board-sheet">{children}</div>
        </div>
        {hasControls && (
          <fieldset class="board-zoom">
            <legend class="visually-hidden">{texts.view}</legend>
            {/* aria-disabled rather than disabled: a focused button that gets disabled would lose the focus. */}
            <button
              class="tool"
              type="button"
              title={`${texts.zoomOut} (−)`}
              aria-label={texts.zoomOut}
              aria-disabled={!canZoomOut(zoom, cellSizes)}
              onClick={() => canZoomOut(zoom, cellSizes) && stepTo('out')}
            >
              <Minus />
            </button>
            <button
              class="tool"
              type="button"
              title={`${texts.zoomIn} (+)`}
              aria-label={texts.zoomIn}
              aria-disabled={!canZoomIn(zoom)}
              onClick={() => canZoomIn(zoom) && stepTo('in')}
            >
              <Icon name="plus" />
            </button>
            {isTooLarge(cellSizes) && (
              <button
                class="tool"
                type="button"
                title={`${texts.whole} (0)`}
                aria-label={texts.whole}
                aria-pressed={zoom === 'whole'}
                onClick={toggleOverview}
              >
                <Whole />
              </button>
            )}
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

/** Converts a point of the window to coordinates of the box. */
function pointIn(box: Element, { x, y }: Point): Point {
  const { left, top } = box.getBoundingClientRect();
  return { x: x - left, y: y - top };
}

function centreOf(box: Element): Point {
  const { left, top, width, height } = box.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** The focused cell, if it is visible. */
function focusIn(box: HTMLElement): Element | null {
  const focused = document.activeElement;
  if (!focused || focused === box || !box.contains(focused)) return null;
  const { x, y } = pointIn(box, centreOf(focused));
  return x >= 0 && y >= 0 && x <= box.clientWidth && y <= box.clientHeight ? focused : null;
}

const edge = 36;

/** Scrolls when a stroke comes near the edge of the view. */
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

function Whole() {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 9V5.5A1.5 1.5 0 0 1 5.5 4H9M15 4h3.5A1.5 1.5 0 0 1 20 5.5V9M20 15v3.5a1.5 1.5 0 0 1-1.5 1.5H15M9 20H5.5A1.5 1.5 0 0 1 4 18.5V15" />
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
