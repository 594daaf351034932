import type { ComponentChildren, TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../app/Icon';
import { t } from '../../i18n';
import './frame.css';
import {
  canZoomIn,
  canZoomOut,
  factorOf,
  isOverview,
  isTooLarge,
  type Room,
  type Zoom,
  zoomAt,
  zoomStep,
} from './zoom';

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

/** A pointer that has moved no further than this, in CSS pixels, has tapped. */
const tapReach = 8;

/**
 * Gives a board its size: as large as the window allows, but at first never with cells too small to hit. What does not
 * fit then scrolls and zooms in here, and not the page; the smallest zoom shows the whole of it.
 */
export function BoardFrame({ rows, cols, onGesture, overlay, children }: BoardFrameProps) {
  const texts = t.value.board;
  const scroller = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const fingers = useRef(new Map<number, Point>());
  /** Where a pointer went down that moves the view and does not draw. */
  const grip = useRef<{ id: number; at: Point; from: Point; isTap: boolean } | null>(null);
  const [room, setRoom] = useState<Room>({
    natural: Number.POSITIVE_INFINITY,
    whole: Number.POSITIVE_INFINITY,
  });
  const [zoom, setZoom] = useState<Zoom>(1);
  const [isPanning, setPanning] = useState(false);
  /** The point of the board, in parts of the whole, that is to stay in this place of the window while the zoom changes. */
  const anchor = useRef<{ board: Point; place: Point | 'middle'; focus: Element | null } | null>(null);
  const hasControls = isTooLarge(room) || factorOf(zoom, room) > 1;
  // Where the window has grown, there may be no button left to end it with.
  const isMoving = isPanning && hasControls;

  useLayoutEffect(() => {
    const box = probe.current;
    if (!box) return;
    const measure = () => {
      const { width, height } = box.getBoundingClientRect();
      if (width > 0)
        setRoom((before) =>
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
    const { board, place, focus } = anchor.current;
    anchor.current = null;
    const view =
      place === 'middle' ? { x: box.clientWidth / 2, y: box.clientHeight / 2 } : pointIn(box, place);
    box.scrollLeft = board.x * box.scrollWidth - view.x;
    box.scrollTop = board.y * box.scrollHeight - view.y;
    focus?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  const zoomTo = (next: Zoom, around?: Point, place: Point | 'middle' | undefined = around) => {
    const box = scroller.current;
    if (!box || next === zoom) return;
    const focus = around ? null : focusIn(box);
    const from = around ?? middleOf(focus ?? box);
    const { x, y } = pointIn(box, from);
    anchor.current = {
      board: { x: (box.scrollLeft + x) / box.scrollWidth, y: (box.scrollTop + y) / box.scrollHeight },
      place: place ?? from,
      focus,
    };
    setZoom(next);
  };
  const zoomBy = (factor: number, around: Point) =>
    zoomTo(zoomAt(factorOf(zoom, room) * factor, room), around);
  const stepTo = (direction: 'in' | 'out') => zoomTo(zoomStep(zoom, direction, room));
  const toggleWhole = () => zoomTo(zoom === 'whole' ? 1 : 'whole');

  const turn = useRef((_: WheelEvent) => {});
  turn.current = (event) => {
    // What a mouse's wheel does with Control is also what a touchpad's pinch is reported as.
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomBy(Math.exp(-event.deltaY / 200), { x: event.clientX, y: event.clientY });
  };
  useEffect(() => {
    const box = scroller.current;
    const listener = (event: WheelEvent) => turn.current(event);
    // In JSX it would be passive, and the browser would zoom the page.
    box?.addEventListener('wheel', listener, { passive: false });
    return () => box?.removeEventListener('wheel', listener);
  }, []);

  const key = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !hasControls) return;
    if (event.key === '+' || event.key === '=') stepTo('in');
    else if (event.key === '-') stepTo('out');
    else if (event.key === '0' && isTooLarge(room)) toggleWhole();
    else return;
    event.preventDefault();
  };

  const isLookedAt = (event: PointerEvent) =>
    isOverview(zoom, room, event.pointerType === 'touch' ? 'touch' : 'fine');

  const touch = (event: TargetedPointerEvent<HTMLDivElement>) => {
    if (event.pointerType === 'touch') {
      if (event.isPrimary) fingers.current.clear();
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (fingers.current.size === 2) {
        grip.current = null;
        onGesture?.();
        return;
      }
    }
    const isOverviewOnly = onGesture !== undefined && isLookedAt(event);
    if (event.button !== 0 || !event.isPrimary) return;
    if (!isOverviewOnly && (!isMoving || event.pointerType === 'touch')) return;
    const at = { x: event.clientX, y: event.clientY };
    grip.current = { id: event.pointerId, at, from: at, isTap: isOverviewOnly };
    if (isOverviewOnly) event.stopPropagation();
    // Beyond the edge as well.
    else event.currentTarget.setPointerCapture(event.pointerId);
  };

  const move = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const box = scroller.current;
    const held = grip.current;
    if (box && held && event.pointerId === held.id) {
      box.scrollLeft -= event.clientX - held.at.x;
      box.scrollTop -= event.clientY - held.at.y;
      held.at = { x: event.clientX, y: event.clientY };
      if (Math.hypot(held.at.x - held.from.x, held.at.y - held.from.y) > tapReach) held.isTap = false;
      return;
    }
    const before = fingers.current.get(event.pointerId);
    if (box && event.buttons > 0 && !isMoving && fingers.current.size < 2) scrollAtEdge(box, event);
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
    zoomBy(spread, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  };

  const lift = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const held = grip.current;
    fingers.current.delete(event.pointerId);
    if (held?.id !== event.pointerId) return;
    grip.current = null;
    // Where somebody tries to draw on cells too small for it, the view comes closer.
    if (held.isTap && event.type === 'pointerup') zoomTo(1, { x: event.clientX, y: event.clientY }, 'middle');
  };

  return (
    <div class="board-frame">
      <div
        class={`board-fit${hasControls ? ' board-fit-controls' : ''}${isTooLarge(room) && zoom === 'whole' ? ' board-fit-whole' : ''}`}
        style={{ '--rows': rows, '--cols': cols, '--zoom': zoom === 'whole' ? 0 : zoom }}
      >
        <div class="board-room" ref={probe} />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears what passes by on its way to the board */}
        <div
          ref={scroller}
          // A grid scrolls along with its focus; a picture has none, and is scrolled by keys here.
          {...(hasControls && !onGesture && { tabIndex: 0, role: 'group', 'aria-label': texts.view })}
          class={`board-scroll${isMoving ? ' board-scroll-pan' : ''}`}
          onKeyDown={key}
          onPointerDownCapture={touch}
          onPointerMoveCapture={move}
          onPointerUpCapture={lift}
          onPointerCancelCapture={lift}
        >
          <div class="board-sheet">{children}</div>
        </div>
        {hasControls && (
          <fieldset class="board-zoom">
            <legend class="visually-hidden">{texts.view}</legend>
            {/* aria-disabled: a button that takes itself out of the focus order would drop the focus. */}
            <button
              class="tool"
              type="button"
              title={`${texts.zoomOut} (−)`}
              aria-label={texts.zoomOut}
              aria-disabled={!canZoomOut(zoom, room)}
              onClick={() => canZoomOut(zoom, room) && stepTo('out')}
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
            {isTooLarge(room) && (
              <button
                class="tool"
                type="button"
                title={`${texts.whole} (0)`}
                aria-label={texts.whole}
                aria-pressed={zoom === 'whole'}
                onClick={toggleWhole}
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

/** A place of the window, seen from the box's corner. */
function pointIn(box: Element, { x, y }: Point): Point {
  const { left, top } = box.getBoundingClientRect();
  return { x: x - left, y: y - top };
}

function middleOf(box: Element): Point {
  const { left, top, width, height } = box.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** The cell that has the focus, if it is in sight. */
function focusIn(box: HTMLElement): Element | null {
  const focused = document.activeElement;
  if (!focused || focused === box || !box.contains(focused)) return null;
  const { x, y } = pointIn(box, middleOf(focused));
  return x >= 0 && y >= 0 && x <= box.clientWidth && y <= box.clientHeight ? focused : null;
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
