import { expect, test } from 'vitest';
import { canZoomIn, canZoomOut, factorOf, isOverview, isTooLarge, zoomAt, zoomStep } from './zoom';

/** Of 50 × 50 cells on a phone, and of 5 × 5. */
const scarce = { natural: 7.2, whole: 6 };
const ample = { natural: 70, whole: 70 };

test('a board is too large when its cells would be hard to hit if all of it were seen', () => {
  expect(isTooLarge(scarce)).toBe(true);
  expect(isTooLarge(ample)).toBe(false);
  expect(isTooLarge({ natural: 24, whole: 20 })).toBe(false);
});

test('the smallest zoom of a large board shows the whole of it', () => {
  expect(factorOf('whole', scarce)).toBe(0.25);
  expect(zoomAt(0.1, scarce)).toBe('whole');
  expect(zoomAt(0.25, scarce)).toBe('whole');
  expect(canZoomOut('whole', scarce)).toBe(false);
  expect(canZoomOut(1, scarce)).toBe(true);
});

test('a board that fits is never made smaller', () => {
  expect(zoomAt(0.5, ample)).toBe(1);
  expect(canZoomOut(1, ample)).toBe(false);
  expect(canZoomOut(1.4, ample)).toBe(true);
});

test('steps lead from the whole to the largest and back, by way of the usual size', () => {
  const passed = [factorOf('whole', scarce)];
  let zoom: ReturnType<typeof zoomAt> = 'whole';
  while (canZoomIn(zoom)) {
    zoom = zoomStep(zoom, 'in', scarce);
    passed.push(factorOf(zoom, scarce));
  }
  expect(passed).toContain(1);
  expect(passed.at(-1)).toBe(3);
  expect(passed).toEqual([...passed].sort((a, b) => a - b));
  const usual: ReturnType<typeof zoomAt>[] = [];
  while (canZoomOut(zoom, scarce)) {
    zoom = zoomStep(zoom, 'out', scarce);
    usual.push(zoom);
  }
  expect(usual).toContain(1);
  expect(usual.at(-1)).toBe('whole');
});

test('what was the whole follows the window', () => {
  expect(factorOf('whole', { natural: 12, whole: 12 })).toBe(0.5);
  expect(factorOf('whole', ample)).toBe(1);
  expect(factorOf(0.3, { natural: 12, whole: 12 })).toBe(0.5);
});

test('small cells are for looking at, and a finger needs larger ones than a mouse', () => {
  expect(isOverview('whole', scarce, 'fine')).toBe(true);
  expect(isOverview('whole', { natural: 13, whole: 13 }, 'fine')).toBe(false);
  expect(isOverview('whole', { natural: 13, whole: 13 }, 'touch')).toBe(true);
  expect(isOverview(1, scarce, 'touch')).toBe(false);
  expect(isOverview(1, ample, 'touch')).toBe(false);
});
