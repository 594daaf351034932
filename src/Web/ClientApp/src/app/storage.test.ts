import { afterEach, expect, test, vi } from 'vitest';
import { readStored, writeStored } from './storage';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

test('keeps values in local storage', () => {
  writeStored('dots.x', '1');
  expect(localStorage.getItem('dots.x')).toBe('1');
  expect(readStored('dots.x')).toBe('1');
  writeStored('dots.x', null);
  expect(readStored('dots.x')).toBeNull();
});

test('keeps values in memory if storage is missing or blocked', () => {
  vi.stubGlobal('localStorage', undefined);
  expect(readStored('dots.x')).toBeNull();
  writeStored('dots.x', '1');
  expect(readStored('dots.x')).toBe('1');
  writeStored('dots.x', null);
  expect(readStored('dots.x')).toBeNull();
});

test('prefers the last value if storage is full', () => {
  writeStored('dots.x', '1');
  const stored = localStorage;
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.getItem(key),
    setItem: () => {
      throw new DOMException('Full', 'QuotaExceededError');
    },
  });
  writeStored('dots.x', '2');
  expect(readStored('dots.x')).toBe('2');
  vi.unstubAllGlobals();
  writeStored('dots.x', '3');
  expect(localStorage.getItem('dots.x')).toBe('3');
  expect(readStored('dots.x')).toBe('3');
});
