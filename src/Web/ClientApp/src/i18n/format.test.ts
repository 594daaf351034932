import { afterEach, expect, test } from 'vitest';
import { chooseLanguage, preferredLanguage } from '.';
import { formatAge, formatNumber } from './format';

const now = Date.UTC(2026, 4, 17, 12);
const ago = (seconds: number) => formatAge(now - seconds * 1000, now);

afterEach(() => chooseLanguage('en'));

test.each([
  [0, 'now'],
  [-300, 'now'],
  [9, 'now'],
  [45, '45 seconds ago'],
  [119, '1 minute ago'],
  [3 * 3600, '3 hours ago'],
  [26 * 3600, 'yesterday'],
  [6 * 86400, '6 days ago'],
])('%d seconds ago is "%s"', (seconds, expected) => {
  expect(ago(seconds)).toBe(expected);
});

test('is the date after a week', () => {
  expect(ago(30 * 86400)).toMatch(/2026/);
});

test('follows the chosen language', () => {
  chooseLanguage('pl');
  expect(ago(180)).toBe('3 minuty temu');
  expect(formatNumber(12345.5)).toBe('12\u00a0345,5');
});

test.each<[string[], string]>([
  [['pl-PL', 'en'], 'pl'],
  [['de', 'pl', 'en'], 'pl'],
  [['en-GB', 'pl'], 'en'],
  [['de', 'fr'], 'en'],
  [[], 'en'],
])('a browser with the languages %s gets %s', (wanted, expected) => {
  expect(preferredLanguage(wanted)).toBe(expected);
});
