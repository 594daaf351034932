import { effect, signal } from '@preact/signals';
import { readStored, writeStored } from './storage';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const stored = readStored('dots.theme');

export const theme = signal<Theme>(themes.find((known) => known === stored) ?? 'system');

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const systemDark = signal(systemIsDark.matches);
systemIsDark.addEventListener('change', (event) => {
  systemDark.value = event.matches;
});

/** The theme in effect, for canvases, which cannot follow CSS. */
export const isDark = () => (theme.value === 'system' ? systemDark.value : theme.value === 'dark');

export function nextTheme(): void {
  theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'system';
  writeStored('dots.theme', theme.value === 'system' ? null : theme.value);
}

/** The colours of the browser's UI, which the document defines for each colour scheme of the system. */
const themeColors = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].map(
  (meta) => ({
    meta,
    scheme: meta.getAttribute('media')?.includes('dark') ? ('dark' as const) : ('light' as const),
    color: meta.content,
  }),
);

effect(() => {
  const chosen = theme.value;
  for (const { meta, color } of themeColors) {
    meta.content =
      chosen === 'system' ? color : (themeColors.find(({ scheme }) => scheme === chosen)?.color ?? color);
  }
});

effect(() => {
  if (theme.value === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
});
