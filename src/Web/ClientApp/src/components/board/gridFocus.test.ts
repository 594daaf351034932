import { expect, test } from 'vitest';
import { focusAfter } from './gridFocus';

const size = { rows: 3, cols: 4 };

test('arrows move by one cell and stop at the edges', () => {
  expect(focusAfter('ArrowRight', false, 5, size)).toBe(6);
  expect(focusAfter('ArrowLeft', false, 5, size)).toBe(4);
  expect(focusAfter('ArrowUp', false, 5, size)).toBe(1);
  expect(focusAfter('ArrowDown', false, 5, size)).toBe(9);
  expect(focusAfter('ArrowRight', false, 7, size)).toBe(7);
  expect(focusAfter('ArrowLeft', false, 4, size)).toBe(4);
  expect(focusAfter('ArrowUp', false, 2, size)).toBe(2);
  expect(focusAfter('ArrowDown', false, 10, size)).toBe(10);
});

test('Home and End go to the ends of the row, with Control to those of the grid', () => {
  expect(focusAfter('Home', false, 6, size)).toBe(4);
  expect(focusAfter('End', false, 6, size)).toBe(7);
  expect(focusAfter('Home', true, 6, size)).toBe(0);
  expect(focusAfter('End', true, 6, size)).toBe(11);
});

test('pages move by rows and stay in the column', () => {
  expect(focusAfter('PageUp', false, 10, size)).toBe(2);
  expect(focusAfter('PageDown', false, 2, size)).toBe(10);
});

test('other keys are ignored', () => {
  expect(focusAfter('a', false, 0, size)).toBeNull();
  expect(focusAfter('Tab', false, 0, size)).toBeNull();
});
