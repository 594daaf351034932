/** The smallest cell that is easy to hit, in CSS pixels: WCAG 2.2, success criterion 2.5.8. */
const easyToHit = 24;

const largest = 3;
const step = 1.4;

/** The sizes of a cell, in CSS pixels, that the window has room for. */
export type Room = {
  /** Of a board that is as large as boards get, or fills the room. */
  readonly natural: number;
  /** Of a board that is to be seen whole, beside the controls of the view. */
  readonly whole: number;
};

/** How large a board is shown: `whole`, whatever that takes, or a multiple of the size at which its cells are easy to hit. */
export type Zoom = 'whole' | number;

/** At a zoom of 1. */
const usual = ({ natural }: Room): number => Math.max(easyToHit, natural);

export const isTooLarge = ({ natural }: Room): boolean => natural < easyToHit;

const least = (room: Room): number => (isTooLarge(room) ? Math.min(1, room.whole / usual(room)) : 1);

export const factorOf = (zoom: Zoom, room: Room): number =>
  zoom === 'whole' ? least(room) : Math.max(zoom, least(room));

export const canZoomIn = (zoom: Zoom): boolean => zoom === 'whole' || zoom < largest;
export const canZoomOut = (zoom: Zoom, room: Room): boolean => factorOf(zoom, room) > least(room);

/** Within what is allowed; the smallest is `whole`, so that it stays so when the window changes. */
export function zoomAt(factor: number, room: Room): Zoom {
  if (factor <= least(room)) return isTooLarge(room) ? 'whole' : 1;
  return Math.min(largest, factor);
}

/** The next larger or smaller; a step that would pass the usual size stops there. */
export function zoomStep(zoom: Zoom, direction: 'in' | 'out', room: Room): Zoom {
  const from = factorOf(zoom, room);
  const to = direction === 'in' ? from * step : from / step;
  return zoomAt((from - 1) * (to - 1) < 0 ? 1 : to, room);
}

/** Cells in which a finger, or even a mouse, would miss: the board is to be looked at, and not to be drawn on. */
export function isOverview(zoom: Zoom, room: Room, pointer: 'touch' | 'fine'): boolean {
  const cell = factorOf(zoom, room) * usual(room);
  return cell < (pointer === 'touch' ? 20 : 8);
}
