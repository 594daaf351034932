import { expect, test } from 'vitest';

test('theme-color follows the chosen theme', async () => {
  document.head.innerHTML = `
    <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff">
    <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#000000">`;
  const { nextTheme, theme } = await import('./theme');
  const colors = () => [...document.querySelectorAll('meta')].map((meta) => meta.content);

  expect([theme.value, ...colors()]).toEqual(['system', '#ffffff', '#000000']);
  nextTheme();
  expect([theme.value, ...colors()]).toEqual(['light', '#ffffff', '#ffffff']);
  nextTheme();
  expect([theme.value, ...colors()]).toEqual(['dark', '#000000', '#000000']);
  nextTheme();
  expect([theme.value, ...colors()]).toEqual(['system', '#ffffff', '#000000']);
});
