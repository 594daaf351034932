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

/** What is on screen now; canvases that cannot follow CSS read it to repaint. */
export const isDark = () => (theme.value === 'system' ? systemDark.value : theme.value === 'dark');

export function nextTheme(): void {
  theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'system';
  writeStored('dots.theme', theme.value === 'system' ? null : theme.value);
}

/** What the browser paints around the page: the document names it for each of the system's schemes. */
const frames = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].map((meta) => ({
  meta,
  scheme: meta.getAttribute('media')?.includes('dark') ? ('dark' as const) : ('light' as const),
  color: meta.content,
}));

effect(() => {
  const chosen = theme.value;
  for (const { meta, color } of frames) {
    meta.content =
      chosen === 'system' ? color : (frames.find(({ scheme }) => scheme === chosen)?.color ?? color);
  }
});

effect(() => {
  if (theme.value === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
});
