import { signal } from '@preact/signals';
import { readStored, writeStored } from '../../app/storage';

const key = 'dots.letters';

/** Whether dots have letters, so that colour is not the only distinction (WCAG 1.4.1). Can be turned off. */
export const lettersShown = signal(readStored(key) !== 'off');

export function showLetters(isShown: boolean): void {
  lettersShown.value = isShown;
  writeStored(key, isShown ? null : 'off');
}
