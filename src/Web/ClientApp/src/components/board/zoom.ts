/** The minimum target size in CSS pixels (WCAG 2.2, 2.5.8). */
const minTargetSize = 24;

const maxZoom = 3;
const stepFactor = 1.4;

/** The cell sizes that fit into the window, in CSS pixels. */
export type CellSizes = {
  /** At the default size of a board. */
  readonly natural: number;
  /** If the whole board is visible, next to the zoom controls. */
  readonly whole: number;
};

/** `whole` fits the board into the view; a number is a factor of the base size. */
export type Zoom = 'whole' | number;

/** The cell size at a zoom of 1, which is never too small to hit. */
const baseSize = ({ natural }: CellSizes): number => Math.max(minTargetSize, natural);

export const isTooLarge = ({ natural }: CellSizes): boolean => natural < minTargetSize;

const minFactor = (sizes: CellSizes): number =>
  isTooLarge(sizes) ? Math.min(1, sizes.whole / baseSize(sizes)) : 1;

export const factorOf = (zoom: Zoom, sizes: CellSizes): number =>
  zoom === 'whole' ? minFactor(sizes) : Math.max(zoom, minFactor(sizes));

export const canZoomIn = (zoom: Zoom): boolean => zoom === 'whole' || zoom < maxZoom;
export const canZoomOut = (zoom: Zoom, sizes: CellSizes): boolean => factorOf(zoom, sizes) > minFactor(sizes);

/** Clamps a factor. The minimum becomes `whole`, which follows changes of the window. */
export function zoomAt(factor: number, sizes: CellSizes): Zoom {
  if (factor <= minFactor(sizes)) return isTooLarge(sizes) ? 'whole' : 1;
  return Math.min(maxZoom, factor);
}

/** The next zoom step; stops at 1 rather than skip it. */
export function zoomStep(zoom: Zoom, direction: 'in' | 'out', sizes: CellSizes): Zoom {
  const from = factorOf(zoom, sizes);
  const to = direction === 'in' ? from * stepFactor : from / stepFactor;
  return zoomAt((from - 1) * (to - 1) < 0 ? 1 : to, sizes);
}

/** Whether the cells are too small for the pointer, so that the board cannot be drawn on. */
export function isOverview(zoom: Zoom, sizes: CellSizes, pointer: 'touch' | 'fine'): boolean {
  const cell = factorOf(zoom, sizes) * baseSize(sizes);
  return cell < (pointer === 'touch' ? 20 : 8);
}
