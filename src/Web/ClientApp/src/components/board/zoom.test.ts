import { expect, test } from 'vitest';
import { canZoomIn, canZoomOut, factorOf, isOverview, isTooLarge, zoomAt, zoomStep } from './zoom';

/** A board of 50 × 50 cells on a phone, and one of 5 × 5. */
const small = { natural: 7.2, whole: 6 };
const large = { natural: 70, whole: 70 };

test('a board is too large if its cells would be hard to hit', () => {
  expect(isTooLarge(small)).toBe(true);
  expect(isTooLarge(large)).toBe(false);
  expect(isTooLarge({ natural: 24, whole: 20 })).toBe(false);
});

test('the smallest zoom of a large board shows all of it', () => {
  expect(factorOf('whole', small)).toBe(0.25);
  expect(zoomAt(0.1, small)).toBe('whole');
  expect(zoomAt(0.25, small)).toBe('whole');
  expect(canZoomOut('whole', small)).toBe(false);
  expect(canZoomOut(1, small)).toBe(true);
});

test('a board that fits cannot be zoomed out', () => {
  expect(zoomAt(0.5, large)).toBe(1);
  expect(canZoomOut(1, large)).toBe(false);
  expect(canZoomOut(1.4, large)).toBe(true);
});

test('steps go from the overview to the maximum and back, through 1', () => {
  const passed = [factorOf('whole', small)];
  let zoom: ReturnType<typeof zoomAt> = 'whole';
  while (canZoomIn(zoom)) {
    zoom = zoomStep(zoom, 'in', small);
    passed.push(factorOf(zoom, small));
  }
  expect(passed).toContain(1);
  expect(passed.at(-1)).toBe(3);
  expect(passed).toEqual([...passed].sort((a, b) => a - b));
  const usual: ReturnType<typeof zoomAt>[] = [];
  while (canZoomOut(zoom, small)) {
    zoom = zoomStep(zoom, 'out', small);
    usual.push(zoom);
  }
  expect(usual).toContain(1);
  expect(usual.at(-1)).toBe('whole');
});

test('the overview follows the size of the window', () => {
  expect(factorOf('whole', { natural: 12, whole: 12 })).toBe(0.5);
  expect(factorOf('whole', large)).toBe(1);
  expect(factorOf(0.3, { natural: 12, whole: 12 })).toBe(0.5);
});

test('touch needs larger cells than a mouse for drawing', () => {
  expect(isOverview('whole', small, 'fine')).toBe(true);
  expect(isOverview('whole', { natural: 13, whole: 13 }, 'fine')).toBe(false);
  expect(isOverview('whole', { natural: 13, whole: 13 }, 'touch')).toBe(true);
  expect(isOverview(1, small, 'touch')).toBe(false);
  expect(isOverview(1, large, 'touch')).toBe(false);
});
