import { computed, effect, signal } from '@preact/signals';
import { readStored, writeStored } from '../app/storage';
import { type Dictionary, en } from './en';
import { pl } from './pl';

export const languages = ['en', 'pl'] as const;
export type Language = (typeof languages)[number];

const dictionaries: Record<Language, Dictionary> = { en, pl };

/** The first of the browser's languages that is supported, or English. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    const known = languages.find((candidate) => candidate === base);
    if (known) return known;
  }
  return 'en';
}

const chosen = readStored('dots.language');

export const language = signal<Language>(
  languages.find((known) => known === chosen) ?? preferredLanguage(navigator.languages),
);

/** The texts of the current language; read as `t.value.gallery.title`, so that a switch re-renders. */
export const t = computed(() => dictionaries[language.value]);

export function chooseLanguage(next: Language): void {
  language.value = next;
  writeStored('dots.language', next);
}

effect(() => {
  document.documentElement.lang = language.value;
});
