import { signal } from '@preact/signals';
import { readStored, writeStored } from '../../app/storage';

const key = 'dots.letters';

/** Letters on dots, so that colour is not the only sign; those who prefer plain dots can put them away. */
export const lettersShown = signal(readStored(key) !== 'off');

export function showLetters(isShown: boolean): void {
  lettersShown.value = isShown;
  writeStored(key, isShown ? null : 'off');
}
